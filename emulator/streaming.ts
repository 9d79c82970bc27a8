import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { eventOf, formatEvent } from './dialects';
import type { Exchange } from './exchange';
import type { Gate } from './gate';
import type { Frame, StreamPlan, Style } from './plan';
import type { Dialect, Source } from './types';

const plainStyle: Style = {};

/** What a stream needs to know beyond its plan. */
export interface StreamContext {
	readonly dialect: Dialect;
	/** The resume worked on, for the SDK's `complete`. */
	readonly resumeId: string;
	/** Milliseconds between pieces. */
	readonly pieceDelay: number;
	readonly gate: Gate;
	/** Called when an error comes before any section, and so nothing is owed. */
	readonly onFailedFirst: () => void;
}

/** Walks through a source for as long as the client stays, even when the source is stuck. */
async function* whileConnected<T>(source: Source<T>, signal: AbortSignal): AsyncGenerator<T> {
	if (Symbol.iterator in source) {
		for (const value of source) {
			if (signal.aborted) return;
			yield value;
		}
		return;
	}
	const iterator = source[Symbol.asyncIterator]();
	const left = new Promise<undefined>((resolve) => {
		signal.addEventListener('abort', () => resolve(undefined), { once: true });
	});
	try {
		while (!signal.aborted) {
			const next = await Promise.race([iterator.next(), left]);
			if (next === undefined || next.done) return;
			yield next.value;
		}
	} finally {
		// Not awaited: a generator that is stuck in an await of its own never returns.
		void iterator.return?.();
	}
}

async function write(exchange: Exchange, bytes: string | Buffer): Promise<void> {
	if (exchange.signal.aborted || exchange.response.write(bytes)) return;
	await once(exchange.response, 'drain', { signal: exchange.signal }).catch(() => undefined);
}

async function writeByteByByte(exchange: Exchange, text: string): Promise<void> {
	for (const byte of Buffer.from(text)) {
		await write(exchange, Buffer.of(byte));
		// Node gathers the writes of one turn into one packet.
		await nextTurn();
		if (exchange.signal.aborted) return;
	}
}

async function writeFrame(
	exchange: Exchange,
	frame: Exclude<Frame, { kind: 'gate' }>,
	style: Style,
	context: StreamContext,
): Promise<void> {
	if (frame.kind === 'bytes') return await write(exchange, frame.bytes);
	const event = eventOf(frame, context.dialect, context.resumeId);
	if (event === undefined) return;
	let text = formatEvent(event, style);
	if (style.unterminated && frame.kind === 'done') text = text.replace(/\n\n$/, '\n');
	if (style.comments) text += ': heartbeat\n\n';
	if (style.byteByByte) await writeByteByByte(exchange, text);
	else await write(exchange, text);
}

/** Keeps the ledger true before a frame is written, so that it is never behind the client. */
function note(exchange: Exchange, frame: Frame, context: StreamContext): void {
	if (frame.kind === 'section') exchange.noteSection(frame.section);
	if (frame.kind === 'done') exchange.noteDone();
	if (frame.kind === 'error' && exchange.entry.sectionsSent === 0) context.onFailedFirst();
}

/** Opens the stream, writes every frame of the plan at the client's pace, and ends as planned. */
export async function writeStream(
	exchange: Exchange,
	{ frames, end = 'close', style = plainStyle }: StreamPlan,
	context: StreamContext,
): Promise<void> {
	const { response, signal } = exchange;
	response.socket?.setNoDelay(true);
	exchange.head(200, {
		'content-type': 'text/event-stream; charset=utf-8',
		'cache-control': 'no-cache, no-transform',
	});
	if (style.byteOrderMark) await write(exchange, '\uFEFF');
	const pieceDelay = style.pieceDelay ?? context.pieceDelay;
	const isSdk = context.dialect === 'sdk';
	let atStart = true;
	for await (const frame of whileConnected(frames, signal)) {
		if (frame.kind === 'gate') {
			await context.gate.pass(signal);
			continue;
		}
		const isPiece = frame.kind === 'section' || (frame.kind === 'progress' && isSdk);
		if (isPiece && !atStart) await exchange.pause(pieceDelay);
		if (signal.aborted) return;
		note(exchange, frame, context);
		await writeFrame(exchange, frame, style, context);
		if (isPiece) atStart = false;
	}
	if (signal.aborted) return;
	if (end === 'close') response.end();
	if (end === 'cut') exchange.drop('cut');
}
