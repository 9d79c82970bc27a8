import { createHash } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { FaultName } from './faults';

/**
 * One request. The entry is live: it changes until `endedBy` is no longer `open`. Times are
 * milliseconds on the clock of `performance.now()`. Headers, and so the key, are never kept.
 */
export interface LedgerEntry {
	readonly number: number;
	readonly method: string;
	readonly path: string;
	/** The query with its `?`, or empty. */
	readonly query: string;
	/** Whether the client asked for `text/event-stream`. */
	readonly wantsStream: boolean;
	readonly contentType: string | null;
	/** As sent in the body; null when there was none. */
	readonly resumeId: string | null;
	/** The parsed JSON body; undefined when there was none or bodies are not kept. */
	readonly body: unknown;
	/** The fault that shaped this answer. */
	readonly fault: FaultName | null;
	/** Null as long as, or when for ever, nothing was answered. */
	readonly status: number | null;
	readonly credits: number;
	/** Distinct sections written so far. */
	readonly sectionsSent: number;
	readonly receivedAt: number;
	readonly answeredAt: number | null;
	readonly endedAt: number | null;
	readonly endedBy: 'server' | 'client' | 'open';
	/** The client left after `done` had been sent. */
	readonly afterDone: boolean;
}

/** What the client did, request by request. */
export interface Ledger {
	readonly requests: readonly LedgerEntry[];
	/** The requests to the two endpoints that stream. */
	readonly streaming: readonly LedgerEntry[];
	/** The streaming requests whose client left before the end and before `done`. */
	readonly earlyDisconnects: readonly LedgerEntry[];
	/** Credits charged, less those given back. */
	readonly credits: number;
	/** Streaming requests that are open now, answered or not. */
	readonly open: number;
	/** The most streaming requests that were ever open at one time. */
	readonly peak: number;
	/** Resolves as soon as no request is open. */
	settled(): Promise<void>;
	/** Resolves with the first entry that meets the predicate, now or after a later change. */
	waitFor(predicate: (entry: LedgerEntry) => boolean): Promise<LedgerEntry>;
	/** Forgets all entries and totals, and which items were tried before. */
	clear(): void;
}

/** An entry while the server still writes it. */
export type Draft = { -readonly [Key in keyof LedgerEntry]: LedgerEntry[Key] };

interface Waiter {
	readonly predicate: (entry: LedgerEntry) => boolean;
	readonly resolve: (entry: LedgerEntry) => void;
}

/** The paths whose requests may stream. */
export const streamingPaths = ['/v1/tailor', '/v1/cover-letters/generate'];

const streams = (entry: LedgerEntry) =>
	entry.method === 'POST' && streamingPaths.includes(entry.path);

/** The server's side of the ledger. */
export class LedgerBook implements Ledger {
	private entries: LedgerEntry[] = [];
	private readonly openRequests = new Set<LedgerEntry>();
	private readonly openStreams = new Set<LedgerEntry>();
	private readonly tries = new Map<string, number>();
	private waiters: Waiter[] = [];
	private settling: Array<() => void> = [];
	private lastNumber = 0;
	private charged = 0;
	private highest = 0;

	get requests(): readonly LedgerEntry[] {
		return this.entries;
	}

	get streaming(): readonly LedgerEntry[] {
		return this.entries.filter(streams);
	}

	get earlyDisconnects(): readonly LedgerEntry[] {
		return this.streaming.filter((entry) => entry.endedBy === 'client' && !entry.afterDone);
	}

	get credits(): number {
		return this.charged;
	}

	get open(): number {
		return this.openStreams.size;
	}

	get peak(): number {
		return this.highest;
	}

	async settled(): Promise<void> {
		if (this.openRequests.size === 0) return;
		await new Promise<void>((resolve) => this.settling.push(resolve));
	}

	async waitFor(predicate: (entry: LedgerEntry) => boolean): Promise<LedgerEntry> {
		const known = this.entries.find(predicate);
		if (known) return known;
		return await new Promise((resolve) => this.waiters.push({ predicate, resolve }));
	}

	clear(): void {
		this.entries = [];
		this.tries.clear();
		this.charged = 0;
		this.highest = this.openStreams.size;
	}

	/** Enters a request whose headers have just come. */
	begin(
		request: Pick<LedgerEntry, 'method' | 'path' | 'query' | 'wantsStream' | 'contentType'>,
	): Draft {
		const draft: Draft = {
			number: ++this.lastNumber,
			...request,
			resumeId: null,
			body: undefined,
			fault: null,
			status: null,
			credits: 0,
			sectionsSent: 0,
			receivedAt: performance.now(),
			answeredAt: null,
			endedAt: null,
			endedBy: 'open',
			afterDone: false,
		};
		this.entries.push(draft);
		this.openRequests.add(draft);
		if (streams(draft)) this.openStreams.add(draft);
		this.highest = Math.max(this.highest, this.openStreams.size);
		this.changed(draft);
		return draft;
	}

	/** Sets what a request costs (0 gives its credits back). */
	charge(draft: Draft, credits: number): void {
		// An entry that was cleared away while its stream was open is no part of the total.
		if (this.entries[draft.number - (this.entries[0]?.number ?? 0)] === draft) {
			this.charged += credits - draft.credits;
		}
		draft.credits = credits;
		this.changed(draft);
	}

	/** Tells those who wait that an entry is not what it was. */
	changed(entry: LedgerEntry): void {
		if (this.waiters.length === 0) return;
		this.waiters = this.waiters.filter((waiter) => {
			const met = waiter.predicate(entry);
			if (met) waiter.resolve(entry);
			return !met;
		});
	}

	/** Closes a request's entry. */
	end(draft: Draft, endedBy: 'server' | 'client', doneSent: boolean): void {
		draft.endedBy = endedBy;
		draft.endedAt = performance.now();
		draft.afterDone = endedBy === 'client' && doneSent;
		this.openRequests.delete(draft);
		this.openStreams.delete(draft);
		this.changed(draft);
		if (this.openRequests.size === 0) this.settling.splice(0).forEach((resolve) => resolve());
	}

	/** Counts one more try of something and returns how many there were, this one included. */
	countTry(identity: string): number {
		// Hashed, so that thousands of long postings need not be kept.
		const key = createHash('sha1').update(identity).digest('base64');
		const count = (this.tries.get(key) ?? 0) + 1;
		this.tries.set(key, count);
		return count;
	}
}
