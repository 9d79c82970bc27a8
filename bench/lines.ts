/** How numbers are written, by the name of their unit. Times come in milliseconds, memory in bytes. */
export const units = {
	ms: (value: number) => `${value.toFixed(1)} ms`,
	fineMs: (value: number) => `${value.toFixed(2)} ms`,
	s: (value: number) => `${(value / 1000).toFixed(2)} s`,
	msPerMB: (value: number) => `${value.toFixed(2)} ms/MB`,
	msPerItem: (value: number) => `${value.toFixed(2)} ms/item`,
	MB: (value: number) => `${(value / 1e6).toFixed(1)} MB`,
	count: (value: number) => value.toLocaleString('en'),
};

/** A measured line of the table: numbers with the same index were taken one right after the other. */
export interface Line {
	measure: string;
	/** What ours is compared with, if with anything. */
	against?: string;
	unit: keyof typeof units;
	/** How: ours by theirs, or ours less theirs. */
	compare?: 'ratio' | 'difference';
	/** What the median of the results is to be, in `unit` unless it is a ratio. */
	goal?: { atMost: number } | { below: number };
	/** What the median must not exceed, else the benchmark fails. */
	bound?: number;
	ours: number[];
	theirs: number[];
}

/** How a cost grows, without goals. */
export interface GrowthTable {
	title: string;
	heading: string[];
	rows: string[][];
}

/** The middle value, or the mean of the two middle ones. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((one, other) => one - other);
	const middle = (sorted.length - 1) / 2;
	return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}

/** What each pair says, so that a slow spell of the machine, which hits both of a pair, is not seen in it. */
export function resultsOf({ ours, theirs, compare }: Line): number[] {
	return ours.map((our, index) => {
		const their = theirs[index] ?? NaN;
		return compare === 'ratio' ? our / their : compare === 'difference' ? our - their : our;
	});
}
