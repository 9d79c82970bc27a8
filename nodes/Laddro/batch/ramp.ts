import type { Clock } from '../common/clock';

/** Items in flight once one has begun well, or while one says nothing. */
const FEW = 10;

/** Milliseconds for which an item that says nothing keeps others from starting. */
const PATIENCE = 3000;

/** One item on its way: in flight from a start to its end, but for its waits between tries. */
export class Flight {
	isInFlight = false;
	hasBegun = false;
	/** Whether it has said nothing for so long that others need not wait for it. */
	isQuiet = false;
	/** How often it was refused. */
	refusals = 0;
	/** The number of its last start in the run, 0 before the first. */
	start = 0;
	cancelWatch: (() => void) | undefined;

	constructor(readonly onFirstStart?: () => void) {}
}

/** How an item ended. */
export interface FlightEnd {
	/** Whether all that was asked for has come. */
	readonly isWhole: boolean;
	/** Whether it may have cost something and gave nothing. */
	readonly isInVain: boolean;
}

/**
 * How many items may be in flight at the same time. Where they cost something, a run begins with one, so that a mistake
 * is paid for once or twice and not for all that start together, and grows as soon as items begin well. When the server
 * refuses, it goes on with half as many, and adds one for each that comes out whole.
 */
export class Ramp {
	/** The most items that were in flight at the same time. */
	peak = 0;
	private limit: number;
	private readonly few: number;
	/** Whether nothing has been refused yet, so that the limit may still multiply. */
	private isClimbing: boolean;
	private inFlight = 0;
	private quiet = 0;
	private begun = 0;
	private starts = 0;
	private hadNothing = false;
	/** The number of the last start before the limit was halved: what it brings belongs to the same refusal. */
	private lastBeforeCut = 0;
	/** After a refusal one item goes alone, and shows whether the server takes more. */
	private probe: Flight | 'awaited' | undefined;

	/**
	 * @param most items in flight at any time
	 * @param isFree whether items cost nothing, so that all may start at once
	 * @param onPatienceOver is called when others may start because an item has said nothing for long
	 */
	constructor(
		private readonly clock: Clock,
		private readonly most: number,
		isFree: boolean,
		private readonly onPatienceOver: () => void,
	) {
		this.limit = isFree ? most : 1;
		this.few = Math.min(FEW, most);
		this.isClimbing = !isFree;
	}

	/** Whether one more item may start. */
	hasRoom(): boolean {
		const isAlone = this.probe !== undefined && this.probe !== 'awaited';
		const mayWiden = this.isClimbing && this.quiet > 0 && !(this.hadNothing && this.begun === 0);
		return !isAlone && this.inFlight < Math.max(this.limit, mayWiden ? this.few : 0);
	}

	started(flight: Flight): void {
		if (!flight.isInFlight) {
			flight.isInFlight = true;
			this.peak = Math.max(this.peak, ++this.inFlight);
			if (this.probe === 'awaited') this.probe = flight;
		}
		if (flight.start === 0) flight.onFirstStart?.();
		flight.start = ++this.starts;
		if (this.probe !== flight && !(this.isClimbing && this.limit < this.few)) return;
		flight.cancelWatch = this.clock.after(PATIENCE, () => {
			this.stopWatching(flight);
			flight.isQuiet = true;
			this.quiet++;
			this.onPatienceOver();
		});
	}

	/** The first section, or a whole file, has come. */
	begunWell(flight: Flight): void {
		this.stopWatching(flight);
		if (flight.hasBegun) return;
		flight.hasBegun = true;
		this.begun++;
		if (!this.isClimbing) return;
		this.limit = Math.max(this.limit, this.few);
		while (this.limit < this.most && this.begun * 2 >= this.limit) this.limit *= 2;
		this.limit = Math.min(this.limit, this.most);
	}

	/** The server has too much to do. */
	refused(flight: Flight): void {
		this.stopWatching(flight);
		flight.refusals++;
		if (flight.start <= this.lastBeforeCut) return;
		this.lastBeforeCut = this.starts;
		this.limit = Math.max(1, Math.floor(this.inFlight / 2));
		this.isClimbing = false;
		this.probe = 'awaited';
	}

	/** A try has failed. Where it is tried again, it is not in flight meanwhile. */
	failed(flight: Flight, isTriedAgain: boolean): void {
		this.stopWatching(flight);
		if (isTriedAgain) this.land(flight);
	}

	ended(flight: Flight, { isWhole, isInVain }: FlightEnd): void {
		if (flight.start === 0) return;
		this.stopWatching(flight);
		this.land(flight);
		if (isInVain) this.hadNothing = true;
		if (!isWhole) return;
		this.begunWell(flight);
		if (this.isClimbing) this.limit = this.most;
		else if (this.probe === undefined) this.limit = Math.min(this.most, this.limit + 1);
	}

	private stopWatching(flight: Flight): void {
		flight.cancelWatch?.();
		flight.cancelWatch = undefined;
		if (flight.isQuiet) this.quiet--;
		flight.isQuiet = false;
		if (this.probe === flight) this.probe = undefined;
	}

	private land(flight: Flight): void {
		if (flight.isInFlight) this.inFlight--;
		flight.isInFlight = false;
	}
}
