import type { GenerationBody, Operation, SectionPiece } from '../wire/api';
import { keywords, textOfUrl } from './keywords';
import type { Person, PersonText } from './people';
import { fill, phrasesIn, type Subject } from './phrases';
import { cutSections } from './pieces';

/** How many words of the posting are used in a text. */
const WORDS = 5;

/**
 * A tailored resume or a cover letter that uses words of the job posting, as the pieces to stream.
 * It is written in the language asked for if the person has texts in it, else in the resume's own
 * one. The same input always gives the same pieces.
 */
export function write(operation: Operation, person: Person, body: GenerationBody): SectionPiece[] {
	const text = person.translations.find(({ language }) => language === body.language) ?? person.own;
	const posting = body.jobDescription ?? textOfUrl(body.jobUrl ?? '');
	const position = positionOf(body, posting, text);
	const found = keywords(posting, WORDS);
	const words = found.length > 0 ? found : [position];
	const subject: Subject = {
		name: person.name,
		role: text.role,
		profile: text.profile,
		employer: text.jobs[0]?.employer ?? '',
		achievement: text.jobs[0]?.achievements[0] ?? '',
		position,
		words: enumerate(words, phrasesIn(text.language).and),
		word: words[0] ?? position,
	};
	if (operation === 'coverLetter') return cutSections(letter(text, subject));
	return cutSections(resume(text, subject, words, body.mode === 'new'));
}

/** The position that is named, else the first line of the posting if it looks like a headline. */
function positionOf(body: GenerationBody, posting: string, text: PersonText): string {
	const line = posting.trim().split('\n')[0]?.trim() ?? '';
	const isHeadline = line.length > 0 && line.length <= 60 && !line.endsWith('.');
	return body.positionName ?? (isHeadline ? line : text.role);
}

const enumerate = (words: readonly string[], and: string): string =>
	[words.slice(0, -1).join(', '), ...words.slice(-1)].filter((part) => part).join(` ${and} `);

const bullets = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');

function resume(text: PersonText, subject: Subject, words: string[], isNew: boolean) {
	const phrases = phrasesIn(text.language);
	const jobs = text.jobs.map(({ title, employer, years, achievements }, index) => {
		const relevance = index === 0 ? [fill(phrases.relevance, subject)] : [];
		return `**${title}**, ${employer} (${years})\n${bullets([...achievements, ...relevance])}`;
	});
	const skills = [...text.skills, `${phrases.wanted}: ${words.join(', ')}`];
	return [
		{ section: 'summary', content: fill(phrases.summary, subject) },
		{ section: 'work_experience', content: jobs.join('\n\n') },
		{ section: 'skills', content: bullets(skills) },
		{ section: 'education', content: bullets(text.education) },
		{ section: 'certificates', content: bullets(text.certificates) },
		{ section: 'languages', content: bullets(text.languages) },
		// What the mode changes is not documented; here it adds a section, so that it has an effect.
		...(isNew ? [{ section: 'highlights', content: fill(phrases.highlights, subject) }] : []),
	];
}

function letter({ language }: PersonText, subject: Subject): SectionPiece[] {
	const phrases = phrasesIn(language);
	return (['greeting', 'opening', 'body', 'closing'] as const).map((section) => ({
		section,
		content: fill(phrases[section], subject),
	}));
}
