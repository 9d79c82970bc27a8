import { EventEmitter, once } from 'node:events';
import type { FaultName } from '../faults';
import { paths } from '../wire/api';

/**
 * One request. The entry changes until `endedBy` is no longer `open`. Times are milliseconds of
 * `performance.now()`. Headers, and thereby the key, are not kept.
 */
export interface LedgerEntry {
	readonly number: number;
	readonly method: string;
	readonly path: string;
	/** The query with its `?`, or empty. */
	readonly query: string;
	/** Whether the client asked for `text/event-stream`. */
	readonly wantsStream: boolean;
	/** What the client asked for; an error is JSON all the same. */
	readonly kind: 'stream' | 'file' | 'json';
	/** As sent in the body; null when there was none. */
	readonly resumeId: string | null;
	/** The parsed JSON body, or the text parts of an upload; undefined when there was none. */
	readonly body: unknown;
	/** The file that was uploaded. */
	readonly upload: UploadedFile | null;
	/** The fault that determined the response. */
	readonly fault: FaultName | null;
	/** Null until the response begins. */
	readonly status: number | null;
	/** Credits charged. */
	readonly credits: number;
	/** Different sections sent so far. */
	readonly sectionsSent: number;
	/** Bytes of the body written so far. */
	readonly bytesSent: number;
	/** Of the body, if a file was asked for, once the request has ended. */
	readonly sha256: string | null;
	readonly receivedAt: number;
	readonly answeredAt: number | null;
	readonly endedAt: number | null;
	readonly endedBy: 'server' | 'client' | 'open';
	/** The client closed the connection after `done` had been sent. */
	readonly afterDone: boolean;
}

interface UploadedFile {
	readonly fileName: string;
	/** As the client calls it. */
	readonly mimeType: string;
	/** Bytes. */
	readonly size: number;
	readonly sha256: string;
}

const isStreaming = ({ method, path }: LedgerEntry) =>
	method === 'POST' && Object.values(paths).includes(path);

/** What clients did, request by request. */
export class Ledger {
	requests: LedgerEntry[] = [];
	/** How many requests to generate are open now, answered or not. */
	open = 0;
	/** The highest number of requests to generate that were open at the same time. */
	peak = 0;
	/** Open requests of any kind. */
	private unsettled = 0;
	private lastNumber = 0;
	private readonly changes = new EventEmitter().setMaxListeners(0);
	private readonly counts = new Map<string, number>();

	/** The requests to the endpoints that generate. */
	get streaming(): readonly LedgerEntry[] {
		return this.requests.filter(isStreaming);
	}

	/** The requests to generate whose client left before the end and before `done`. */
	get earlyDisconnects(): readonly LedgerEntry[] {
		return this.streaming.filter((entry) => entry.endedBy === 'client' && !entry.afterDone);
	}

	/** Credits charged in total. */
	get credits(): number {
		return this.requests.reduce((total, { credits }) => total + credits, 0);
	}

	/** Resolves as soon as no request is open. */
	async settled(): Promise<void> {
		while (this.unsettled > 0) await once(this.changes, 'change');
	}

	/** Resolves with the first entry that satisfies the predicate, now or after a later change. */
	async waitFor(predicate: (entry: LedgerEntry) => boolean): Promise<LedgerEntry> {
		const known = this.requests.find(predicate);
		if (known !== undefined) return known;
		return await new Promise((resolve) => {
			const look = (entry: LedgerEntry) => {
				if (!predicate(entry)) return;
				this.changes.off('change', look);
				resolve(entry);
			};
			this.changes.on('change', look);
		});
	}

	/** Forgets all entries, the peak, and which items were requested before. */
	clear(): void {
		this.requests = [];
		this.counts.clear();
		this.peak = this.open;
	}

	/** Adds a request of which the head has arrived. */
	begin(request: Pick<LedgerEntry, 'method' | 'path' | 'query' | 'wantsStream'>): LedgerEntry {
		const entry: LedgerEntry = {
			number: ++this.lastNumber,
			...request,
			kind: 'json',
			resumeId: null,
			body: undefined,
			upload: null,
			fault: null,
			status: null,
			credits: 0,
			sectionsSent: 0,
			bytesSent: 0,
			sha256: null,
			receivedAt: performance.now(),
			answeredAt: null,
			endedAt: null,
			endedBy: 'open',
			afterDone: false,
		};
		this.requests.push(entry);
		this.unsettled++;
		if (isStreaming(entry)) this.open++;
		this.peak = Math.max(this.peak, this.open);
		this.update(entry, {});
		return entry;
	}

	/** Changes an entry and notifies those who wait for it. */
	update(entry: LedgerEntry, change: Partial<LedgerEntry>): void {
		Object.assign(entry, change);
		this.changes.emit('change', entry);
	}

	/** Ends an open entry. */
	end(entry: LedgerEntry, endedBy: 'server' | 'client', doneSent: boolean): void {
		this.unsettled--;
		if (isStreaming(entry)) this.open--;
		const afterDone = endedBy === 'client' && doneSent;
		this.update(entry, { endedBy, endedAt: performance.now(), afterDone });
	}

	/** Counts how often this was called for a subject since the last `clear()`, this call included. */
	count(subject: string): number {
		const count = (this.counts.get(subject) ?? 0) + 1;
		this.counts.set(subject, count);
		return count;
	}
}
