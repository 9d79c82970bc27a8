import { textOf, type Alphabet } from './text';

export const DONE = 'data: {"type":"done"}\n\n';

/** One event of the documented dialect. */
export function sectionEvent(section: string, content: string): string {
	return `data: ${JSON.stringify({ type: 'section', section, content })}\n\n`;
}

/** Sections of an event each. */
export function sections(count: number, bytesEach: number, alphabet: Alphabet): Buffer {
	const content = textOf(bytesEach, alphabet);
	return events(count, (index) => sectionEvent(`section_${index}`, content));
}

/** Pieces of `sectionCount` sections in turn: a section's pieces are never next to each other. */
export function pieces(
	count: number,
	sectionCount: number,
	bytesEach: number,
	alphabet: Alphabet,
): Buffer {
	const content = textOf(bytesEach, alphabet);
	return events(count, (index) => sectionEvent(`section_${index % sectionCount}`, content));
}

function events(count: number, eventAt: (index: number) => string): Buffer {
	const blocks: Buffer[] = [];
	const BLOCK = 10_000;
	for (let start = 0; start < count; start += BLOCK) {
		const length = Math.min(BLOCK, count - start);
		blocks.push(Buffer.from(Array.from({ length }, (_, i) => eventAt(start + i)).join('')));
	}
	return Buffer.concat([...blocks, Buffer.from(DONE)]);
}

/** The bytes of an HTTP body in which every byte is a chunk of its own, without the last, empty chunk. */
export function byteChunks(body: Buffer): Buffer {
	return Buffer.concat(Array.from(body, (byte) => Buffer.from([0x31, 13, 10, byte, 13, 10])));
}
