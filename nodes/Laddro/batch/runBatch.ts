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
	/** Whether the run stops after this result. */
	stopsAfter: (result: Result) => boolean;
}

/**
 * Works on `count` items, some at a time. When a result stops the run, the work that has begun goes on to its end. The
 * work is called for every item, also after that: then its signal has aborted, and it is expected to return at once.
 *
 * @throws what the work throws; the signal of all other items has aborted then
 */
export async function runBatch<Result>(
	count: number,
	work: (index: number, signal: AbortSignal) => Promise<Result>,
	{ concurrency, signal, stopsAfter }: BatchOptions<Result>,
): Promise<Batch<Result>> {
	const run = new AbortController();
	const abort = () => run.abort();
	if (signal?.aborted) abort();
	signal?.addEventListener('abort', abort);
	let stoppedBy: Batch<Result>['stoppedBy'];
	try {
		const results = await pMap(
			Array(count).keys(),
			async (index) => {
				// Each has its own signal: Node reports more than ten listeners on one as a leak in n8n's log.
				const itemSignal = stoppedBy ? AbortSignal.abort() : AbortSignal.any([run.signal]);
				const result = await work(index, itemSignal);
				if (!itemSignal.aborted && !stoppedBy && stopsAfter(result)) stoppedBy = { index, result };
				return result;
			},
			{ concurrency },
		);
		return { results, stoppedBy };
	} finally {
		// When the work on one item throws, the others must not go on: each open stream is paid for.
		abort();
		signal?.removeEventListener('abort', abort);
	}
}
