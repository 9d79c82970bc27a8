import type { Answers, Operation, SectionPiece } from '../wire/api';
import {
	freeResponse,
	jsonResponse,
	streamResponse,
	type End,
	type Frame,
	type Headers,
	type Outcome,
	type Response,
	type Source,
} from '../wire/response';
import { existsFor, faults, type FaultName } from '.';
import type { Copy, Normal, ResponseKind } from './fault';
import { usual } from './usual';

/** What a test says about the response to one request. */
interface Script {
	/** Milliseconds before the response's headers. */
	readonly delay?: number;
	/** How a call for a stream is answered, instead of the emulator's own setting. */
	readonly answers?: Answers;
	/** How the stored copy of the document is found. */
	readonly copy?: Copy;
	/** The normal stream waits after its first piece until `Emulator.release()`. */
	readonly hold?: true;
	/** A normal stream of these pieces, then `done`. */
	readonly events?: Source<SectionPiece>;
	/** Exactly these bytes as the body of the stream. */
	readonly raw?: Source<Buffer | string>;
	/** How the raw body stops. Default `close`. */
	readonly end?: End;
	/** A response that costs nothing. */
	readonly status?: number;
	/** Of a raw body (default those of an event stream) or of a response that costs nothing. */
	readonly headers?: Headers;
	/** Of a response that costs nothing. An object is sent as JSON. */
	readonly body?: string | Readonly<Record<string, unknown>>;
}

/** How one request is answered: with a fault, or as a script says. */
export type Behaviour = FaultName | Script;

/** A request that passed all checks (key, rate limit, body, resume). */
export interface ReceivedRequest {
	/** The request's number in the ledger. */
	readonly number: number;
	/** `save` for a letter that was typed; `read` for everything else that costs nothing. */
	readonly operation: Operation | 'export' | 'render' | 'save' | 'read';
	/** What was asked for. */
	readonly kind: ResponseKind;
	/** As sent; null when the body had none. */
	readonly resumeId: string | null;
	readonly body: Readonly<Record<string, unknown>>;
	/** 1 for the first request of this item (same endpoint, resume or document, and posting), 2 for the next … */
	readonly attempt: number;
}

/** Chooses the response to a request; undefined for the fault of the resume, or the normal response. */
export type ChooseBehaviour = (request: ReceivedRequest) => Behaviour | undefined;

/**
 * Turns a behaviour into what happens to a request, and the fault that determines it, if one does.
 * @param isFirst whether the request is the first one for its item that meets this fault
 * @throws if it is a script for streams and the request is for a file
 */
export function decide(
	behaviour: Behaviour | undefined,
	normal: Normal,
	isFirst: (fault: FaultName) => boolean,
): { readonly outcome: Outcome; readonly fault: FaultName | null; readonly copy?: Copy } {
	if (typeof behaviour === 'object') {
		return { outcome: scripted(behaviour, normal), fault: null, copy: behaviour.copy };
	}
	const fault = behaviour && faults[behaviour];
	const shows =
		fault && existsFor(fault, normal.kind) && (fault.when !== 'recovering' || isFirst(behaviour));
	return shows
		? { outcome: fault.outcome(normal), fault: behaviour, copy: fault.copy }
		: { outcome: usual(normal), fault: null };
}

function scripted(script: Script, normal: Normal): Response {
	const { hold, events, raw, end, status, headers, body = '' } = script;
	if (status !== undefined) {
		return typeof body === 'string'
			? freeResponse(status, headers ?? {}, body)
			: jsonResponse(status, body, headers);
	}
	if (!events && !raw) return usual(normal, hold);
	if (normal.kind !== 'stream') throw new TypeError('This script is for streams only');
	if (events) return streamResponse(framesOf(events));
	return streamResponse(bytesOf(raw ?? []), { end, ...(headers && { headers }) });
}

async function* framesOf(pieces: Source<SectionPiece>): AsyncGenerator<Frame> {
	for await (const piece of pieces) yield { kind: 'section', ...piece };
	yield { kind: 'done' };
}

async function* bytesOf(chunks: Source<Buffer | string>): AsyncGenerator<Frame> {
	for await (const bytes of chunks) yield { kind: 'bytes', bytes };
}
