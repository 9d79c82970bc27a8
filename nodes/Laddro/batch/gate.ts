import type { Clock } from '../common/clock';
import { Flight, Ramp, type FlightEnd } from './ramp';

/** Milliseconds over which starts are counted. */
const WINDOW = 60_000;

/** The result of asking for a start. */
export interface Passage<Refusal> {
	/** Set when the gate is shut for good: there will be no start. */
	refusal?: Refusal;
	/** What the start had to wait for, `hold` if it was both; not set when it did not wait. */
	waitedFor?: 'pace' | 'hold';
}

/** How a try failed. */
export interface TryFailure {
	/** Whether there is too much to do. */
	readonly isRefused: boolean;
	readonly isTriedAgain: boolean;
	/** Whether it shows that the other side is there all the same, and has not too much to do. */
	readonly wasAnswered: boolean;
}

/** The way through the gate that a request takes. */
export interface Entrance<Refusal> {
	/** Resolves when a start is allowed or refused, and without a start when the signal aborts. */
	enter(signal: AbortSignal): Promise<Passage<Refusal>>;
	/** What started has begun well. */
	begunWell(): void;
	/** What started has failed. Where it is tried again, others may go meanwhile. */
	failed(how: TryFailure): void;
	/** Allows no start for `delay` milliseconds from now. */
	hold(delay: number): void;
	/** How many holds there have been in a row, the one that may be going on aside. */
	holdsInRow(): number;
	/** Allows no start any more, and refuses those that wait. The first refusal counts. */
	shut(refusal: Refusal): void;
	/** Aborts when no start is allowed any more. */
	readonly closed: AbortSignal;
	/** For what has to start also when nothing else may: it goes before all others, and is never refused. */
	readonly urgent: Entrance<Refusal>;
}

/** The way of one item, which may start several times but counts once among those in flight. */
export interface Turn<Refusal> extends Entrance<Refusal> {
	/** The item is done. */
	end(how: FlightEnd): void;
}

interface Waiting<Refusal> {
	/** Not set for what is urgent. */
	readonly flight: Flight | undefined;
	/** What has a higher rank starts earlier. */
	readonly rank: number;
	waitedFor: 'pace' | 'hold' | undefined;
	readonly pass: (passage: Passage<Refusal>) => void;
}

/**
 * The one gate that every request of a run passes before it starts. It keeps the pace (at most so many starts in any
 * minute) and the number in flight, makes all of them wait when the server asks for it, and shuts for good when no
 * further start makes sense. What is tried again goes before what is new, the most often refused first; else it is first
 * come, first served. It knows nothing of HTTP.
 */
export class Gate<Refusal> implements Entrance<Refusal> {
	/** In the order in which they start. */
	private waiting: Array<Waiting<Refusal>> = [];
	/** Times of the last `perMinute` starts, the oldest first. */
	private readonly starts: number[] = [];
	private heldUntil = -Infinity;
	private holds = 0;
	private refusal: Refusal | undefined;
	private cancelOpening: (() => void) | undefined;
	private readonly closing = new AbortController();
	readonly closed: AbortSignal = this.closing.signal;
	readonly urgent: Entrance<Refusal>;
	/** When something last went as it should, or the server asked to wait. */
	lastAnswer: number | undefined;
	private readonly ramp: Ramp;

	/**
	 * @param perMinute starts allowed in any minute; 0 for no limit
	 * @param most items in flight at the same time
	 * @param isFree whether they cost nothing
	 */
	constructor(
		private readonly clock: Clock,
		private readonly perMinute: number,
		most = Infinity,
		isFree = true,
	) {
		this.ramp = new Ramp(clock, most, isFree, () => this.letThrough());
		this.urgent = {
			enter: async (signal) => await this.pass(signal, undefined),
			begunWell: () => this.begunWell(),
			failed: (how) => this.failed(how),
			hold: (delay) => this.hold(delay),
			holdsInRow: () => this.holdsInRow(),
			shut: (refusal) => this.shut(refusal),
			closed: new AbortController().signal,
			get urgent() {
				return this;
			},
		};
	}

	async enter(signal: AbortSignal): Promise<Passage<Refusal>> {
		return await this.pass(signal, new Flight());
	}

	begunWell(): void {
		this.lastAnswer = this.clock.now();
		if (!this.isHeld) this.holds = 0;
	}

