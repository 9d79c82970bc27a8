import { once, type EventEmitter } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Frame, StreamAnswer, Style } from '../wire/answer';
import type { Dialect, DocumentIds } from '../wire/api';
import { eventOf, formatEvent } from '../wire/events';
import type { Exchange } from './exchange';

/** What determines a stream besides its answer. */
export interface StreamSettings {
	readonly dialect: Dialect;
	/** Milliseconds between two pieces. */
	readonly pieceDelay: number;
	/** Emits `release` to let streams go on that hold. */
	readonly releases: EventEmitter;
}

/** The headers of an event stream. */
const eventStream = {
	'content-type': 'text/event-stream; charset=utf-8',
	'cache-control': 'no-cache, no-transform',
};

/** What an answer has in addition; nothing by default. */
interface Extras {
	readonly headers?: Readonly<Record<string, string>>;
	/** The ids that the last event names. */
	readonly ids?: DocumentIds;
	/** Called before an error is sent that is the very first event. */
	readonly onErrorFirst?: () => void;
}

/** Opens the stream, writes all frames as fast as the client reads them, and stops as the answer says. */
export async function writeStream(
	exchange: Exchange,
	{ headers = eventStream, frames, end = 'close', style = {} }: StreamAnswer,
	settings: StreamSettings,
	extras: Extras = {},
): Promise<void> {
	const { response, signal } = exchange;
	response.socket?.setNoDelay(true);
	exchange.head(200, { ...headers, ...extras.headers });
	if (style.byteOrderMark) await exchange.write('\uFEFF');
	const pieceDelay = style.pieceDelay ?? settings.pieceDelay;
	const sections = new Set<string>();
	let isFirstEvent = true;
	let isFirstPiece = true;
	for await (const frame of frames) {
		if (signal.aborted) return;
		const text = textOf(frame, settings.dialect, style, extras.ids ?? {});
		const isPiece = frame.kind === 'section' || (frame.kind === 'progress' && text !== undefined);
		if (isPiece && !isFirstPiece) await exchange.pause(pieceDelay);
		if (isPiece) isFirstPiece = false;
		if (signal.aborted) return;
		// The ledger is updated before a frame is written, so that it is never behind the client.
		if (frame.kind === 'section') {
			exchange.note({ sectionsSent: sections.add(frame.section).size });
		}
		if (frame.kind === 'done') exchange.doneSent = true;
		if (frame.kind === 'error' && isFirstEvent) extras.onErrorFirst?.();
		if (frame.kind === 'hold') {
			await once(settings.releases, 'release', { signal }).catch(() => undefined);
		}
		if (text === undefined) continue;
		isFirstEvent = false;
		if (style.byteByByte) await writeByteByByte(exchange, text);
		else await exchange.write(text);
	}
	if (signal.aborted) return;
	if (end === 'close') response.end();
	if (end === 'cut') exchange.drop('cut');
}

/** What is written for a frame; undefined when it is nothing. */
function textOf(
	frame: Frame,
	dialect: Dialect,
	style: Style,
	ids: DocumentIds,
): string | Buffer | undefined {
	if (frame.kind === 'hold') return undefined;
	if (frame.kind === 'bytes') return frame.bytes;
	const event = eventOf(frame, dialect, ids);
	if (event === undefined) return undefined;
	const text = formatEvent(event, style);
	if (style.unterminated && frame.kind === 'done') return text.replace(/\n\n$/, '\n');
	return style.comments ? `${text}: heartbeat\n\n` : text;
}

async function writeByteByByte(exchange: Exchange, text: string | Buffer): Promise<void> {
	for (const byte of Buffer.from(text)) {
		await exchange.write(Buffer.of(byte));
		// Node joins all writes of one turn of the event loop into one packet.
		await nextTurn();
		if (exchange.signal.aborted) return;
	}
}
