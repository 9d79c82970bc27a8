import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../nodes/Laddro/common/clock';

interface Timer {
	readonly due: number;
	readonly callback: () => void;
}

/** Waits until every promise has settled that does not depend on a timer or the network. */
export async function settle(): Promise<void> {
	await nextTurn();
	await nextTurn();
}

/** A clock whose time passes only when a test says so. */
export class FakeClock implements Clock {
	private time = 0;
	private timers: Timer[] = [];

	/** How many timers are set that have neither fired nor been cancelled. */
	get pending(): number {
		return this.timers.length;
	}

	/** Milliseconds until the next timer; `undefined` when there is none. */
	get nextIn(): number | undefined {
		return this.timers.length === 0
			? undefined
			: Math.min(...this.timers.map(({ due }) => due)) - this.time;
	}

	now(): number {
		return this.time;
	}

	after(delay: number, callback: () => void): () => void {
		const timer = { due: this.time + Math.max(0, delay), callback };
		this.timers.push(timer);
		return () => this.drop(timer);
	}

	/** Lets time pass. Every timer fires at its own time, and everything settles after each. */
	async advance(milliseconds: number): Promise<void> {
		const until = this.time + milliseconds;
		await settle();
		for (let next = this.next(until); next; next = this.next(until)) {
			this.time = Math.max(this.time, next.due);
			this.drop(next);
			next.callback();
			await settle();
		}
		this.time = until;
	}

	private next(until: number): Timer | undefined {
		const due = this.timers.filter((timer) => timer.due <= until);
		// Sorting is stable: of two timers that are due together, the one that was set first fires first.
		return due.sort((one, other) => one.due - other.due)[0];
	}

	private drop(timer: Timer): void {
		this.timers = this.timers.filter((other) => other !== timer);
	}
}
