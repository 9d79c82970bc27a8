import type { INodeParameters } from 'n8n-workflow';

/** What is read, and how. */
export interface ReadRequest {
	/** Base URL of the API. */
	baseUrl: string;
	/** For the node, in the place of those of `nodes.json`. */
	parameters: INodeParameters;
	/** Input items, each of which is a stream. */
	items: number;
	/** Streams read at the same time. */
	concurrency: number;
	/** Whether the node passes the pieces on as they arrive. */
	live: boolean;
	/** Bytes of a PDF file that each input item has. */
	upload?: number;
	/** Whether n8n keeps files on its disk, as it does unless told otherwise, or in memory, as n8n 1 does. */
	filesOnDisk?: boolean;
}

/** What a reader has found. */
export interface Found {
	/** How many sections or documents, and how long they are; nothing from a reader that keeps nothing. */
	contents?: string;
	/** Milliseconds from the server's write of the first section to its being handed on; only for paced streams. */
	latency?: number;
}

/** One way of reading a stream. */
export type Reader = (request: ReadRequest) => Promise<Found>;

/** A file of this folder. */
export interface ReaderModule {
	read: Reader;
	/** Does what is not to be measured. */
	prepare?: (request: ReadRequest) => Promise<void>;
}

export function found(contents: readonly string[], latency?: number): Found {
	const characters = contents.reduce((sum, { length }) => sum + length, 0);
	return { contents: `${contents.length} with ${characters} characters`, latency };
}
