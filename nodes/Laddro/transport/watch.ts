import type { Clock } from '../clock';

/** Milliseconds. */
export interface TimeLimits {
	/** Longest silence before the answer and on the open stream. */
	idleTimeout: number;
	/** One item, from its first request on, retries and waits included. */
	timeout: number;
}

/** What ends the work on an item from outside. */
export type Cutoff = 'stopped' | 'timeUp' | 'silence';

/**
 * Watches over one item: the run may be stopped, its time may be up, the server may fall silent. Whichever comes
 * first aborts {@link Watch.signal}, and there is only ever one.
 */
export class Watch {
	private readonly controller = new AbortController();
	private readonly cleanups: Array<() => void> = [];
	private cutBy: Cutoff | undefined;
	private deadline = Infinity;
	private lastSign = 0;
	private callOffSilence: (() => void) | undefined;

	/** @param run aborts when nothing of the run is wanted any more */
	constructor(
		private readonly clock: Clock,
		private readonly limits: TimeLimits,
		run: AbortSignal,
	) {
		const stop = () => this.cut('stopped');
		if (run.aborted) stop();
		run.addEventListener('abort', stop, { once: true });
		this.cleanups.push(() => run.removeEventListener('abort', stop));
	}

	get signal(): AbortSignal {
		return this.controller.signal;
	}

	get cutoff(): Cutoff | undefined {
		return this.cutBy;
	}

	/** Milliseconds until the item's time is up. */
	get timeLeft(): number {
		return Math.min(this.limits.timeout, this.deadline - this.clock.now());
	}

	/** A request is about to leave: from the first on the item's time runs, and with each the wait for a sign of life. */
	requestSent(): void {
		if (this.deadline === Infinity) {
			this.deadline = this.clock.now() + this.limits.timeout;
			this.cleanups.push(this.clock.after(this.limits.timeout, () => this.cut('timeUp')));
		}
		this.signOfLife();
		this.listen();
	}

	/** Something arrived. Called for every chunk, hence cheap: the timer is only moved when it rings. */
	signOfLife(): void {
		this.lastSign = this.clock.now();
	}

	/** The try is over; until the next one silence means nothing. */
	tryOver(): void {
		this.callOffSilence?.();
		this.callOffSilence = undefined;
	}

	/** The item is done with. */
	close(): void {
		this.tryOver();
		for (const cleanup of this.cleanups) cleanup();
	}

	private listen(): void {
		const silence = this.clock.now() - this.lastSign;
		if (silence >= this.limits.idleTimeout) return this.cut('silence');
		this.callOffSilence = this.clock.after(this.limits.idleTimeout - silence, () => this.listen());
	}

	private cut(by: Cutoff): void {
		if (this.cutBy) return;
		this.cutBy = by;
		this.controller.abort();
	}
}
