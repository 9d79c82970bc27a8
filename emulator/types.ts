import type { FaultName } from './faults';
import type { Ledger, LedgerEntry } from './ledger';

/** The two ways of writing the stream: unnamed `section`/`done` events, or the SDKs' named ones. */
export type Dialect = 'documented' | 'sdk';

/** The two endpoints that stream. */
export type Operation = 'tailor' | 'coverLetter';

/** One event's worth of a section; several pieces of one name make up the section. */
export interface SectionPiece {
	readonly section: string;
	readonly content: string;
}

/** Anything that can be walked through once, now or over time. */
export type Source<T> = Iterable<T> | AsyncIterable<T>;

/** How a stream stops: ended cleanly, kept open in silence, or its socket destroyed. */
export type StreamEnd = 'close' | 'hold' | 'cut';

interface Delayable {
	/** Milliseconds of server think time before the answer's headers. */
	readonly delay?: number;
}

/** A normal stream of these pieces, then done. */
export interface EventsScript extends Delayable {
	readonly events: Source<SectionPiece>;
}

/** Exactly these bytes as the event stream's body. The emulator does not look into them. */
export interface RawScript extends Delayable {
	readonly raw: Source<Buffer | string>;
	/** Default `close`. */
	readonly end?: StreamEnd;
}

/** One whole answer that is no stream and costs nothing. An object is sent as JSON. */
export interface PlainScript extends Delayable {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string | Buffer | Readonly<Record<string, unknown>>;
}

/** The normal stream, which waits after its first piece until `Emulator.release()`. */
export interface HoldScript extends Delayable {
	readonly hold: true;
}

/** The normal stream after a think time. */
export interface DelayScript {
	readonly delay: number;
}

/** An answer scripted by a test. */
export type Script = EventsScript | RawScript | PlainScript | HoldScript | DelayScript;

/** How one streaming request is to be answered: a fault by its name, or a script. */
export type Behaviour = FaultName | Script;

/** A streaming request that passed every check (key, rate limit, body, resume). */
export interface ReceivedRequest {
	/** The request's number in the ledger. */
	readonly number: number;
	readonly operation: Operation;
	readonly path: string;
	/** As sent; null when the body had none. */
	readonly resumeId: string | null;
	readonly body: Readonly<Record<string, unknown>>;
	/** 1 for the first request of this item (same endpoint, resume and posting), 2 for its next … */
	readonly attempt: number;
}

/** Chooses the answer to a request; undefined leaves it to the resume's fault or the normal one. */
export type ChooseBehaviour = (request: ReceivedRequest) => Behaviour | undefined;

/** One row of the account's resumes. */
export interface ResumeSummary {
	readonly id: string;
	readonly title: string;
	readonly isDefault?: boolean;
}

export interface EmulatorOptions {
	/** TCP port on 127.0.0.1; 0 (default) takes a free one. */
	readonly port?: number;
	/** The one key that is let in. Default `laddro_live_emulator_key`. */
	readonly apiKey?: string;
	/** Default `documented`. */
	readonly dialect?: Dialect;
	/** Milliseconds between two pieces. Default 0. */
	readonly pieceDelay?: number;
	/** The account's credits at the start. Default Infinity. */
	readonly credits?: number;
	/** Requests let through per `rateWindow`; 0 (default) lets all through. */
	readonly requestsPerMinute?: number;
	/** Milliseconds that the limit's "minute" lasts. Default 60000. */
	readonly rateWindow?: number;
	/** Replaces the account's resumes in the list. Fault resumes can be asked for even so. */
	readonly resumes?: readonly ResumeSummary[];
	/** The list's shape: as the SDK reads it (default) or as documented. */
	readonly resumeListShape?: 'sdk' | 'doc';
	/** Whether the ledger keeps request bodies. Default true. */
	readonly keepBodies?: boolean;
	readonly behaviour?: ChooseBehaviour;
	/** Called once for each request, when it has ended. */
	readonly onRequestEnd?: (entry: LedgerEntry) => void;
}

/** A running emulator. */
export interface Emulator {
	/** `http://127.0.0.1:<port>`, without a closing slash. */
	readonly url: string;
	readonly apiKey: string;
	readonly ledger: Ledger;
	/** Destroys every open socket and resolves when the port is free. */
	close(): Promise<void>;
	/** Lets every stream go on that is holding now; later ones hold again. */
	release(): void;
}
