import { isObject } from '../common/json';
import { markdownWriter } from '../render/markdown';
import type { Block, Run } from '../render/tree';
import { readItem, readPerson, SEPARATOR, type Item } from './item';
import { asContent } from './text';

const PERSONAL = ['personal', 'header', 'personalDetails'];

/** Arrays within arrays that are looked into. */
const DEEPEST_ARRAY = 8;

/**
 * Writes a section as Markdown; empty where it has no text. Its items are bullets, unless one of them says something at
 * length.
 *
 * @param language the code of a language whose words are known
 */
export function writeSection(name: string, value: unknown, language: string): string {
	if (!isObject(value) && !Array.isArray(value)) return asContent(value);
	if (isObject(value) && PERSONAL.includes(name)) return writeBlock(readPerson(value, language));
	const list = isObject(value) && Array.isArray(value.items) ? value.items : value;
	if (!Array.isArray(list)) return writeBlock(readItem(name, list, language));
	const items = list
		.flat(DEEPEST_ARRAY)
		.map((item) => readItem(name, item, language))
		.filter(({ title, lines, contents }) => [title, ...lines, ...contents].join('') !== '');
	if (items.some(({ contents }) => contents.length > 0)) return items.map(writeBlock).join('\n\n');
	return items.length === 0
		? ''
		: markdownWriter.blocks([{ type: 'list', items: items.map(bullet) }]);
}

function writeBlock({ title, lines, contents }: Item): string {
	const runs: Run[] = title === '' ? [] : [{ text: title, strong: true }, { text: '\n' }];
	runs.push({ text: lines.join('\n') });
	const head = markdownWriter.blocks([{ type: 'paragraph', runs }]).trim();
	return [head, ...contents].filter((text) => text !== '').join('\n\n');
}

function bullet({ title, lines }: Item): Block[] {
	const facts = title === '' ? lines : [title, ...lines];
	return [{ type: 'paragraph', runs: [{ text: facts.join(SEPARATOR) }] }];
}
