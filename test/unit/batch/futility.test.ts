import { Futility, type ItemEnd } from '../../../nodes/Laddro/batch/futility';
import { FakeClock } from '../fakeClock';

const ends: Readonly<Record<string, ItemEnd>> = {
	/** Gave something. */
	g: { gaveResult: true, isInVain: false, foundDown: false },
	/** In vain. */
	v: { gaveResult: false, isInVain: true, foundDown: false },
	/** Failed without a cost. */
	f: { gaveResult: false, isInVain: false, foundDown: false },
	/** Found the server down. */
	d: { gaveResult: false, isInVain: false, foundDown: true },
};

/** Items that are sent and end one after the other. Returns how many have ended when nothing more is sent. */
function endedBy(items: string, futility = new Futility(new FakeClock())): number | undefined {
	const index = [...items].findIndex((end) => futility.ended(futility.sent(), ends[end]!, 0));
	return index < 0 ? undefined : index + 1;
}

describe('A run in which items give nothing for their price', () => {
	it.each([
		['vv', 2],
		['vfv', 3],
		['fvffv', 5],
		['gvvvvv', 6],
		['vgvvvvv', 7],
		['vfgvvfvvv', 9],
	])('is over after %s', (items, count) => {
		expect(endedBy(`${items}v`)).toBe(count);
	});

	it.each(['v', 'vgv', 'gvvvvgvvvv', 'ffffff', 'gvvgvvgvvgvvgvv'])('goes on after %s', (items) => {
		expect(endedBy(items)).toBeUndefined();
	});

	it('goes on while an item between two of them is under way or gave something', () => {
		for (const [end, isOver] of [
			['g', false],
			['f', true],
		] as const) {
			const futility = new Futility(new FakeClock());
			const [first, between, last] = [futility.sent(), futility.sent(), futility.sent()];
			expect(futility.ended(last, ends.v!, 0)).toBe(false);
			expect(futility.ended(first, ends.v!, 0)).toBe(false);
			expect(futility.ended(between, ends[end]!, 0)).toBe(isOver);
		}
	});

	it('takes what was not sent for a result, but does not count anew after it', () => {
		const futility = new Futility(new FakeClock());
		expect(endedBy('v', futility)).toBeUndefined();
		expect(futility.ended(undefined, ends.g!, 0)).toBe(false);
		expect(endedBy('vvvv', futility)).toBe(4);
	});

	it('goes on from where the run before it ended', () => {
		const clock = new FakeClock();
		const first = new Futility(clock);
		endedBy('v', first);
		expect(first.count).toEqual({ hadResult: false, inVain: 1, down: 0 });
		const second = new Futility(clock, first.count);
		expect(second.isOver).toBe(false);
		expect(endedBy('v', second)).toBe(1);
		expect(new Futility(clock, second.count).isOver).toBe(true);
		expect(new Futility(clock, { ...second.count, hadResult: true }).isOver).toBe(false);
	});
});

describe('A server that is down', () => {
	it('ends a run without any answer after three items', () => {
		const futility = new Futility(new FakeClock());
		const down = () => futility.ended(futility.sent(), ends.d!, undefined);
		expect([down(), down(), down()]).toEqual([false, false, true]);
	});

	it('ends a run that had an answer a minute after the last one', async () => {
		const clock = new FakeClock();
		const futility = new Futility(clock);
		const down = () => futility.ended(futility.sent(), ends.d!, 0);
		await clock.advance(10);
		expect([down(), down(), down(), down()]).toEqual([false, false, false, false]);
		await clock.advance(59_989);
		expect(down()).toBe(false);
		await clock.advance(1);
		expect(down()).toBe(true);
	});

	it('is counted anew after each answer, and goes on being counted in the next run', async () => {
		const clock = new FakeClock();
		const futility = new Futility(clock);
		await clock.advance(100);
		endedBy('dd', futility);
		await clock.advance(100);
		expect(futility.ended(futility.sent(), ends.d!, 150)).toBe(false);
		expect(futility.count.down).toBe(1);
		const next = new Futility(clock, { ...futility.count, down: 2 });
		expect(next.ended(next.sent(), ends.d!, undefined)).toBe(true);
	});
});
