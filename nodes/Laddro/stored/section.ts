import { isObject } from '../common/json';
import { HEADS } from '../render/document';
import { markdownWriter } from '../render/markdown';
import type { Run } from '../render/tree';
import { Fields } from './fields';
import { asContent, asText, isContent } from './text';

/** What one item of a section says; each of it may be empty. */
interface Item {
	readonly title: string;
	/** Plain text. */
	readonly lines: readonly string[];
	/** Markdown, HTML or plain text, each a block of its own. */
	readonly contents: readonly string[];
}

/** Between the facts on one line. */
const SEPARATOR = ' · ';

/** Arrays within arrays that are looked into. */
const DEEPEST_ARRAY = 8;

/**
 * Writes a section as Markdown; empty where it has no text. Items are bullets, unless one says something at length.
 *
 * @param language the code of a language whose words are known
 * @param breathe called between items
 */
export async function writeSection(
	name: string,
	value: unknown,
	language: string,
	breathe: () => Promise<void>,
): Promise<string> {
	if (!isObject(value) && !Array.isArray(value)) return asContent(value);
	const list = isObject(value) && Array.isArray(value.items) ? value.items : value;
	if (!Array.isArray(list)) return writeBlock(readItem(name, list, language));
	const items: Item[] = [];
	for (const entry of list.flat(DEEPEST_ARRAY)) {
		await breathe();
		const item = readItem(name, entry, language);
		if (item.title !== '' || item.lines.length + item.contents.length > 0) items.push(item);
	}
	const areLong = items.some(({ contents }) => contents.length > 0);
	const written: string[] = [];
	for (const item of items) {
		await breathe();
		written.push(areLong ? writeBlock(item) : writeBullet(item));
	}
	return written.join(areLong ? '\n\n' : '\n');
}

function readItem(section: string, item: unknown, language: string): Item {
	if (isContent(item)) return { title: '', lines: [], contents: visible([asContent(item)]) };
	if (!isObject(item)) return { title: '', lines: visible([asText(item)]), contents: [] };
	if (isObject(item.fields))
		return { title: '', ...new Fields(item.fields, language, true).rest() };
	const fields = new Fields(item, language);
	const isPersonal = HEADS.includes(section);
	const names = visible([
		// Somebody's position is not what they are called.
		...fields.take(isPersonal || section === 'references' ? 'fullName name' : ''),
		fields.take('firstName middleName lastName').join(' '),
		...fields.take('position jobTitle job_title role title headline'),
		fields.take('degree studyType major fieldOfStudy').join(', '),
		...fields.take('skill language certification certificate activity name'),
		...fields.take('company companyName employer organization organisation'),
		...fields.take('institution school university issuer'),
	]);
	const level = fields.take('level proficiency fluency').join(', ');
	const [name = level, ...others] = names;
	const facts = visible([
		...(isPersonal ? [] : others),
		fields.take('address location city country').join(', '),
		...fields.takePeriods(),
		...fields.take('email phone website url link linkedin github'),
	]);
	const contents = fields.takeContents();
	const rest = fields.rest();
	return {
		title: level === '' || names.length === 0 ? name : `${name} (${level})`,
		lines: visible([...(isPersonal ? others : []), facts.join(SEPARATOR), ...rest.lines]),
		contents: [...contents, ...rest.contents],
	};
}

function writeBlock({ title, lines, contents }: Item): string {
	const runs: Run[] = title === '' ? [] : [{ text: title, strong: true }];
	if (lines.length > 0) runs.push({ text: `${title && '\n'}${lines.join('\n')}` });
	const head = runs.length > 0 ? [markdownWriter.blocks([{ type: 'paragraph', runs }])] : [];
	return [...head, ...contents].join('\n\n');
}

function writeBullet({ title, lines }: Item): string {
	const runs: Run[] = [{ text: visible([title, ...lines]).join(SEPARATOR) }];
	return markdownWriter.blocks([{ type: 'list', items: [[{ type: 'paragraph', runs }]] }]);
}

function visible(texts: readonly string[]): string[] {
	return texts.filter((text) => text !== '');
}
