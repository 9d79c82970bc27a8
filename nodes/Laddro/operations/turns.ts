import type { IExecuteFunctions } from 'n8n-workflow';
import type { Outcome } from '../api/call';
import type { Charged } from '../api/charge';
import { isDown } from '../api/retryPolicy';
import { Futility } from '../batch/futility';
import { Gate, type Entrance } from '../batch/gate';
import type { Clock } from '../common/clock';
import type { Failure } from '../common/failure';
import { readFutileRuns, writeFutileRuns } from '../kept/futileRuns';

/** How an item ended. */
interface ItemEnd {
	readonly calls: readonly Outcome[];
	/** Over all of its calls. */
	readonly charged: Charged;
	/** Not set when it is whole. */
	readonly failure: Failure | undefined;
}

/** The turns of a run's items: how many are in flight, and when there is no point in another. */
export class Turns {
	private readonly futility: Futility;
	/** The failure of the last item that was paid for in vain. */
	private reason: Failure | undefined;

	/** @param gate which items have to pass */
	constructor(
		private readonly context: IExecuteFunctions,
		clock: Clock,
		private readonly gate: Gate<Failure>,
	) {
		const before = readFutileRuns(context);
		this.futility = new Futility(clock, before);
		this.reason = before?.reason;
		if (this.reason && this.futility.isOver) gate.shut(this.reason);
	}

	/** The next item's turn, and what to call when it is over. */
	next(): { readonly gate: Entrance<Failure>; readonly end: (how: ItemEnd) => void } {
		let place: number | undefined;
		const turn = this.gate.turn(() => (place = this.futility.sent()));
		return {
			gate: turn,
			end: ({ calls, charged, failure }) => {
				const gaveResult = calls.some(hasResult);
				const isInVain = !gaveResult && charged !== 'no';
				const foundDown = failure !== undefined && isDown(failure);
				const end = { gaveResult, isInVain, foundDown };
				const isFutile = this.futility.ended(place, end, this.gate.lastAnswer);
				if (isInVain) this.reason = failure;
				if (isFutile && failure) this.gate.shut(failure);
				turn.end({ isWhole: !failure, isInVain });
			},
		};
	}

	/** Leaves what the other runs of the execution have to know. */
	save(): void {
		const { reason } = this;
		writeFutileRuns(this.context, { ...this.futility.count, ...(reason && { reason }) });
	}
}

/** Whether the call brought a section or a file. */
function hasResult({ value, isEmpty }: Outcome): boolean {
	return value !== undefined && isEmpty !== true;
}
