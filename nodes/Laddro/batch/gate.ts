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

interface Waiting<Refusal> {
	readonly isUrgent: boolean;
	waitedFor: 'pace' | 'hold';
	pass: (passage: Passage<Refusal>) => void;
}

/** What a request needs of the gate. */
export interface Door<Refusal> {
	/** Resolves when a start is allowed or refused, and without a start when the signal aborts. */
	readonly enter: (signal: AbortSignal) => Promise<Passage<Refusal>>;
	/** Allows no start for `delay` milliseconds from now. */
	readonly hold: (delay: number) => void;
	/** Allows no start any more, and refuses those that wait. The first refusal counts. */
	readonly shut: (refusal: Refusal) => void;
	/** Aborts when no start is allowed any more. */
	readonly closed: AbortSignal;
}

/**
 * The one gate that every request of a run passes before it starts, first come, first served. It keeps the pace (at
 * most so many starts in any minute), makes all of them wait when the server asks for it, and shuts for good when
 * no further start makes sense. It knows nothing of HTTP.
 */
export class Gate<Refusal> implements Door<Refusal> {
	private readonly waiting: Array<Waiting<Refusal>> = [];
	/** Times of the last `perMinute` starts, the oldest first. */
	private readonly starts: number[] = [];
	private heldUntil = -Infinity;
	private refusal: Refusal | undefined;
	private cancelOpening: (() => void) | undefined;
	private readonly closing = new AbortController();
	/** Aborts when the gate is shut: no start is allowed any more. */
	readonly closed: AbortSignal = this.closing.signal;
	/** For requests that go before all others, and that are let through when the gate is shut, too. */
	readonly urgent: Door<Refusal> = {
		enter: async (signal) => await this.enter(signal, true),
		hold: (delay) => this.hold(delay),
		shut: (refusal) => this.shut(refusal),
		closed: new AbortController().signal,
	};

	/** @param perMinute starts allowed in any minute; 0 for no limit */
	constructor(
		private readonly clock: Clock,
		private readonly perMinute: number,
	) {}

	async enter(signal: AbortSignal, isUrgent = false): Promise<Passage<Refusal>> {
		if (signal.aborted) return {};
		if (this.refusal !== undefined && !isUrgent) return { refusal: this.refusal };
		const now = this.clock.now();
		if (!this.waiting.some((other) => other.isUrgent || !isUrgent) && this.opensAt() <= now) {
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
			const firstOther = this.waiting.findIndex((other) => !other.isUrgent);
			const place = isUrgent && firstOther >= 0 ? firstOther : this.waiting.length;
			this.waiting.splice(place, 0, waiting);
			this.letThrough();
		});
	}

	hold(delay: number): void {
		this.heldUntil = Math.max(this.heldUntil, this.clock.now() + delay);
		for (const waiting of this.waiting) waiting.waitedFor = 'hold';
	}

	shut(refusal: Refusal): void {
		this.refusal ??= refusal;
		this.letThrough();
		this.closing.abort();
	}

	private letThrough(): void {
		this.cancelOpening?.();
		this.cancelOpening = undefined;
		while (this.waiting.length > 0) {
			const now = this.clock.now();
			const isRefused = this.refusal !== undefined && !this.waiting.at(-1)!.isUrgent;
			if (!isRefused) {
				const wait = this.opensAt() - now;
				if (wait > 0) {
					this.cancelOpening = this.clock.after(wait, () => this.letThrough());
					return;
				}
				this.noteStart(now);
			}
			const place = isRefused ? this.waiting.findIndex(({ isUrgent }) => !isUrgent) : 0;
			const { pass, waitedFor } = this.waiting.splice(place, 1)[0]!;
			pass({ refusal: isRefused ? this.refusal : undefined, waitedFor });
		}
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
