import type { Clock } from '../common/clock';

/** Milliseconds over which starts are counted. */
const WINDOW = 60_000;

/** The result of asking for a start. */
export interface Passage<Refusal> {
	/** Set when the gate is shut for good: there will be no start. */
	refusal?: Refusal;
	/** What the start had to wait for, `hold` if it was both; not set when it did not wait. */
	waitedFor?: 'pace' | 'hold';
}

/** The way through the gate that a request takes. */
export interface Entrance<Refusal> {
	/** Resolves when a start is allowed or refused, and without a start when the signal aborts. */
	enter(signal: AbortSignal): Promise<Passage<Refusal>>;
	/** Allows no start for `delay` milliseconds from now. */
	hold(delay: number): void;
	/** How many holds there have been in a row, the one that may be going on aside. */
	holdsInRow(): number;
	/** Ends the row of holds: something has gone as it should. */
	answered(): void;
	/** Allows no start any more, and refuses those that wait. The first refusal counts. */
	shut(refusal: Refusal): void;
	/** Aborts when no start is allowed any more. */
	readonly closed: AbortSignal;
	/** For what has to start also when nothing else may: it goes before all others, and is never refused. */
	readonly urgent: Entrance<Refusal>;
}

interface Waiting<Refusal> {
	readonly isUrgent: boolean;
	waitedFor: 'pace' | 'hold';
	readonly pass: (passage: Passage<Refusal>) => void;
}

/**
 * The one gate that every request of a run passes before it starts, first come, first served. It keeps the pace (at
 * most so many starts in any minute), makes all of them wait when the server asks for it, and shuts for good when
 * no further start makes sense. It knows nothing of HTTP.
 */
export class Gate<Refusal> implements Entrance<Refusal> {
	/** In the order in which they start: the urgent ones first. */
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

	/** @param perMinute starts allowed in any minute; 0 for no limit */
	constructor(
		private readonly clock: Clock,
		private readonly perMinute: number,
	) {
		this.urgent = {
			enter: async (signal) => await this.pass(signal, true),
			hold: (delay) => this.hold(delay),
			answered: () => this.answered(),
			shut: (refusal) => this.shut(refusal),
			closed: new AbortController().signal,
			holdsInRow: () => this.holdsInRow(),
			get urgent() {
				return this;
			},
		};
	}

	async enter(signal: AbortSignal): Promise<Passage<Refusal>> {
		return await this.pass(signal, false);
	}

	holdsInRow(): number {
		return this.isHeld ? this.holds - 1 : this.holds;
	}

	answered(): void {
		if (!this.isHeld) this.holds = 0;
	}

	hold(delay: number): void {
		if (!this.isHeld) this.holds++;
		this.heldUntil = Math.max(this.heldUntil, this.clock.now() + delay);
		for (const waiting of this.waiting) waiting.waitedFor = 'hold';
	}

	shut(refusal: Refusal): void {
		this.refusal ??= refusal;
		this.letThrough();
		this.closing.abort();
	}

	private async pass(signal: AbortSignal, isUrgent: boolean): Promise<Passage<Refusal>> {
		if (signal.aborted) return {};
		if (this.refusal !== undefined && !isUrgent) return { refusal: this.refusal };
		const now = this.clock.now();
		if (this.waiting.length === 0 && this.opensAt() <= now) {
			this.noteStart(now);
			return {};
		}
		return await new Promise((resolve) => {
			const leave = () => {
				this.waiting.splice(this.waiting.indexOf(waiting), 1);
				if (this.waiting.length === 0) this.cancelOpening?.();
				resolve({});
			};
			const waiting: Waiting<Refusal> = {
				isUrgent,
				waitedFor: this.heldUntil > now ? 'hold' : 'pace',
				pass: (passage) => {
					signal.removeEventListener('abort', leave);
					resolve(passage);
				},
			};
			signal.addEventListener('abort', leave);
			const firstAfter = isUrgent ? this.waiting.findIndex((other) => !other.isUrgent) : -1;
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
				this.cancelOpening = this.clock.after(wait, () => this.letThrough());
				return;
			}
			this.noteStart(now);
			this.waiting.shift();
			next.pass({ waitedFor: next.waitedFor });
		}
	}

	private refuse(refusal: Refusal): void {
		const refused = this.waiting.filter(({ isUrgent }) => !isUrgent);
		this.waiting = this.waiting.filter(({ isUrgent }) => isUrgent);
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