	failed({ wasAnswered }: TryFailure): void {
		if (wasAnswered) this.begunWell();
	}

	/** The most items that were in flight at the same time. */
	get peak(): number {
		return this.ramp.peak;
	}

	/**
	 * The way of one item through this gate.
	 *
	 * @param onFirstStart is called when its first request starts
	 */
	turn(onFirstStart?: () => void): Turn<Refusal> {
		const { ramp, urgent, closed } = this;
		const flight = new Flight(onFirstStart);
		return {
			...urgent,
			closed,
			enter: async (signal) => await this.pass(signal, flight),
			begunWell: () => {
				this.begunWell();
				ramp.begunWell(flight);
				this.letThrough();
			},
			failed: (how) => {
				this.failed(how);
				if (how.isRefused) ramp.refused(flight);
				ramp.failed(flight, how.isTriedAgain);
				this.letThrough();
			},
			end: (how) => {
				ramp.ended(flight, how);
				this.letThrough();
			},
		};
	}

	hold(delay: number): void {
		if (!this.isHeld) this.holds++;
		this.lastAnswer = this.clock.now();
		this.heldUntil = Math.max(this.heldUntil, this.clock.now() + delay);
		for (const waiting of this.waiting) waiting.waitedFor = 'hold';
	}

	holdsInRow(): number {
		return this.isHeld ? this.holds - 1 : this.holds;
	}

	shut(refusal: Refusal): void {
		this.refusal ??= refusal;
		this.letThrough();
		this.closing.abort();
	}

	/** @param flight not set for what is urgent */
	private async pass(signal: AbortSignal, flight: Flight | undefined): Promise<Passage<Refusal>> {
		if (signal.aborted) return {};
		return await new Promise((resolve) => {
			const leave = () => {
				this.waiting.splice(this.waiting.indexOf(waiting), 1);
				resolve({});
				this.letThrough();
			};
			const waiting: Waiting<Refusal> = {
				flight,
				rank: rankOf(flight),
				waitedFor: undefined,
				pass: (passage) => {
					signal.removeEventListener('abort', leave);
					resolve(passage);
				},
			};
			signal.addEventListener('abort', leave);
			const firstAfter = this.waiting.findIndex(({ rank }) => rank < waiting.rank);
			this.waiting.splice(firstAfter < 0 ? this.waiting.length : firstAfter, 0, waiting);
			this.letThrough();
		});
	}

	private letThrough(): void {
		this.cancelOpening?.();
		this.cancelOpening = undefined;
		if (this.refusal !== undefined) this.refuse(this.refusal);
		for (let next = this.waiting[0]; next; next = this.waiting[0]) {
			const now = this.clock.now();
			const wait = this.opensAt() - now;
			if (wait > 0) {
				for (const waiting of this.waiting) waiting.waitedFor ??= this.isHeld ? 'hold' : 'pace';
				this.cancelOpening = this.clock.after(wait, () => this.letThrough());
				return;
			}
			const { flight } = next;
			if (flight && !flight.isInFlight && !this.ramp.hasRoom()) return;
			this.waiting.shift();
			this.noteStart(now);
			if (flight) this.ramp.started(flight);
			next.pass({ waitedFor: next.waitedFor });
		}
	}

	private refuse(refusal: Refusal): void {
		const refused = this.waiting.filter(({ flight }) => flight);
		this.waiting = this.waiting.filter(({ flight }) => !flight);
		for (const { pass, waitedFor } of refused) pass({ refusal, waitedFor });
	}

	private get isHeld(): boolean {
		return this.heldUntil > this.clock.now();
	}

	private opensAt(): number {
		const oldest = this.starts.length < this.perMinute ? undefined : this.starts[0];
		return Math.max(this.heldUntil, oldest === undefined ? -Infinity : oldest + WINDOW);
	}

	private noteStart(now: number): void {
		if (this.perMinute === 0) return;
		this.starts.push(now);
		if (this.starts.length > this.perMinute) this.starts.shift();
	}
}

/** What is urgent goes first, then what is in flight, then what is tried again: the most often refused first. */
function rankOf(flight: Flight | undefined): number {
	if (!flight) return Infinity;
	if (flight.isInFlight) return Number.MAX_VALUE;
	return flight.start > 0 ? 1 + flight.refusals : 0;
}
