import { faults, type FaultName } from '.';
import { jsonAnswer, type Answer, type Frame, type Source, type StreamEnd } from '../wire/answer';
import type { Operation, SectionPiece } from '../wire/api';
import { byteFrames, fileContent, wholeAnswer, type Content } from '../wire/file';
import { pack } from '../content/zip';
import type { AnswerKind, Fault, NormalAnswer } from './fault';
import { heldFrames, normalFrames } from './frames';

interface Delayable {
	/** Milliseconds before the answer's headers. */
	readonly delay?: number;
}

/** A normal stream of these pieces, then `done`. */
interface EventsScript extends Delayable {
	readonly events: Source<SectionPiece>;
}

/** Exactly these bytes as the body of the event stream. */
interface RawScript extends Delayable {
	readonly raw: Source<Buffer | string>;
	/** Default those of an event stream. */
	readonly headers?: Readonly<Record<string, string>>;
	/** Default `close`. */
	readonly end?: StreamEnd;
}

/** An answer that is not a stream and costs nothing. An object is sent as JSON. */
interface PlainScript extends Delayable {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string | Readonly<Record<string, unknown>>;
}

/** The normal answer, which waits after its first piece, or half its file, until `Emulator.release()`. */
interface HoldScript extends Delayable {
	readonly hold: true;
}

/** How one request is answered: with a fault, a script, or after a delay. */
export type Behaviour =
	| FaultName
	| EventsScript
	| RawScript
	| PlainScript
	| HoldScript
	| Required<Delayable>;

/** A request that passed all checks (key, rate limit, body, resume). */
export interface ReceivedRequest {
	/** The request's number in the ledger. */
	readonly number: number;
	/** `read` for everything that costs nothing. */
	readonly operation: Operation | 'export' | 'render' | 'read';
	/** What was asked for. */
	readonly kind: AnswerKind;
	/** As sent; null when the body had none. */
	readonly resumeId: string | null;
	readonly body: Readonly<Record<string, unknown>>;
	/** 1 for the first request of this item (same endpoint, resume or document, and posting), 2 for the next … */
	readonly attempt: number;
}

/** Chooses the answer to a request; undefined for the fault of the resume, or the normal answer. */
export type ChooseBehaviour = (request: ReceivedRequest) => Behaviour | undefined;

/** What happens to a request. */
interface Decision {
	readonly answer: Answer;
	/** The fault that determines the answer; null if it is normal or scripted. */
	readonly fault: FaultName | null;
	/** Milliseconds before the answer. */
	readonly delay: number;
}

/**
 * Turns a behaviour into what happens to a request.
 * @throws if it is a script for streams and the request is for a file
 */
export function decide(
	behaviour: Behaviour | undefined,
	normal: NormalAnswer,
	metBefore: (fault: FaultName) => boolean,
): Decision {
	if (typeof behaviour === 'string') {
		const answer = faulty(faults[behaviour], normal, metBefore(behaviour));
		return { answer: answer ?? usual(normal), fault: answer ? behaviour : null, delay: 0 };
	}
	const answer = (behaviour && scripted(behaviour, normal)) ?? usual(normal);
	return { answer, fault: null, delay: behaviour?.delay ?? 0 };
}

const usual = (normal: NormalAnswer): Answer =>
	normal.kind === 'stream'
		? { kind: 'stream', frames: normalFrames(normal.pieces) }
		: wholeAnswer(contentOf(normal));

/** The answer of a fault; undefined for the normal one, which is that of a fault of other answers. */
function faulty(fault: Fault, normal: NormalAnswer, metBefore: boolean): Answer | undefined {
	switch (fault.of) {
		case 'any':
			return fault.answer({ metBefore });
		case 'stream':
			return normal.kind === 'stream'
				? fault.answer({ metBefore, pieces: normal.pieces })
				: undefined;
		case 'file':
			return 'files' in normal ? fault.answer(normal.files) : undefined;
		case 'zip':
			return normal.kind === 'zip' ? fault.answer(normal.files) : undefined;
	}
}

function scripted(script: Exclude<Behaviour, FaultName>, normal: NormalAnswer): Answer | undefined {
	if ('status' in script) {
		const { status, headers = {}, body = '' } = script;
		return typeof body === 'string'
			? { kind: 'plain', status, headers, body }
			: jsonAnswer(status, body, headers);
	}
	if ('hold' in script) return held(normal);
	if (!('events' in script || 'raw' in script)) return undefined;
	if (normal.kind !== 'stream') throw new TypeError('This script is for streams only');
	if ('events' in script) return { kind: 'stream', frames: framesOf(script.events) };
	const { headers, raw, end } = script;
	return { kind: 'stream', headers, frames: bytesOf(raw), end };
}

function held(normal: NormalAnswer): Answer {
	if (normal.kind === 'stream') return { kind: 'stream', frames: heldFrames(normal.pieces) };
	const { headers, bytes } = contentOf(normal);
	const half = bytes.length / 2;
	const [first, second] = [bytes.subarray(0, half), bytes.subarray(half)];
	const frames: Frame[] = [...byteFrames(first), { kind: 'hold' }, ...byteFrames(second)];
	return { kind: 'stream', headers, frames };
}

function contentOf(normal: Exclude<NormalAnswer, { kind: 'stream' }>): Content {
	if ('files' in normal) return fileContent(pack(normal.files));
	const headers = { 'content-type': 'application/json; charset=utf-8' };
	return { headers, bytes: Buffer.from(JSON.stringify(normal.json)) };
}

async function* framesOf(pieces: Source<SectionPiece>): AsyncGenerator<Frame> {
	for await (const piece of pieces) yield { kind: 'section', ...piece };
	yield { kind: 'done' };
}

async function* bytesOf(chunks: Source<Buffer | string>): AsyncGenerator<Frame> {
	for await (const bytes of chunks) yield { kind: 'bytes', bytes };
}
