import pMap from 'p-map';

/** The results in the order of the items, whatever finished first. */
export interface Batch<Result> {
	results: Result[];
	/** The result that stopped the run, if one did, and the index of its item. */
	stoppedBy?: { index: number; result: Result };
}

export interface BatchOptions<Result> {
	/** Items worked on at the same time. */
	concurrency: number;
	/** Aborts when the whole run is to stop. */
	signal?: AbortSignal;
	/** Whether nothing further is wanted after this result. */
	stopsAfter: (result: Result) => boolean;
}

/**
 * Works on `count` items, some at a time. Every item gets its turn and its result; after a stop, the turn comes
 * with an aborted signal, and it is the work's to return at once.
 *
 * @param work must not reject: a failure is a result like any other
 */
export async function runBatch<Result>(
	count: number,
	work: (index: number, signal: AbortSignal) => Promise<Result>,
	{ concurrency, signal, stopsAfter }: BatchOptions<Result>,
): Promise<Batch<Result>> {
	const run = new AbortController();
	const stop = () => run.abort();
	if (signal?.aborted) stop();
	signal?.addEventListener('abort', stop, { once: true });
	let stoppedBy: Batch<Result>['stoppedBy'];
	try {
		const results = await pMap(
			Array(count).keys(),
			async (index) => {
				// A signal for each: Node takes more than ten listeners on one for a leak, and says so in n8n's log.
				const result = await work(index, AbortSignal.any([run.signal]));
				if (!run.signal.aborted && stopsAfter(result)) {
					stoppedBy = { index, result };
					stop();
				}
				return result;
			},
			{ concurrency },
		);
		return { results, stoppedBy };
	} finally {
		signal?.removeEventListener('abort', stop);
	}
}
