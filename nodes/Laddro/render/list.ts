import { joinRuns } from './runs';
import type { Block, Member, Part } from './tree';

/**
 * Makes lists of the items among an element's parts. What stands between two of them keeps its place.
 *
 * @param start the number of the first item where the items have none; not set for bullets
 */
export function withLists(parts: readonly Part[], start?: number): Part[] {
	const written: Part[] = [];
	let items: Member[] = [];
	let next = start;
	const endList = () => {
		const blocks = listOf(items, next);
		if (next !== undefined && blocks[0]?.type === 'list') next += blocks[0].items.length;
		if (blocks.length > 0) written.push({ type: 'innerList', blocks });
		items = [];
	};
	for (const part of parts) {
		const last = items.at(-1);
		if (part.type === 'item') {
			items.push(part);
		} else if (part.type === 'innerList' && last) {
			// A list directly in another one belongs to the item before it. It may have more blocks than a call takes arguments.
			for (const block of part.blocks) last.blocks.push(block);
		} else {
			endList();
			written.push(part);
		}
	}
	endList();
	return written;
}

/**
 * A list of items. Numbers that do not count from one are no list, but lines that begin with a number (`2019. A year`,
 * `15. März`), which every format would count anew.
 */
function listOf(items: readonly Member[], start: number | undefined): Block[] {
	const written = items.filter(({ blocks }) => blocks.length > 0);
	const [first] = written;
	if (!first) return [];
	const list = { type: 'list', start, items: written.map(({ blocks }) => blocks) } as const;
	if (start === undefined || written.some(({ number }) => number === undefined)) return [list];
	const { number: from = 0 } = first;
	const counts = written.every(({ number }, index) => number === from || number === from + index);
	return counts && from <= 1 ? [{ ...list, start: from }] : asLines(written);
}

function asLines(items: readonly Member[]): Block[] {
	const blocks = items.flatMap(({ number, blocks: [first, ...others] }): Block[] => {
		const isText = first?.type === 'paragraph';
		const runs = [{ text: `${number}. ` }, ...(isText ? first.runs : [])];
		return [{ type: 'paragraph', runs }, ...(first && !isText ? [first] : []), ...others];
	});
	const lines = blocks.flatMap((block) => (block.type === 'paragraph' ? [block.runs] : []));
	if (lines.length < blocks.length || lines.length > items.length) return blocks;
	return [{ type: 'paragraph', runs: joinRuns(lines, '\n') }];
}
