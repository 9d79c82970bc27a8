import { isObject } from '../common/json';
import { markdownWriter } from '../render/markdown';
import type { Block, Run } from '../render/tree';
import { entryOf, personOf, SEPARATOR, type Entry } from './entry';
import { asContent } from './text';

/** Fields of a section that hold what it says. */
const CONTENT_FIELDS = ['items', 'fields', 'value', 'content', 'text', 'html', 'description'];

const PERSONAL = ['personal', 'header', 'personalDetails'];

/** Arrays within arrays that are looked into. */
const DEEPEST_ARRAY = 8;

/** Whether this is a section in a list of sections, and not a report on one. */
export function isSection(value: unknown): value is Record<string, unknown> {
	return isObject(value) && CONTENT_FIELDS.some((name) => Object.hasOwn(value, name));
}

/**
 * Writes a section as Markdown; empty where it has no text. Items are bullets unless one of them says something at length.
 *
 * @param language the code of a language whose words are known
 */
export function writeSection(name: string, value: unknown, language: string): string {
	if (!isObject(value) && !Array.isArray(value)) return asContent(value);
	if (isObject(value) && PERSONAL.includes(name)) return writeBlock(personOf(value, language));
	const items = isObject(value) && Array.isArray(value.items) ? value.items : value;
	if (!Array.isArray(items)) return writeBlock(entryOf(name, items, language));
	const entries = items
		.flat(DEEPEST_ARRAY)
		.map((item) => entryOf(name, item, language))
		.filter(({ lines, contents }) => lines.length + contents.length > 0);
	return entries.some(({ contents }) => contents.length > 0)
		? entries.map(writeBlock).join('\n\n')
		: writeBullets(entries);
}

function writeBlock({ lines, hasTitle, contents }: Entry): string {
	const [title = '', ...others] = lines;
	const runs: Run[] = [{ text: title, strong: hasTitle }];
	if (others.length > 0) runs.push({ text: ['', ...others].join('\n') });
	const head = lines.length > 0 ? [markdownWriter.blocks([{ type: 'paragraph', runs }])] : [];
	return [...head, ...contents].join('\n\n');
}

function writeBullets(entries: readonly Entry[]): string {
	if (entries.length === 0) return '';
	const items = entries.map(({ lines }): Block[] => [
		{ type: 'paragraph', runs: [{ text: lines.join(SEPARATOR) }] },
	]);
	return markdownWriter.blocks([{ type: 'list', items }]);
}
