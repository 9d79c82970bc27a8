import type { IExecuteFunctions } from 'n8n-workflow';
import type { Outcome } from '../api/call';
import type { Charged } from '../api/charge';
import { isDown } from '../api/retryPolicy';
import { Futility } from '../batch/futility';
import { Gate, type Entrance } from '../batch/gate';
import { Ramp } from '../batch/ramp';
import type { Clock } from '../common/clock';
import type { Failure } from '../common/failure';
import { readFutileRuns, writeFutileRuns } from '../kept/futileRuns';

/** What limits a run. */
export interface RunLimits {
	/** Items in flight at the same time. */
	readonly concurrency: number;
	/** Requests that may start in any minute; 0 for no limit. */
	readonly requestsPerMinute: number;
	/** Whether nothing that the run does costs credits. */
	readonly isFree: boolean;
}

/** How an item ended. */
export interface ItemEnd {
	readonly isWhole: boolean;
	readonly calls: readonly Outcome[];
	/** Over all of its calls. */
	readonly charged: Charged;
	readonly failure: Failure | undefined;
}

/** The turn of one item. */
export interface ItemTurn {
	readonly gate: Entrance<Failure>;
	readonly end: (how: ItemEnd) => void;
}

/** The turns of a run's items: how many are in flight, and when there is no point in another. */
export class Turns {
	private readonly gate: Gate<Failure>;
	private readonly ramp: Ramp;
	private readonly futility: Futility;
	/** The failure of the last item that was paid for in vain. */
	private reason: Failure | undefined;

	constructor(
		private readonly context: IExecuteFunctions,
		clock: Clock,
		{ concurrency, requestsPerMinute, isFree }: RunLimits,
	) {
		this.ramp = new Ramp(clock, concurrency, isFree);
		this.gate = new Gate(clock, requestsPerMinute, this.ramp);
		const before = readFutileRuns(context);
		this.futility = new Futility(clock, before);
		this.reason = before?.reason;
		if (this.reason && this.futility.isOver) this.gate.shut(this.reason);
	}

	/** The most items that were in flight at the same time. */
	get peak(): number {
		return this.ramp.peak;
	}

	next(): ItemTurn {
		let place: number | undefined;
		const turn = this.gate.turn(() => (place = this.futility.sent()));
		return {
			gate: turn,
			end: ({ isWhole, calls, charged, failure }) => {
				const gaveResult = calls.some(hasResult);
				const isInVain = !gaveResult && charged !== 'no';
				const foundDown = failure !== undefined && isDown(failure);
				const end = { gaveResult, mayHaveCost: charged !== 'no', foundDown };
				const isFutile = this.futility.ended(place, end, this.gate.lastAnswer);
				if (isInVain && place !== undefined) this.reason = failure;
				if (isFutile && failure) this.gate.shut(failure);
				turn.end({ isWhole, isInVain });
			},
		};
	}

	/** Nothing else is sent. */
	stop(): void {
		this.gate.shut({ kind: 'stopped' });
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
