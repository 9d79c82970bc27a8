import type { Block, Run } from './tree';

export interface Item {
	/** The number that the source writes, where it writes one. */
	readonly number?: number;
	readonly blocks: Block[];
}

/**
 * A list of items. Numbers that do not count from one are no list, but lines that begin with a number (`2019. A year`,
 * `15. März`), which every format would count anew.
 *
 * @param start the number of the first item where the items have none; not set for bullets
 */
export function listOf(items: readonly Item[], start?: number): Block[] {
	const written = items.filter(({ blocks }) => blocks.length > 0);
	if (written.length === 0) return [];
	if (start === undefined || written.some((item) => item.number === undefined)) {
		return [{ type: 'list', start, items: written.map(({ blocks }) => blocks) }];
	}
	const first = written[0]!.number!;
	const counts = written.every((item, index) => [first, first + index].includes(item.number!));
	if (counts && first <= 1) {
		return [{ type: 'list', start: first, items: written.map(({ blocks }) => blocks) }];
	}
	return asLines(written);
}

function asLines(items: readonly Item[]): Block[] {
	const blocks = items.flatMap(({ number, blocks: [first, ...others] }): Block[] => {
		const prefix = { text: `${number}. ` };
		if (first?.type === 'paragraph') {
			return [{ type: 'paragraph', runs: [prefix, ...first.runs] }, ...others];
		}
		return [{ type: 'paragraph', runs: [prefix] }, ...(first ? [first] : []), ...others];
	});
	const lines = blocks.flatMap((block) => (block.type === 'paragraph' ? [block.runs] : []));
	if (lines.length < blocks.length || lines.length > items.length) return blocks;
	const lineBreak: Run = { text: '\n' };
	const runs = lines.flatMap((line, index) => (index === 0 ? line : [lineBreak, ...line]));
	return [{ type: 'paragraph', runs }];
}
