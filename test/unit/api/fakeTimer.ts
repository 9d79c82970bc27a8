import { CallTimer } from '../../../nodes/Laddro/api/callTimer';
import type { InterruptedFailure, StoppedFailure } from '../../../nodes/Laddro/common/failure';
import { FakeClock } from '../fakeClock';

/** The time limits of one try, which end it when the test says so. */
export class FakeTimer extends CallTimer {
	private readonly ended = new AbortController();
	private ending: InterruptedFailure | StoppedFailure | undefined;
	/** How often something arrived. */
	arrivals = 0;
	allowsSilence = false;

	constructor(silence = 1000) {
		const limits = { idleTimeout: silence, timeout: silence };
		super(new FakeClock(), limits, new AbortController().signal);
	}

	override get signal(): AbortSignal {
		return this.ended.signal;
	}

	override get failure(): InterruptedFailure | StoppedFailure | undefined {
		return this.ending;
	}

	override received(): void {
		this.arrivals++;
	}

	override ignoreSilence(): void {
		this.allowsSilence = true;
	}

	/** Ends the try. */
	endWith(failure: InterruptedFailure | StoppedFailure): void {
		this.ending = failure;
		this.ended.abort();
	}
}
