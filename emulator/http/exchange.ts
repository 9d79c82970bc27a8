import { createHash } from 'node:crypto';
import { once, type EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ledger, LedgerEntry } from '../account/ledger';
import type { Dialect, DocumentIds, IdPlace } from '../wire/api';
import { eventOf, formatEvent } from '../wire/events';
import type { EventFormat, Frame, Headers, Response } from '../wire/response';

/** What determines a stream besides its response. */
export interface StreamSettings {
	readonly dialect: Dialect;
	/** Milliseconds between two pieces. */
	readonly pieceDelay: number;
	/** Emits `release` to let streams go on that hold. */
	readonly releases: EventEmitter;
	/** Where a call for a stream is told its documents' ids. Default: as suits the response. */
	readonly documentIds?: IdPlace;
}

/** One request with its response and its ledger entry. */
export class Exchange {
	private readonly ended = new AbortController();
	/** Aborted when the exchange has ended, whoever ended it. */
	readonly signal: AbortSignal = this.ended.signal;
	private doneSent = false;
	private endedByServer = false;
	private readonly hash = createHash('sha256');
	/** Ends the wait for a write. */
	private written = () => {};

	constructor(
		readonly request: IncomingMessage,
		private readonly response: ServerResponse,
		readonly entry: LedgerEntry,
		private readonly ledger: Ledger,
		private readonly settings: StreamSettings,
		serverClosing: AbortSignal,
	) {
		response.once('close', () => {
			if (entry.kind === 'file') this.note({ sha256: this.hash.digest('hex') });
			const byServer = this.endedByServer || serverClosing.aborted || response.writableFinished;
			ledger.end(entry, byServer ? 'server' : 'client', this.doneSent);
			this.ended.abort();
			this.written();
		});
		// A broken connection emits 'close' as well; without a listener its error would be thrown.
		response.on('error', () => undefined);
	}

	/** Whether a response has begun. */
	get hasBegun(): boolean {
		return this.response.headersSent;
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

	/**
	 * Sends a response as fast as the client reads it, and stops as it says.
	 * @param ids of the documents that it stores
	 */
	async send(response: Response, ids: DocumentIds = {}): Promise<void> {
		if (this.signal.aborted) return;
		const { status, headers, frames, end = 'close', format = {} } = response;
		const { dialect = this.settings.dialect, ids: ownPlace = 'headers' } = response;
		const chosen = this.entry.kind === 'stream' ? this.settings.documentIds : undefined;
		const place = ownPlace === 'none' ? ownPlace : (chosen ?? ownPlace);
		this.begin(status, { ...headers, ...(place === 'headers' && headersOf(ids)) });
		const lastIds = place === 'event' ? ids : {};
		if (format.byteOrderMark) await this.write('\uFEFF');
		const sections = new Set<string>();
		let isFirstPiece = true;
		for await (const frame of frames) {
			if (frame.kind === 'hold') {
				const { signal } = this;
				await once(this.settings.releases, 'release', { signal }).catch(() => undefined);
			}
			const bytes = bytesOf(frame, dialect, format, lastIds);
			if (frame.kind === 'section' || (frame.kind === 'progress' && bytes !== undefined)) {
				if (!isFirstPiece) await this.pause(format.pieceDelay ?? this.settings.pieceDelay);
				isFirstPiece = false;
			}
			if (this.signal.aborted) return;
			// The ledger is updated before a frame is written, so that it is never behind the client.
			if (frame.kind === 'section') this.note({ sectionsSent: sections.add(frame.section).size });
			if (frame.kind === 'done') this.doneSent = true;
			if (bytes === undefined) continue;
			if (!format.byteByByte) await this.write(bytes);
			else for (const byte of Buffer.from(bytes)) await this.write(Buffer.of(byte));
		}
		if (this.signal.aborted) return;
		if (end === 'close') this.response.end();
		if (end === 'cut') this.drop('cut');
	}

	private begin(status: number, headers: Headers): void {
		this.note({ status, answeredAt: performance.now() });
		// The body's end is the connection's, unless the headers say how long it is.
		if (headers.connection === 'close') this.response.useChunkedEncodingByDefault = false;
		this.response.socket?.setNoDelay(true);
		const known = Object.entries(headers).filter(([, value]) => value !== undefined);
		this.response.writeHead(status, Object.fromEntries(known));
		this.response.flushHeaders();
	}

	/**
	 * Writes a part of the body, and waits until the system has taken it: what is still in Node's own
	 * buffers when a connection is cut is lost.
	 */
	private async write(part: string | Buffer): Promise<void> {
		// Node 26 is never done with long strings that have characters beyond ASCII.
		const bytes = Buffer.from(part);
		if (this.signal.aborted || bytes.length === 0) return;
		this.note({ bytesSent: this.entry.bytesSent + bytes.length });
		if (this.entry.kind === 'file') this.hash.update(bytes);
		await new Promise<void>((resolve) => {
			this.written = resolve;
			this.response.write(bytes, (error) => {
				// Of a broken connection the end is near; Node 20 reports no error there.
				if (!error && !this.request.socket.destroyed) resolve();
			});
		});
	}

	/** Destroys the connection: `reset` discards what is not sent yet, `cut` sends it first. */
	drop(how: 'reset' | 'cut'): void {
		this.endedByServer = true;
		const { socket } = this.request;
		if (how === 'reset') socket.resetAndDestroy();
		else socket.destroySoon();
	}
}

const headersOf = ({ resumeId, coverLetterId }: DocumentIds): Headers => ({
	'x-resume-id': resumeId,
	'x-cover-letter-id': coverLetterId,
});

/** What is written for a frame; undefined when it is nothing. */
function bytesOf(
	frame: Frame,
	dialect: Dialect,
	format: EventFormat,
	ids: DocumentIds,
): string | Buffer | undefined {
	if (frame.kind === 'hold') return undefined;
	if (frame.kind === 'bytes') return frame.bytes;
	const event = eventOf(frame, dialect, ids);
	if (event === undefined) return undefined;
	const text = formatEvent(event, format);
	if (format.unterminated && frame.kind === 'done') return text.replace(/\n\n$/, '\n');
	return format.comments ? `${text}: heartbeat\n\n` : text;
}
