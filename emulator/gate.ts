/** A gate where streams wait until somebody opens it; it closes again at once. */
export class Gate {
	private waiting: Array<() => void> = [];

	/** Resolves at the next `open()`, or when the signal is aborted. */
	async pass(signal: AbortSignal): Promise<void> {
		if (signal.aborted) return;
		await new Promise<void>((resolve) => {
			this.waiting.push(resolve);
			signal.addEventListener('abort', () => resolve(), { once: true });
		});
	}

	/** Lets everybody through who waits now. */
	open(): void {
		this.waiting.splice(0).forEach((resolve) => resolve());
	}
}
