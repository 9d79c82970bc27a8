import type { InterruptedFailure, StoppedFailure } from '../../../nodes/Laddro/common/failure';
import type { TryTimer } from '../../../nodes/Laddro/transport/tryTimer';

/** The time limits of one try, which end it when the test says so. */
export class FakeTimer implements TryTimer {
	private readonly controller = new AbortController();
	failure: InterruptedFailure | StoppedFailure | undefined;
	/** How often something arrived. */
	arrivals = 0;
	allowsSilence = false;

	constructor(readonly longestSilence = 1000) {}

	get signal(): AbortSignal {
		return this.controller.signal;
	}

	received(): void {
		this.arrivals++;
	}

	ignoreSilence(): void {
		this.allowsSilence = true;
	}

	/** Ends the try. */
	end(failure: InterruptedFailure | StoppedFailure): void {
		this.failure = failure;
		this.controller.abort();
	}
}
