import type { BenchServer } from '../server';
import type { Pairs } from '../series';

/** What a row may use. What costs time to start is started when the first row asks for it. */
export interface Bench {
	server: BenchServer;
	/** The short form, for every push: fewer and smaller samples, and bounds that only a real slip crosses. */
	quick: boolean;
}

/** One line of the table. */
export interface Line {
	measure: string;
	/** What the node is compared with. */
	against: string;
	/** The numbers of both, in `unit`. */
	pairs: Pairs;
	unit: Unit;
	/** `ratio` is ours by theirs, `difference` ours less theirs. */
	compare: 'ratio' | 'difference';
	/** What the median of what the pairs say is to be; not set where there is nothing to reach. */
	goal?: Goal;
	/** The bound of the short form. */
	quickBound?: number;
}

/** What a result is held against. */
export type Goal = { atMost: number } | { below: number };

/** A number with its unit, for people. */
export type Unit = (value: number) => string;

/** A row of the benchmark: one measurement, one or several lines. */
export interface Row {
	/** For `--only`. */
	name: string;
	/** Whether it belongs to the short form as well. */
	inQuick?: boolean;
	run(bench: Bench): Promise<Line[]>;
}
