import type { GenerationBody, Operation, SectionPiece } from '../wire/api';
import type { Person, PersonText } from './people';
import { fill, phrasesIn, type Subject } from './phrases';
import { cutSections } from './pieces';
import { positionInUrl, relevanceTo } from './relevance';

/** How many skills a sentence names. */
const NAMED_SKILLS = 3;

/** A word that stands in sentences but not in the name of a position. */
const SENTENCE =
	/(^|\s)(we|you|are|is|looking|hiring|wir|sie|ist|sind|suchen|sucht|etsimme|haemme)\s/i;

/** A resume or a cover letter. */
export interface Draft {
	/** The operation that writes such a document. */
	readonly operation: Operation;
	readonly person: Person;
	/** The resume's own text, with the skills and achievements first that matter. */
	readonly text: PersonText;
	readonly position: string;
	/** Whole sections, in their order. */
	readonly sections: readonly SectionPiece[];
	/** A letter's text as HTML, if it was sent in that form. */
	readonly html?: string;
}

/** The pieces to stream of a tailored resume or a cover letter. */
export const write = (operation: Operation, person: Person, body: GenerationBody): SectionPiece[] =>
	cutSections(draft(operation, person, body).sections);

/**
 * A tailored resume or a cover letter that names the position and puts first what the posting asks
 * for. It is written in the language asked for if the person has texts in it, else in the resume's
 * own one. The same input always gives the same draft.
 */
export function draft(operation: Operation, person: Person, body: GenerationBody): Draft {
	const text = person.translations.find(({ language }) => language === body.language) ?? person.own;
	const tailored = tailor(text, body);
	const { role, profile, jobs, skills, language } = tailored;
	const [achievement = '', alsoAchievement = ''] = jobs[0]?.achievements ?? [];
	const position = positionOf(body) ?? role;
	const subject: Subject = {
		name: person.name,
		role,
		profile,
		employer: jobs[0]?.employer ?? '',
		achievement,
		achieved: uncapitalize(achievement),
		alsoAchievement,
		alsoAchieved: uncapitalize(alsoAchievement),
		position,
		skills: enumerate(skills.slice(0, NAMED_SKILLS), phrasesIn(language).and),
	};
	const sections =
		operation === 'coverLetter'
			? letter(language, subject)
			: resume(tailored, subject, body.mode === 'new');
	return { operation, person, text: tailored, position, sections };
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

/** The position that is named, or that the posting's headline or address names. */
function positionOf({ positionName, jobDescription, jobUrl }: GenerationBody): string | undefined {
	if (positionName !== undefined) return positionName;
	if (jobDescription === undefined) return positionInUrl(jobUrl ?? '');
	const [headline = ''] = jobDescription.trim().split(/\s*\n|\.(?=\s|$)/);
	const isName = /\p{L}{4}/u.test(headline) && headline.length <= 60 && !SENTENCE.test(headline);
	return isName ? headline : undefined;
}

const enumerate = (words: readonly string[], and: string): string =>
	[words.slice(0, -1).join(', '), ...words.slice(-1)].filter((part) => part).join(` ${and} `);

const capitalize = (text: string) => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
const uncapitalize = (text: string) => text.replace(/^\p{Lu}/u, (letter) => letter.toLowerCase());

const bullets = (lines: readonly string[]): string =>
	lines.map((line) => `- ${capitalize(line)}`).join('\n');

function resume(text: PersonText, subject: Subject, isNew: boolean): SectionPiece[] {
	const jobs = text.jobs.map(
		({ title, employer, years, achievements }) =>
			`**${title}**, ${employer} (${years})\n${bullets(achievements)}`,
	);
	const highlights = text.jobs.flatMap(({ achievements }) => achievements.slice(0, 1));
	return [
		{ section: 'summary', content: fill(phrasesIn(text.language).summary, subject) },
		{ section: 'work_experience', content: jobs.join('\n\n') },
		{ section: 'skills', content: bullets(text.skills) },
		{ section: 'education', content: bullets(text.education) },
		{ section: 'certificates', content: bullets(text.certificates) },
		{ section: 'languages', content: bullets(text.languages) },
		// What the mode changes is not documented; here it adds a section, so that it has an effect.
		...(isNew ? [{ section: 'highlights', content: bullets(highlights) }] : []),
	];
}

function letter(language: string, subject: Subject): SectionPiece[] {
	const phrases = phrasesIn(language);
	return (['greeting', 'opening', 'body', 'closing', 'signature'] as const).map((section) => ({
		section,
		content: fill(phrases[section], subject),
	}));
}
