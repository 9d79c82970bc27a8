import { performance } from 'node:perf_hooks';

/** A sliding window over the requests let through. */
export class RateLimit {
	private admitted: number[] = [];

	/**
	 * @param limit requests per window; 0 lets everything through
	 * @param window length in milliseconds
	 */
	constructor(
		private readonly limit: number,
		private readonly window: number,
		private readonly now: () => number = () => performance.now(),
	) {}

	/**
	 * Lets a request through (undefined) or says after how many whole seconds it may come again.
	 * A refused request does not count against the limit.
	 */
	admit(): number | undefined {
		if (this.limit <= 0) return undefined;
		const now = this.now();
		const firstInside = this.admitted.findIndex((time) => time > now - this.window);
		this.admitted = firstInside === -1 ? [] : this.admitted.slice(firstInside);
		const oldest = this.admitted[0];
		if (oldest === undefined || this.admitted.length < this.limit) {
			this.admitted.push(now);
			return undefined;
		}
		return Math.max(1, Math.ceil((oldest + this.window - now) / 1000));
	}
}
