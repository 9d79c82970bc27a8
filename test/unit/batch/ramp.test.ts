import { FakeClock } from '../fakeClock';
import { eightAtATime, finish, scenarios, simulate, startRun, type Server } from './simulation';

/** When each item was first asked for. */
const firstTimes = (requests: ReadonlyArray<{ item: number; at: number }>) =>
	requests.map(({ at }) => at);

describe('A run that costs something', () => {
	it('begins with one item, goes on with ten once it has begun well, and then with twice as many', async () => {
		const { requests } = await simulate(() => ({ first: 1000, end: 60_000 }), {
			rows: 60,
			most: 100,
		});
		const starts = firstTimes(requests);
		expect(starts.filter((at) => at === 0)).toHaveLength(1);
		expect(starts.filter((at) => at === 1000)).toHaveLength(9);
		// With ten that have begun well there may be forty.
		expect(starts.filter((at) => at === 2000)).toHaveLength(30);
		expect(starts.filter((at) => at === 3000)).toHaveLength(20);
	});

	it('doubles only when half of the number have begun well', async () => {
		const server: Server = ({ item }) => ({ first: item < 4 ? 1000 : 20_000, end: 60_000 });
		const { requests } = await simulate(server, { rows: 40 });
		expect(firstTimes(requests).filter((at) => at < 20_000)).toHaveLength(10);
	});

	it('has as many as it may as soon as one is whole', async () => {
		const { requests } = await simulate(() => ({ end: 2000 }), { rows: 40 });
		expect(firstTimes(requests)).toEqual([0, ...Array<number>(39).fill(2000)]);
	});

	it('never has more than it may', async () => {
		for (const most of [1, 7, 15]) {
			const { peak } = await simulate(() => ({ first: 10, end: 5000 }), { rows: 40, most });
			expect(peak).toBe(most);
		}
	});

	it('goes on one by one while items fail before anything has come', async () => {
		const { peak, requests } = await simulate(() => ({ end: 1000, isInVain: true }), { rows: 5 });
		expect(peak).toBe(1);
		expect(firstTimes(requests)).toEqual([0, 1000, 2000, 3000, 4000]);
	});

	it('has ten at a time while one says nothing for three seconds', async () => {
		const { requests } = await simulate(() => ({ end: 20_000 }), { rows: 20 });
		expect(firstTimes(requests).slice(0, 11)).toEqual([0, ...Array<number>(9).fill(3000), 20_000]);
	});

	it('adds none to them once one has ended in vain and none has begun well', async () => {
		const server: Server = ({ item }) => ({ end: item === 0 ? 5000 : 20_000, isInVain: true });
		const { requests } = await simulate(server, { rows: 12 });
		expect(firstTimes(requests)).toEqual([0, ...Array<number>(9).fill(3000), 23_000, 43_000]);
	});
});

it('A run that costs nothing begins with as many items as it may have.', async () => {
	const { requests } = await simulate(() => ({ end: 1000 }), { rows: 30, most: 20, isFree: true });
	expect(firstTimes(requests).filter((at) => at === 0)).toHaveLength(20);
});

describe('A refusal', () => {
	it.each([
		['to wait, for all,', true],
		['to wait, for one item,', false],
	])('%s comes seldom, however many items there are', async (_, all) => {
		const { requests, done } = await simulate(eightAtATime(1000, all), { rows: 40 });
		expect(done).toHaveLength(40);
		expect(requests.filter(({ refused }) => refused).length).toBeLessThanOrEqual(18);
	});

	it('is followed by one item alone, and then by half as many and one more for each that is whole', async () => {
		const refused = { wait: 4000, all: true };
		const server: Server = ({ item, at }) =>
			at < 100 && item > 0
				? { end: 100, refused }
				: { first: 500, end: item === 0 ? 3000 : 10_000 };
		const clock = new FakeClock();
		const { requests } = startRun(clock, server, { rows: 30, isFree: true, most: 8 });
		await finish(clock);
		const after = requests.filter(({ at }) => at > 0).map(({ item, at }) => [item, at]);
		// The refused ones go first. Item 0 was whole before the one that went alone.
		expect(after.slice(0, 4)).toEqual([
			[1, 4100],
			[2, 4600],
			[3, 4600],
			[4, 4600],
		]);
		expect(after[4]?.[1]).toBe(14_100);
	});

	it('of many that started together counts once', async () => {
		const server: Server = ({ at }) =>
			at === 0 ? { end: 100, refused: { wait: 1000, all: true } } : { first: 10, end: 50_000 };
		const clock = new FakeClock();
		const record = startRun(clock, server, { rows: 16, isFree: true, most: 16 });
		await clock.advance(2000);
		expect(record.requests).toHaveLength(16 + 8);
	});

	it('of one after another lets the most often refused go first', async () => {
		const tries = new Map<number, number>();
		const server: Server = ({ item }) => {
			tries.set(item, (tries.get(item) ?? 0) + 1);
			const isRefused = tries.get(item)! <= (item === 2 ? 2 : 1);
			return isRefused ? { end: 5, refused: { wait: 1000, all: true } } : { end: 10 };
		};
		const { requests } = await simulate(server, { rows: 4, most: 3, isFree: true });
		expect(requests.map(({ item }) => item)).toEqual([0, 1, 2, 0, 1, 2, 2, 3, 3]);
	});
});

describe('The time that a batch takes', () => {
	it.each(scenarios)('is near the least for $what', async ({ server, batch, least, atMost }) => {
		const { took, finished } = await simulate(server, batch);
		expect(finished).toBe(true);
		expect(took).toBeLessThanOrEqual(atMost * least * 1000);
	});

	it.each([2000, 3000])(
		'is fair for five runs with one key that start together, where the server asks to wait %d ms',
		async (wait) => {
			const clock = new FakeClock();
			const starts: number[] = [];
			let drawn = 0;
			// Takes twenty in three seconds.
			const server: Server = ({ at }) => {
				if (starts.filter((start) => start > at - 3000).length >= 20) {
					drawn = (drawn + 0.618) % 1;
					return { end: 20, refused: { wait: wait * (1 + drawn / 4), all: true } };
				}
				starts.push(at);
				return { first: 300, end: 3000 };
			};
			const runs = Array.from({ length: 5 }, () => startRun(clock, server, { rows: 30 }));
			await finish(clock);
			const least = (150 / 20) * 3000;
			for (const { done, took } of runs) {
				expect(done).toHaveLength(30);
				expect(took).toBeLessThanOrEqual(2.5 * least);
			}
		},
	);
});
