import type { Clock } from '../clock';

/** Milliseconds over which starts are counted. */
const WINDOW = 60_000;

/** How a start was let through. */
export interface Passage<Refusal> {
	/** Set when the gate is shut for good: there will be no start. */
	refusal?: Refusal;
	/** What the start had to wait for, the longest-lasting of both; not set when it went straight through. */
	waitedFor?: 'pace' | 'hold';
}

interface Waiting<Refusal> {
	waitedFor: 'pace' | 'hold';
	pass: (passage: Passage<Refusal>) => void;
}

/**
 * The one gate that every request of a run starts through, first come, first served. It keeps the pace (no more
 * than so many starts in any minute), holds everybody back when the server asks for it, and shuts for good when
 * no further start makes sense. It knows nothing of HTTP.
 */
export class Gate<Refusal> {
	private readonly waiting: Array<Waiting<Refusal>> = [];
	/** Times of the last `perMinute` starts, oldest first. */
	private readonly starts: number[] = [];
	private heldUntil = -Infinity;
	private refusal: Refusal | undefined;
	private callOffOpening: (() => void) | undefined;

	/** @param perMinute starts allowed in any minute; 0 for no limit */
	constructor(
		private readonly clock: Clock,
		private readonly perMinute: number,
	) {}

	/** Resolves when a start is allowed or refused. When the signal aborts it resolves too, without a start. */
	async enter(signal: AbortSignal): Promise<Passage<Refusal>> {
		if (signal.aborted) return {};
		if (this.refusal !== undefined) return { refusal: this.refusal };
		const now = this.clock.now();
		if (this.waiting.length === 0 && this.opensAt() <= now) {
			this.noteStart(now);
			return {};
		}
		return await new Promise((resolve) => {
			const leave = () => {
				this.waiting.splice(this.waiting.indexOf(waiting), 1);
				resolve({});
			};
			const waiting: Waiting<Refusal> = {
				waitedFor: this.heldUntil > now ? 'hold' : 'pace',
				pass: (passage) => {
					signal.removeEventListener('abort', leave);
					resolve(passage);
				},
			};
			signal.addEventListener('abort', leave, { once: true });
			this.waiting.push(waiting);
			this.letThrough();
		});
	}

	/** Nobody starts for so many milliseconds from now. */
	hold(delay: number): void {
		this.heldUntil = Math.max(this.heldUntil, this.clock.now() + delay);
		for (const waiting of this.waiting) waiting.waitedFor = 'hold';
	}

	/** Nobody starts any more; who waits is refused at once. The first refusal stays. */
	shut(refusal: Refusal): void {
		this.refusal ??= refusal;
		this.letThrough();
	}

	private letThrough(): void {
		this.callOffOpening?.();
		this.callOffOpening = undefined;
		while (this.waiting.length > 0) {
			const now = this.clock.now();
			if (this.refusal === undefined) {
				const wait = this.opensAt() - now;
				if (wait > 0) {
					this.callOffOpening = this.clock.after(wait, () => this.letThrough());
					return;
				}
				this.noteStart(now);
			}
			const { pass, waitedFor } = this.waiting.shift()!;
			pass({ refusal: this.refusal, waitedFor });
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
