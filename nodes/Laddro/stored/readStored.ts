import type { DocumentType } from '../common/documentIds';
import { isObject } from '../common/json';
import type { Sections } from '../stream/streamReader';
import { knownLanguage } from './dates';
import { isSection, writeSection } from './section';
import { asContent, asText } from './text';

type Fields = Readonly<Record<string, unknown>>;

/** A document that was read from its structured form. */
export interface StoredDocument {
	/** Section name → Markdown, in the order of display. Empty where the document has no text. */
	readonly sections: Sections;
	readonly title?: string;
	/** Language code, as the document says. */
	readonly locale?: string;
	/** The object itself, without its wrappers: its ids, dates and flags are for the caller to judge. */
	readonly fields: Fields;
}

const WRAPPERS = ['data', 'resume', 'coverLetter', 'content', 'result'];
const DEEPEST_WRAPPER = 4;

/** Sections that a resume shows first, where they stand beside its other ones. */
const FIRST_SECTIONS = ['personal', 'header', 'summary'];

const LISTS = [
	'experience',
	'employment',
	'work_experience',
	'workExperience',
	'education',
	'skills',
	'languages',
	'certifications',
	'certificates',
	'projects',
	'references',
	'extraCurricularActivities',
	'custom',
];

/**
 * Finds a document in what the API sent, at the top or inside `data`, `resume`, `coverLetter`, `content`, `result`, and
 * reads it. `undefined` where nothing looks like one: an event that reports progress, a row of a list.
 *
 * @param language the code of the document's language, where the document has no locale
 */
export function readStored(
	type: DocumentType,
	value: unknown,
	language?: string,
): StoredDocument | undefined {
	const fields = find(type, value, DEEPEST_WRAPPER);
	if (!fields) return undefined;
	const title = asText(fields.title);
	const locale = asText(fields.locale);
	const sections = new Map<string, string>();
	const entries = type === 'resume' ? entriesOf(fields) : [letterOf(fields)];
	for (const [name, section] of entries) {
		const text =
			type === 'resume'
				? writeSection(name, section, knownLanguage(locale || language))
				: asContent(section);
		if (text === '') continue;
		const before = sections.get(name);
		sections.set(name, before === undefined ? text : `${before}\n\n${text}`);
	}
	return { sections, ...(title && { title }), ...(locale && { locale }), fields };
}

function find(type: DocumentType, value: unknown, depth: number): Fields | undefined {
	if (!isObject(value)) return undefined;
	if (type === 'resume' ? isResume(value) : isLetter(value)) return value;
	if (depth === 0) return undefined;
	for (const name of WRAPPERS) {
		if (name === (type === 'resume' ? 'coverLetter' : 'resume')) continue;
		const found = find(type, value[name], depth - 1);
		if (found) return found;
	}
	return undefined;
}

/** The letter itself stands in the document, or one level below its title and ids. */
function letterOf(fields: Fields): [name: string, content: unknown] {
	const { content, data } = fields;
	const holder = [fields, content, data].find(hasLetter);
	return ['letterContent', isObject(holder) ? holder.letterContent : ''];
}

function hasLetter(value: unknown): boolean {
	return isObject(value) && typeof value.letterContent === 'string';
}

function isLetter(fields: Fields): boolean {
	const { content, data } = fields;
	const isNamed = ['id', 'coverLetterId', 'title'].some((name) => Object.hasOwn(fields, name));
	return hasLetter(fields) || (isNamed && [content, data].some(hasLetter));
}

function isResume(fields: Fields): boolean {
	if (hasLetter(fields)) return false;
	const { sections, personal, header, summary } = fields;
	if (Array.isArray(sections)) return sections.length === 0 || sections.some(isSection);
	if (isObject(sections)) {
		const values = Object.values(sections);
		return values.length === 0 || values.some(isSectionValue);
	}
	if ([personal, header].some(isObject)) return true;
	return (
		(isObject(summary) && typeof summary.value === 'string') ||
		LISTS.filter((name) => Array.isArray(fields[name])).length > 1
	);
}

/** Not one word such as `done`, which says how far the section is. */
function isSectionValue(value: unknown): boolean {
	return typeof value === 'string' ? /\S\s+\S/.test(value) : typeof value === 'object' && !!value;
}

/** The sections of a resume with their names, in the order of display. */
function entriesOf(fields: Fields): Array<[name: string, section: unknown]> {
	const { sections } = fields;
	const named = (names: readonly string[]) =>
		names.map((name): [string, unknown] => [name, Object.hasOwn(fields, name) && fields[name]]);
	const inner = Array.isArray(sections)
		? sections.filter(isSection).map((section): [string, unknown] => [nameOf(section), section])
		: Object.entries(isObject(sections) ? sections : {});
	const lists = Object.keys(fields).filter((name) => LISTS.includes(name));
	return [...named(FIRST_SECTIONS), ...inner, ...named(lists)];
}

/** A section that the user has made is known by its title. */
function nameOf({ type, section, name, title }: Fields): string {
	const [kind = ''] = [type, section, name].map(asText).filter((text) => text !== '');
	return kind === 'custom' || kind === '' ? asText(title) || 'custom' : kind;
}
