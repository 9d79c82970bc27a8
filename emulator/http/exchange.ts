import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LedgerBook, LedgerEntry } from '../account/ledger';
import type { PlainAnswer } from '../wire/answer';
import { slices } from '../wire/file';

/** One request with its answer and its ledger entry. */
export class Exchange {
	private readonly ended = new AbortController();
	/** Aborted when the exchange has ended, whoever ended it. */
	readonly signal: AbortSignal = this.ended.signal;
	/** Set when `done` has been sent. */
	doneSent = false;
	private endedByServer = false;
	private readonly hash = createHash('sha256');

	constructor(
		readonly request: IncomingMessage,
		readonly response: ServerResponse,
		readonly entry: LedgerEntry,
		private readonly ledger: LedgerBook,
		serverClosing: AbortSignal,
	) {
		response.once('close', () => {
			if (entry.kind === 'file') this.note({ sha256: this.hash.digest('hex') });
			const byServer = this.endedByServer || serverClosing.aborted || response.writableFinished;
			ledger.end(entry, byServer ? 'server' : 'client', this.doneSent);
			this.ended.abort();
		});
		// A broken connection emits 'close' as well; without a listener its error would be thrown.
		response.on('error', () => undefined);
	}

	/** Records something in the ledger. */
	note(change: Partial<LedgerEntry>): void {
		this.ledger.update(this.entry, change);
	}

	/** Waits some milliseconds, or until the exchange has ended. */
	async pause(milliseconds: number): Promise<void> {
		if (milliseconds <= 0) return;
		await sleep(milliseconds, undefined, { signal: this.signal }).catch(() => undefined);
	}

	/** Sends the whole answer, unless it is one that stalls. */
	async send({ status, headers, body, stalls = false }: PlainAnswer): Promise<void> {
		if (this.signal.aborted) return;
		this.head(status, headers);
		const bytes = Buffer.from(body);
		for (const slice of slices(stalls ? bytes.subarray(0, bytes.length / 2) : bytes)) {
			await this.write(slice);
		}
		if (!stalls) this.response.end();
	}

	/** Sends the status and the headers; the caller writes the body. */
	head(status: number, headers: Readonly<Record<string, string>>): void {
		this.note({ status, answeredAt: performance.now() });
		// The body's end is the connection's, unless the headers say how long it is.
		if (headers.connection === 'close') this.response.useChunkedEncodingByDefault = false;
		this.response.writeHead(status, headers);
		this.response.flushHeaders();
	}

	/** Writes a part of the body, and waits until there is room for the next one. */
	async write(bytes: string | Buffer): Promise<void> {
		if (this.signal.aborted) return;
		this.note({ bytesSent: this.entry.bytesSent + Buffer.byteLength(bytes) });
		if (this.entry.kind === 'file') this.hash.update(bytes);
		if (this.response.write(bytes)) return;
		await once(this.response, 'drain', { signal: this.signal }).catch(() => undefined);
	}

	/** Destroys the connection: `reset` discards what is not sent yet, `cut` sends it first. */
	drop(how: 'reset' | 'cut'): void {
		this.endedByServer = true;
		const { socket } = this.request;
		if (how === 'reset') socket.resetAndDestroy();
		else socket.destroySoon();
	}
}
