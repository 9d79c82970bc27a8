/** What is read, and how often. */
export interface ReadRequest {
	/** Base URL of the API. */
	baseUrl: string;
	/** What the items are to be; the plain loop knows sections only. */
	output: 'sections' | 'document';
	/** Input items, each of which is a stream. */
	items: number;
	/** Streams read at the same time. */
	concurrency: number;
	/** Whether the pieces are passed on as they arrive, so that the first one's latency is known. */
	live: boolean;
}

/** What came of it, in numbers that two readers of the same stream must agree on. */
export interface Collected {
	/** Sections, or documents. */
	count: number;
	/** Characters of all contents, or of all documents. */
	characters: number;
	/** Milliseconds from the server's write of the first section to its being handed on; only of a `timed` stream. */
	latency?: number;
}

/** One way of getting at a stream's sections. */
export type Reader = (request: ReadRequest) => Promise<Collected>;
