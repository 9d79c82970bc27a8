/** Limits how many requests are admitted within a sliding window of time. */
export class RateLimit {
	private admitted: number[] = [];

	/**
	 * @param limit requests per window; 0 admits all
	 * @param window length in milliseconds
	 */
	constructor(
		private readonly limit: number,
		private readonly window: number,
	) {}

	/**
	 * Admits a request (undefined), or returns the whole seconds after which to try again.
	 * A refused request does not count against the limit.
	 */
	admit(): number | undefined {
		if (this.limit <= 0) return undefined;
		const now = performance.now();
		this.admitted = this.admitted.filter((time) => time > now - this.window);
		const [oldest] = this.admitted;
		if (oldest === undefined || this.admitted.length < this.limit) {
			this.admitted.push(now);
			return undefined;
		}
		return Math.max(1, Math.ceil((oldest + this.window - now) / 1000));
	}
}
