import type { IncomingMessage, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import { pipeline, Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Draft, LedgerBook } from './ledger';
import type { PlainPlan } from './plan';

/** Bytes that are written at a time. */
const SLICE = 64 * 1024;

function* slices(bytes: Buffer): Generator<Buffer> {
	for (let start = 0; start < bytes.length; start += SLICE) {
		yield bytes.subarray(start, start + SLICE);
	}
}

/** One request with its answer and its line in the ledger. */
export class Exchange {
	private readonly leaving = new AbortController();
	private readonly sections = new Set<string>();
	private endedByServer = false;
	private doneSent = false;

	constructor(
		readonly request: IncomingMessage,
		readonly response: ServerResponse,
		readonly entry: Draft,
		private readonly ledger: LedgerBook,
		onEnd: () => void,
	) {
		response.once('close', () => {
			const endedBy = this.endedByServer || response.writableFinished ? 'server' : 'client';
			ledger.end(entry, endedBy, this.doneSent);
			this.leaving.abort();
			onEnd();
		});
		// A connection that breaks is told by 'close'; without a listener its error would be thrown.
		response.on('error', () => undefined);
	}

	/** Aborted when the exchange is over, whoever ended it. */
	get signal(): AbortSignal {
		return this.leaving.signal;
	}

	/** Waits, but no longer than the client does. */
	async pause(milliseconds: number): Promise<void> {
		if (milliseconds <= 0) return;
		await sleep(milliseconds, undefined, { signal: this.signal }).catch(() => undefined);
	}

	/** Sends a whole answer. */
	send(answer: PlainPlan): void {
		if (this.signal.aborted) return;
		this.head(answer.status, answer.headers);
		// By and by, so that the ledger knows whether a client took all of it.
		pipeline(Readable.from(slices(Buffer.from(answer.body))), this.response, () => undefined);
	}

	/** Sends the head of an answer, whose body is written by the caller. */
	head(status: number, headers: Readonly<Record<string, string>>): void {
		this.entry.status = status;
		this.entry.answeredAt = performance.now();
		this.response.writeHead(status, headers);
		this.response.flushHeaders();
		this.ledger.changed(this.entry);
	}

	/** Destroys the connection; what was already written still goes out, unless it is reset. */
	drop(how: 'reset' | 'cut'): void {
		this.closing();
		const { socket } = this.request;
		if (how === 'reset') socket.resetAndDestroy();
		else socket.destroySoon();
	}

	/** From here on the end is the server's doing. */
	closing(): void {
		this.endedByServer = true;
	}

	noteCharge(credits: number): void {
		this.ledger.charge(this.entry, credits);
	}

	noteSection(name: string): void {
		this.sections.add(name);
		this.entry.sectionsSent = this.sections.size;
		this.ledger.changed(this.entry);
	}

	noteDone(): void {
		this.doneSent = true;
	}
}
