import type { DocumentType } from '../common/documentIds';
import { breather } from '../common/clock';
import { isObject } from '../common/json';
import { knownLanguage } from '../common/title';
import type { Sections } from '../stream/streamReader';
import { writeSection } from './section';
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

/** Where the content of a document is, if not beside its title and ids. */
const PARTS = ['data', 'content'];

/** Objects around a document that are looked into. */
const DEEPEST_WRAPPER = 5;

/** Sections that a resume shows first, where they stand beside its other ones. */
const FIRST = ['personal', 'header', 'summary'];

const LISTS =
	'experience employment work_experience workExperience education skills languages certifications certificates projects references extraCurricularActivities custom'.split(
		' ',
	);

/** Fields of a document that are sections of it, or may be. */
export const SECTION_FIELDS: readonly string[] = [...FIRST, ...LISTS];

/** Fields in which a section of a list of sections has its content. */
const CONTENTS = ['items', 'fields', 'value', 'content', 'text', 'html', 'description'];

/**
 * Finds a document in what the API sent, at the top or inside `data`, `resume`, `coverLetter`, `content`, `result`, and
 * reads it. `undefined` where nothing looks like one, such as an event that reports progress or a row of a list.
 *
 * @param language the code of the document's language, for a document without a locale
 */
export async function readStored(
	type: DocumentType,
	value: unknown,
	language?: string,
): Promise<StoredDocument | undefined> {
	const fields = find(type, value, DEEPEST_WRAPPER);
	if (!fields) return undefined;
	const parts = [fields, ...PARTS.map((name) => fields[name])].filter(isObject);
	const content = parts.find(isDocument[type]) ?? {};
	const title = asText(fields.title);
	const locale = asText(fields.locale);
	const known = knownLanguage(locale || language);
	const breathe = breather();
	const sections = new Map<string, string>();
	for (const [name, section] of type === 'resume' ? sectionsOf(content) : []) {
		await breathe();
		const text = await writeSection(name, section, known, breathe);
		const before = sections.get(name);
		if (text !== '') sections.set(name, before === undefined ? text : `${before}\n\n${text}`);
	}
	const letter = asContent(type === 'coverLetter' && content.letterContent);
	if (letter !== '') sections.set('letterContent', letter);
	return { sections, ...(title && { title }), ...(locale && { locale }), fields };
}

function find(type: DocumentType, value: unknown, depth: number): Fields | undefined {
	if (!isObject(value) || depth === 0) return undefined;
	if (isDocument[type](value)) return value;
	for (const name of [type, ...PARTS, 'result']) {
		const found = find(type, value[name], depth - 1);
		const isPart = PARTS.includes(name) && found === value[name] && isNamed(value);
		if (found) return isPart && !isNamed(found) ? value : found;
	}
	return undefined;
}

function isNamed(fields: Fields): boolean {
	return ['id', 'resumeId', 'coverLetterId', 'title'].some((name) => Object.hasOwn(fields, name));
}

function isLetter({ letterContent }: Fields): boolean {
	return typeof letterContent === 'string';
}

function isResume(fields: Fields): boolean {
	const { sections, personal, header, summary } = fields;
	if (isLetter(fields)) return false;
	if (hasSections(sections) || isPerson(personal) || isPerson(header)) return true;
	if (isObject(summary) && typeof summary.value === 'string') return true;
	return LISTS.filter((name) => Array.isArray(fields[name])).length > 1;
}

function isPerson(value: unknown): boolean {
	const names = ['name', 'fullName', 'firstName', 'lastName', 'email'];
	return isObject(value) && names.some((name) => Object.hasOwn(value, name));
}

function hasSections(sections: unknown): boolean {
	if (!isObject(sections) && !Array.isArray(sections)) return false;
	const says = Array.isArray(sections) ? isSection : saysMore;
	const values: unknown[] = Object.values(sections);
	return values.length === 0 || values.some(says);
}

const isDocument = { resume: isResume, coverLetter: isLetter };

/** Whether this is a section in a list of sections, and not a report on one. */
function isSection(value: unknown): value is Fields {
	return isObject(value) && CONTENTS.some((name) => Object.hasOwn(value, name));
}

/** Whether a value says more than how far a section is, as numbers and single words such as `done` do. */
function saysMore(value: unknown): boolean {
	return typeof value === 'string' ? /\S\s+\S/.test(value) : typeof value === 'object' && !!value;
}

/** The sections of a resume with their names, in the order of display. */
function sectionsOf(fields: Fields): Array<readonly [name: string, section: unknown]> {
	const { sections } = fields;
	const inner = Array.isArray(sections)
		? sections.filter(isSection).map(named)
		: Object.entries(isObject(sections) ? sections : {});
	const lists = Object.entries(fields).filter(([name]) => LISTS.includes(name));
	const all = [...FIRST.map((name) => [name, fields[name]] as const), ...inner, ...lists];
	return all.flatMap(([name, section]) => {
		const areSections = name === 'custom' && Array.isArray(section) && section.every(isSection);
		return areSections ? section.map(named) : [[name, section] as const];
	});
}

/** A section of a list with its name, which for one that the user has added is its title. */
function named({
	type,
	section,
	name,
	title,
	...content
}: Fields): [name: string, section: Fields] {
	const kind = [type, section, name].map(asText).find((text) => text !== '') ?? 'custom';
	return [kind === 'custom' ? asText(title) || kind : kind, content];
}
