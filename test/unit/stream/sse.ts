import { StreamReader, type Ending, type Piece } from '../../../nodes/Laddro/stream/streamReader';

/** What was read from one stream. */
export interface Read {
	/** Section names and contents, in order. */
	sections: Array<[string, string]>;
	pieces: Piece[];
	ending: Ending;
}

const encoder = new TextEncoder();

export function bytesOf(text: string): Uint8Array {
	return encoder.encode(text);
}

/** Reads all chunks, or as many as the reader wants, and then ends the stream. */
export function readChunks(chunks: Iterable<Uint8Array | string>): Read {
	const pieces: Piece[] = [];
	const reader = new StreamReader({ onPiece: (piece) => pieces.push(piece) });
	for (const chunk of chunks) {
		if (reader.push(typeof chunk === 'string' ? bytesOf(chunk) : chunk)) break;
	}
	const ending = reader.end();
	return { sections: [...reader.sections], pieces, ending };
}

export function readText(text: string): Read {
	return readChunks([text]);
}

/** A section event of the documented dialect. */
export function section(name: string, content: string): string {
	return `data: ${JSON.stringify({ type: 'section', section: name, content })}\n\n`;
}

export const DONE = 'data: {"type":"done"}\n\n';

/** The bytes, cut before each of the places. */
export function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
	const edges = [0, ...[...places].sort((one, other) => one - other), bytes.length];
	return edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge));
}
