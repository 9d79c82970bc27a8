/** The middle one, or the mean of the two middle ones. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length / 2;
	const upper = sorted[Math.floor(middle)] ?? NaN;
	return Number.isInteger(middle) ? ((sorted[middle - 1] ?? NaN) + upper) / 2 : upper;
}

/** Two things measured in turn: the numbers of a pair were taken one right after the other. */
export interface Pairs {
	ours: number[];
	against: number[];
}

/** Takes `count` pairs, A B A B …, after one pair that is thrown away because everything is cold in it. */
export async function inTurn(
	count: number,
	ours: () => Promise<number>,
	against: () => Promise<number>,
): Promise<Pairs> {
	const pairs: Pairs = { ours: [], against: [] };
	for (let round = 0; round <= count; round++) {
		const pair = [await ours(), await against()] as const;
		if (round === 0) continue;
		pairs.ours.push(pair[0]);
		pairs.against.push(pair[1]);
	}
	return pairs;
}

/** What each pair says, so that a slow spell of the machine, which hits both of a pair, is not seen in it. */
export function eachPair(
	{ ours, against }: Pairs,
	compare: (ours: number, against: number) => number,
): number[] {
	return ours.map((value, index) => compare(value, against[index] ?? NaN));
}
