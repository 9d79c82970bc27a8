import type { Clock } from '../common/clock';

/** Items in a row that may have cost something and gave nothing, after which no other is worth its price. */
const VAIN_LIMIT = 2;
/** The same once something has come of an item. */
const VAIN_LIMIT_AFTER_RESULT = 5;
/** Items in a row for which the server was down, after which no other is worth its time. */
const DOWN_LIMIT = 3;
/** Milliseconds for which a server that has answered may be down. */
const DOWN_TIME = 60_000;

/** What one run leaves to the next one. */
export interface FutileCount {
	/** Whether there was a result. */
	readonly hadResult: boolean;
	/** How many items in a row, up to the last one, may have cost something and gave nothing. */
	readonly inVain: number;
	/** For how many items in a row, up to the last one, the server was down. */
	readonly down: number;
}

/** How an item ended. */
export interface ItemEnd {
	readonly gaveResult: boolean;
	/** Whether it may have cost something and gave nothing. */
	readonly isInVain: boolean;
	/** Whether the server was out of reach, or not in a state to do anything. */
	readonly foundDown: boolean;
}

type State = 'underWay' | 'result' | 'inVain' | 'leftOut';

/** Counts, in the order in which items were first sent, those of which nothing came. It ends a run that leads nowhere. */
export class Futility {
	private readonly states: State[];
	private hadResult: boolean;
	private down: number;
	private lastDown = -Infinity;

	/** @param before what an earlier run has left */
	constructor(
		private readonly clock: Clock,
		before: FutileCount = { hadResult: false, inVain: 0, down: 0 },
	) {
		this.states = Array<State>(before.inVain).fill('inVain');
		({ hadResult: this.hadResult, down: this.down } = before);
	}

	/** The next item is sent for the first time. Returns its place in the order. */
	sent(): number {
		return this.states.push('underWay') - 1;
	}

	/**
	 * Notes how an item ended.
	 *
	 * @param place not set where nothing was sent for it
	 * @param lastAnswer when the server last answered anything
	 * @returns whether to send no other
	 */
	ended(place: number | undefined, end: ItemEnd, lastAnswer: number | undefined): boolean {
		if (end.gaveResult) this.hadResult = true;
		if (place === undefined) return false;
		this.states[place] = end.gaveResult ? 'result' : end.isInVain ? 'inVain' : 'leftOut';
		let last = place;
		while (this.states[last] === 'inVain' || this.states[last] === 'leftOut') last++;
		const isVain = this.inVainUpTo(last) >= this.vainLimit;
		return isVain || (end.foundDown && this.isDown(lastAnswer));
	}

	/** Whether enough items in a row, up to the last one, were in vain. */
	get isOver(): boolean {
		return this.inVainUpTo(this.states.length) >= this.vainLimit;
	}

	/** What to leave to the next run. */
	get count(): FutileCount {
		const { hadResult, down } = this;
		return { hadResult, inVain: this.inVainUpTo(this.states.length), down };
	}

	private get vainLimit(): number {
		return this.hadResult ? VAIN_LIMIT_AFTER_RESULT : VAIN_LIMIT;
	}

	/** How many in a row were in vain before this place. It stops counting when there are enough. */
	private inVainUpTo(end: number): number {
		let count = 0;
		for (let place = end - 1; place >= 0 && count < VAIN_LIMIT_AFTER_RESULT; place--) {
			const state = this.states[place];
			if (state === 'inVain') count++;
			else if (state !== 'leftOut') break;
		}
		return count;
	}

	private isDown(lastAnswer: number | undefined): boolean {
		const now = this.clock.now();
		if (lastAnswer !== undefined && lastAnswer > this.lastDown) this.down = 0;
		this.lastDown = now;
		this.down++;
		const isPatient = lastAnswer !== undefined && now - lastAnswer < DOWN_TIME;
		return this.down >= DOWN_LIMIT && !isPatient;
	}
}
