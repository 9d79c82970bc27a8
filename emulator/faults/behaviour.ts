import { faults, type FaultName } from '.';
import { jsonAnswer, type Answer, type Frame, type Source, type StreamEnd } from '../wire/answer';
import type { Operation, SectionPiece } from '../wire/api';
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
	/** Default `close`. */
	readonly end?: StreamEnd;
}

/** An answer that is not a stream and costs nothing. An object is sent as JSON. */
interface PlainScript extends Delayable {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string | Readonly<Record<string, unknown>>;
}

/** The normal stream, which waits after its first piece until `Emulator.release()`. */
interface HoldScript extends Delayable {
	readonly hold: true;
}

/** How one request to an endpoint that generates is answered: with a fault, a script, or after a delay. */
export type Behaviour =
	| FaultName
	| EventsScript
	| RawScript
	| PlainScript
	| HoldScript
	| Required<Delayable>;

/** A request to generate that passed all checks (key, rate limit, body, resume). */
export interface ReceivedRequest {
	/** The request's number in the ledger. */
	readonly number: number;
	readonly operation: Operation;
	/** As sent; null when the body had none. */
	readonly resumeId: string | null;
	readonly body: Readonly<Record<string, unknown>>;
	/** 1 for the first request of this item (same endpoint, resume and posting), 2 for the next … */
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
 * @param pieces of the normal answer
 */
export function decide(
	behaviour: Behaviour | undefined,
	pieces: readonly SectionPiece[],
	metBefore: (fault: FaultName) => boolean,
): Decision {
	const normal: Answer = { kind: 'stream', frames: normalFrames(pieces) };
	if (typeof behaviour === 'string') {
		const answer = faults[behaviour].answer({ pieces, metBefore: metBefore(behaviour) });
		return { answer: answer ?? normal, fault: answer ? behaviour : null, delay: 0 };
	}
	const answer = (behaviour && scripted(behaviour, pieces)) ?? normal;
	return { answer, fault: null, delay: behaviour?.delay ?? 0 };
}

function scripted(
	script: Exclude<Behaviour, FaultName>,
	pieces: readonly SectionPiece[],
): Answer | undefined {
	if ('events' in script) return { kind: 'stream', frames: framesOf(script.events) };
	if ('raw' in script) return { kind: 'stream', frames: bytesOf(script.raw), end: script.end };
	if ('hold' in script) return { kind: 'stream', frames: heldFrames(pieces) };
	if (!('status' in script)) return undefined;
	const { status, headers = {}, body = '' } = script;
	return typeof body === 'string'
		? { kind: 'plain', status, headers, body }
		: jsonAnswer(status, body, headers);
}

async function* framesOf(pieces: Source<SectionPiece>): AsyncGenerator<Frame> {
	for await (const piece of pieces) yield { kind: 'section', ...piece };
	yield { kind: 'done' };
}

async function* bytesOf(chunks: Source<Buffer | string>): AsyncGenerator<Frame> {
	for await (const bytes of chunks) yield { kind: 'bytes', bytes };
}
