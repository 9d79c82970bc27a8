import type { GenerationBody, Operation, SectionPiece } from '../wire/api';
import type { Person, PersonText } from './people';
import phrasesJson from './phrases.json';
import { positionIn, relevanceTo } from './posting';

/** How many skills a sentence names. */
const NAMED_SKILLS = 3;

/** As many pieces as a section is streamed in, unless it has fewer words. */
const PIECES = 5;

type Phrases = typeof phrasesJson.en;

/** A resume or a cover letter. */
export interface Draft {
	/** The operation that writes such a document. */
	readonly operation: Operation;
	readonly person: Person;
	/** The resume's own text, with the skills and achievements first that matter. */
	readonly text: PersonText;
	/** The position that it is for, else the person's own. */
	readonly position: string;
	/** Whole sections, in their order. */
	readonly sections: readonly SectionPiece[];
	/** Of a letter that was typed: what was sent beside the person. */
	readonly typed?: {
		readonly html: string;
		readonly companyName?: string;
		readonly hiringManagerName?: string;
	};
}

/** The sentences of resumes and letters, with placeholders in braces, and headings. */
export const phrasesIn = (language: string): Phrases =>
	new Map<string, Phrases>(Object.entries(phrasesJson)).get(language) ?? phrasesJson.en;

/** The pieces to stream of a tailored resume or a cover letter. */
export const write = (operation: Operation, person: Person, body: GenerationBody): SectionPiece[] =>
	cutSections(draft(operation, person, body).sections);

/** Whole sections as the pieces in which they are streamed, cut between words. */
export const cutSections = (sections: readonly SectionPiece[]): SectionPiece[] =>
	sections.flatMap(({ section, content }) => {
		const words = content.match(/\s*\S+\s*?(?=\s|$)/gu) ?? [content];
		const count = Math.min(words.length, PIECES);
		const startOf = (piece: number) => Math.round((piece * words.length) / count);
		return Array.from({ length: count }, (_, piece) => ({
			section,
			content: words.slice(startOf(piece), startOf(piece + 1)).join(''),
		}));
	});

/**
 * A tailored resume or a cover letter that names the position, if there is one, and puts first what
 * the posting asks for. It is written in the language asked for if the person has texts in it, else
 * in the resume's own one. The same input always gives the same draft.
 */
export function draft(operation: Operation, person: Person, body: GenerationBody): Draft {
	const own = person.translations.find(({ language }) => language === body.language) ?? person.own;
	const text = tailor(own, body);
	const position = body.positionName ?? positionIn(body.jobDescription ?? '');
	const fill = sentencesOf(person, text, position);
	const sections =
		operation === 'tailor'
			? resume(person, text, fill(position ? 'summary' : 'summaryForAny'), body.mode === 'new')
			: [
					{ section: 'greeting', content: fill('greeting') },
					{ section: 'opening', content: fill(position ? 'opening' : 'openingForAny') },
					{ section: 'body', content: fill('body') },
					{ section: 'closing', content: fill('closing') },
					{ section: 'signature', content: fill('signature') },
				];
	return { operation, person, text, position: position ?? text.role, sections };
}

/** The text with the skills and achievements first that the posting asks for. */
function tailor(
	text: PersonText,
	{ jobDescription, jobUrl, positionName }: GenerationBody,
): PersonText {
	const sort = relevanceTo(`${positionName ?? ''} ${jobDescription ?? jobUrl ?? ''}`);
	return {
		...text,
		skills: sort(text.skills),
		jobs: text.jobs.map((job) => ({ ...job, achievements: sort(job.achievements) })),
	};
}

/** Writes sentences about a person, with the placeholders filled in. */
function sentencesOf({ name }: Person, text: PersonText, position = '') {
	const phrases = phrasesIn(text.language);
	// American English would have a comma before "and".
	const list = new Intl.ListFormat(text.language === 'en' ? 'en-GB' : text.language);
	const { role, profile, jobs, skills } = text;
	const [{ employer = '', achievements = [] } = {}] = jobs;
	const [achievement = '', alsoAchievement = ''] = achievements;
	const values = new Map<string, string>(
		Object.entries({
			reasons: phrases.reasons,
			name,
			role,
			profile,
			employer,
			achievement,
			achieved: uncapitalize(achievement),
			alsoAchievement,
			alsoAchieved: uncapitalize(alsoAchievement),
			position,
			skills: list.format(skills.slice(0, NAMED_SKILLS)),
		}),
	);
	const fill = (sentence: string): string =>
		sentence.replace(/\{(\w+)\}/g, (_, key: string) => fill(values.get(key) ?? ''));
	return (phrase: Exclude<keyof Phrases, 'headings'>) => fill(phrases[phrase]);
}

/** The text as an item of a list. */
export const capitalize = (text: string) =>
	text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
const uncapitalize = (text: string) => text.replace(/^\p{Lu}/u, (letter) => letter.toLowerCase());

const bullets = (lines: readonly string[]): string =>
	lines.map((line) => `- ${capitalize(line)}`).join('\n');

/** How to reach somebody, in one line. */
export const contactOf = ({ email, phone, location }: Person): string =>
	[location, email, phone].filter(Boolean).join(' · ');

function resume(person: Person, text: PersonText, summary: string, isNew: boolean): SectionPiece[] {
	const jobs = text.jobs.map(
		({ title, employer, years, achievements }) =>
			`**${title}**, ${employer} (${years})\n${bullets(achievements)}`,
	);
	const highlights = text.jobs.flatMap(({ achievements }) => achievements.slice(0, 1));
	return [
		{ section: 'header', content: `${person.name}\n${text.role}\n${contactOf(person)}` },
		{ section: 'summary', content: summary },
		{ section: 'work_experience', content: jobs.join('\n\n') },
		{ section: 'skills', content: bullets(text.skills) },
		{ section: 'education', content: bullets(text.education) },
		{ section: 'certificates', content: bullets(text.certificates) },
		{ section: 'languages', content: bullets(text.languages) },
		// What the mode changes is not documented; here it adds a section, so that it has an effect.
		...(isNew ? [{ section: 'highlights', content: bullets(highlights) }] : []),
	];
}
