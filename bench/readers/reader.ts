/** What is read, and how. */
export interface ReadRequest {
	/** Base URL of the API. */
	baseUrl: string;
	/** What the node hands on. */
	output: 'sections' | 'document';
	/** Input items, each of which is a stream. */
	items: number;
	/** Streams read at the same time. */
	concurrency: number;
	/** Whether the node passes the pieces on as they arrive. */
	live: boolean;
}

/** What has been read, in numbers that two readers of the same stream must agree on. */
export interface Collected {
	/** Sections, or documents. */
	count: number;
	/** Characters of all contents, or of all documents. */
	characters: number;
	/** Milliseconds from the server's write of the first section to its being handed on; only for `timed` streams. */
	latency?: number;
}

/** One way of reading a stream. */
export type Reader = (request: ReadRequest) => Promise<Collected>;
