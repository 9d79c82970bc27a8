import type { TextLanguage } from './person';

/** What the sentences are built around. */
export interface Subject {
	readonly name: string;
	readonly role: string;
	readonly profile: string;
	readonly employer: string;
	readonly achievement: string;
	readonly position: string;
	/** Words of the posting, as a list in words. */
	readonly words: string;
	/** The first of them. */
	readonly word: string;
}

interface Phrases {
	readonly and: string;
	readonly summary: (subject: Subject) => string;
	/** Closes the newest job with a line that points at the posting. */
	readonly relevance: (subject: Subject) => string;
	readonly wanted: string;
	readonly highlights: (subject: Subject) => string;
	readonly greeting: string;
	readonly opening: (subject: Subject) => string;
	readonly body: (subject: Subject) => string;
	readonly closing: (subject: Subject) => string;
}

/** The sentences of tailored resumes and cover letters, by language. */
export const phrases: Readonly<Record<TextLanguage, Phrases>> = {
	en: {
		and: 'and',
		summary: (s) =>
			`${s.profile}. Looking for the position of ${s.position}, where ${s.words} make the day.`,
		relevance: (s) => `Close to the posting: daily work with ${s.words}`,
		wanted: 'Asked for in the posting',
		highlights: (s) => `What speaks for ${s.name}: ${s.achievement}. That is ${s.word} at work.`,
		greeting: 'Dear hiring team,',
		opening: (s) =>
			`Your posting for the position of ${s.position} names ${s.words}. That is what I have been doing for years, as ${s.role} at ${s.employer}, and why I am writing to you today.`,
		body: (s) =>
			`One example out of many: ${s.achievement}. What I learnt there about ${s.word} I would like to bring along to your team. I ask early, I write things down, and I finish what I begin.`,
		closing: (s) =>
			`I would be glad to tell you more in a conversation.\n\nKind regards,\n${s.name}`,
	},
	de: {
		and: 'und',
		summary: (s) =>
			`${s.profile}. Gesucht wird eine Aufgabe als ${s.position}, in der ${s.words} den Alltag prägen.`,
		relevance: (s) => `Nah an der Ausschreibung: tägliche Arbeit rund um ${s.words}`,
		wanted: 'In der Ausschreibung gefragt',
		highlights: (s) =>
			`Was für ${s.name} spricht: ${s.achievement}. Das ist gelebte Praxis in ${s.word}.`,
		greeting: 'Sehr geehrte Damen und Herren,',
		opening: (s) =>
			`Ihre Ausschreibung für die Stelle „${s.position}“ nennt ${s.words}. Genau das beschäftigt mich seit Jahren als ${s.role} bei ${s.employer}, und deshalb schreibe ich Ihnen heute.`,
		body: (s) =>
			`Ein Beispiel von vielen: ${s.achievement}. Was ich dabei über ${s.word} gelernt habe, möchte ich gern in Ihr Team einbringen. Ich frage früh nach, schreibe auf, was zählt, und führe zu Ende, was ich beginne.`,
		closing: (s) =>
			`Über ein persönliches Gespräch freue ich mich sehr.\n\nMit freundlichen Grüßen\n${s.name}`,
	},
	fi: {
		and: 'ja',
		summary: (s) =>
			`${s.profile}. Hakee tehtävää ${s.position}, jossa arjen ytimessä ovat ${s.words}.`,
		relevance: (s) => `Lähellä ilmoitusta: päivittäistä työtä, jossa korostuvat ${s.words}`,
		wanted: 'Ilmoituksessa toivottua',
		highlights: (s) =>
			`Tämä puhuu hakijan ${s.name} puolesta: ${s.achievement}. Se on tätä: ${s.word}.`,
		greeting: 'Hyvä vastaanottaja,',
		opening: (s) =>
			`Ilmoituksessanne tehtävästä ${s.position} mainitaan ${s.words}. Juuri niitä olen tehnyt vuosia; nykyinen työpaikkani on ${s.employer} ja ammattini ${s.role}. Siksi kirjoitan teille tänään.`,
		body: (s) =>
			`Yksi esimerkki monesta: ${s.achievement}. Sen, mitä opin siinä aiheesta ${s.word}, tuon mielelläni tiimiinne. Kysyn ajoissa, kirjaan huolellisesti ja vien loppuun sen, minkä aloitan.`,
		closing: (s) => `Kerron mielelläni lisää haastattelussa.\n\nYstävällisin terveisin\n${s.name}`,
	},
};
