import type { Clock } from '../common/clock';
import type { InterruptedFailure, StoppedFailure } from '../common/failure';

/** Milliseconds. */
export interface TimeLimits {
	/** Longest silence before the response and within it. */
	readonly idleTimeout: number;
	/** One call, from its first request on, retries and waits included. */
	readonly timeout: number;
}

/**
 * Ends one call from outside: when the run is stopped, when the call's time is up, or when the server falls silent.
 * Whichever comes first aborts {@link CallTimer.signal} and is the only failure.
 */
export class CallTimer {
	private readonly controller = new AbortController();
	private readonly cleanups: Array<() => void> = [];
	private reason: InterruptedFailure | StoppedFailure | undefined;
	private deadline = Infinity;
	private lastArrival = 0;
	private cancelSilence: (() => void) | undefined;
	private hasBegun = false;

	/**
	 * @param run aborts when the run is stopped
	 * @param onBegun is called when the first part of a result has arrived
	 */
	constructor(
		private readonly clock: Clock,
		private readonly limits: TimeLimits,
		run: AbortSignal,
		private readonly onBegun: () => void = () => {},
	) {
		const stop = () => this.end({ kind: 'stopped' });
		if (run.aborted) stop();
		run.addEventListener('abort', stop);
		this.cleanups.push(() => run.removeEventListener('abort', stop));
	}

	/** Aborts when the try is to end. */
	get signal(): AbortSignal {
		return this.controller.signal;
	}

	/** Why the signal aborted; not set while it has not. */
	get failure(): InterruptedFailure | StoppedFailure | undefined {
		return this.reason;
	}

	/** Milliseconds until the call's time is up. */
	get timeLeft(): number {
		return Math.min(this.limits.timeout, this.deadline - this.clock.now());
	}

	/** Milliseconds since the call's first request. */
	get timeTaken(): number {
		return this.limits.timeout - this.timeLeft;
	}

	/** Milliseconds of silence that are allowed now. */
	get longestSilence(): number {
		return Math.min(this.limits.idleTimeout, this.timeLeft);
	}

	/** A request is about to be sent. The call's time starts with the first one, the limit on silence with each. */
	tryStarted(): void {
		if (this.deadline === Infinity) {
			const { timeout } = this.limits;
			this.deadline = this.clock.now() + timeout;
			this.cleanups.push(
				this.clock.after(timeout, () =>
					this.end({ kind: 'interrupted', cause: 'timeUp', limit: timeout }),
				),
			);
		}
		this.received();
		this.checkSilence();
	}

	/** Something arrived. Cheap, because it is called for every chunk: the timer is only moved when it fires. */
	received(): void {
		this.lastArrival = this.clock.now();
	}

	/** A part of the result arrived. Cheap as well. */
	begunWell(): void {
		if (!this.hasBegun) this.onBegun();
		this.hasBegun = true;
	}

	/** From now on the try may be silent: what it still reads has a limit of its own. */
	ignoreSilence(): void {
		this.cancelSilence?.();
		this.cancelSilence = undefined;
	}

	/** The try is over; silence does not count until the next one starts. */
	tryEnded(): void {
		this.ignoreSilence();
	}

	/** The call is over. */
	close(): void {
		this.ignoreSilence();
		for (const cleanup of this.cleanups) cleanup();
	}

	private checkSilence(): void {
		const { idleTimeout } = this.limits;
		const silence = this.clock.now() - this.lastArrival;
		if (silence >= idleTimeout) {
			return this.end({ kind: 'interrupted', cause: 'silence', limit: idleTimeout });
		}
		this.cancelSilence = this.clock.after(idleTimeout - silence, () => this.checkSilence());
	}

	private end(reason: InterruptedFailure | StoppedFailure): void {
		if (this.reason) return;
		this.reason = reason;
		this.controller.abort();
	}
}
