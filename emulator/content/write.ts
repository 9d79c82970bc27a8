import type { GenerationBody } from '../checks';
import type { Operation, SectionPiece } from '../types';
import type { Person, PersonText, TextLanguage } from './person';
import { phrases, type Subject } from './phrases';
import { piecesOf } from './pieces';
import { keywords, textOfUrl } from './words';

/** How many words of the posting find their way into the texts. */
const WORDS = 5;

const isTextLanguage = (code: string): code is TextLanguage => Object.hasOwn(phrases, code);

/** The language asked for if the person has texts in it, else the resume's own. */
function textFor(person: Person, code: string | undefined): [TextLanguage, PersonText] {
	const text = code !== undefined && isTextLanguage(code) ? person.texts[code] : undefined;
	return code !== undefined && isTextLanguage(code) && text
		? [code, text]
		: [person.language, person.own];
}

const list = (words: readonly string[], and: string): string =>
	words.length < 2
		? words.join('')
		: `${words.slice(0, -1).join(', ')} ${and} ${words.at(-1) ?? ''}`;

/** The position by its name, else by the posting's first line when that reads like a headline. */
function positionOf(body: GenerationBody, posting: string, text: PersonText): string {
	const headline = posting.trim().split('\n')[0]?.trim() ?? '';
	const readsLikeOne = headline.length > 0 && headline.length <= 60 && !headline.endsWith('.');
	return body.positionName ?? (readsLikeOne ? headline : text.role);
}

function tailored(text: PersonText, subject: Subject, words: string[], language: TextLanguage) {
	const phrase = phrases[language];
	const jobs = text.jobs.map(({ title, employer, years, achievements }, index) => {
		const lines = index === 0 ? [...achievements, phrase.relevance(subject)] : achievements;
		return [`**${title}**, ${employer} (${years})`, ...lines.map((line) => `- ${line}`)].join('\n');
	});
	const bullets = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join('\n');
	return [
		{ section: 'summary', content: phrase.summary(subject) },
		{ section: 'work_experience', content: jobs.join('\n\n') },
		{
			section: 'skills',
			content: bullets([...text.skills, `${phrase.wanted}: ${words.join(', ')}`]),
		},
		{ section: 'education', content: bullets(text.education) },
		{ section: 'certificates', content: bullets(text.certificates) },
		{ section: 'languages', content: bullets(text.languages) },
	];
}

function letter(subject: Subject, language: TextLanguage): SectionPiece[] {
	const phrase = phrases[language];
	return [
		{ section: 'greeting', content: phrase.greeting },
		{ section: 'opening', content: phrase.opening(subject) },
		{ section: 'body', content: phrase.body(subject) },
		{ section: 'closing', content: phrase.closing(subject) },
	];
}

/**
 * What the API would generate: a tailored resume or a cover letter that picks up words of the job
 * posting, cut into the pieces to stream. The same input always gives the same pieces.
 */
export function write(operation: Operation, person: Person, body: GenerationBody): SectionPiece[] {
	const [language, text] = textFor(person, body.language);
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
		words: list(words, phrases[language].and),
		word: words[0] ?? position,
	};
	if (operation === 'coverLetter') return piecesOf(letter(subject, language));
	const sections = tailored(text, subject, words, language);
	const highlights = { section: 'highlights', content: phrases[language].highlights(subject) };
	// What the mode changes is not documented; here it adds a section, so that one sees it work.
	return piecesOf(body.mode === 'new' ? [...sections, highlights] : sections);
}
