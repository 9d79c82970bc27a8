import { getEventListeners } from 'node:events';
import { Gate, type Passage } from '../../../nodes/Laddro/batch/gate';
import { FakeClock, settle } from '../fakeClock';

const MINUTE = 60_000;

/** A gate with a queue before it: everyone who comes is noted, and when and how they got through. */
function stage(perMinute: number) {
	const clock = new FakeClock();
	const gate = new Gate<string>(clock, perMinute);
	const passed: Array<{ who: string; at: number } & Passage<string>> = [];
	const come = (who: string, signal = new AbortController().signal) =>
		void gate.enter(signal).then((passage) => passed.push({ who, at: clock.now(), ...passage }));
	const names = () => passed.map(({ who }) => who).join('');
	return { clock, gate, passed, come, names };
}

describe('The pace', () => {
	it('lets so many start at once, and each further one a minute after the one it follows', async () => {
		const { clock, passed, come } = stage(2);
		come('a');
		await clock.advance(10_000);
		for (const who of ['b', 'c', 'd', 'e']) come(who);
		await clock.advance(3 * MINUTE);
		expect(passed).toEqual([
			{ who: 'a', at: 0 },
			{ who: 'b', at: 10_000 },
			{ who: 'c', at: MINUTE, waitedFor: 'pace' },
			{ who: 'd', at: MINUTE + 10_000, waitedFor: 'pace' },
			{ who: 'e', at: 2 * MINUTE, waitedFor: 'pace' },
		]);
	});

	it('makes nobody wait whose minute has passed', async () => {
		const { clock, passed, come } = stage(1);
		come('a');
		await clock.advance(MINUTE);
		come('b');
		await settle();
		expect(passed).toEqual([
			{ who: 'a', at: 0 },
			{ who: 'b', at: MINUTE },
		]);
	});

	it('makes somebody wait who comes a moment before', async () => {
		const { clock, passed, come } = stage(1);
		come('a');
		await clock.advance(MINUTE - 1);
		come('b');
		await clock.advance(1);
		expect(passed[1]).toEqual({ who: 'b', at: MINUTE, waitedFor: 'pace' });
	});

	it('is no limit when it is 0', async () => {
		const { passed, come } = stage(0);
		for (let number = 0; number < 1000; number++) come('x');
		await settle();
		expect(passed).toHaveLength(1000);
		expect(passed.every(({ at, waitedFor }) => at === 0 && !waitedFor)).toBe(true);
	});

	it('does not let those who come later overtake', async () => {
		const { clock, come, names } = stage(1);
		for (const who of ['a', 'b', 'c']) come(who);
		await clock.advance(MINUTE);
		come('d');
		await clock.advance(3 * MINUTE);
		expect(names()).toBe('abcd');
	});

	it('does not let those overtake who come at the very moment when it opens', async () => {
		const { clock, come, names } = stage(1);
		come('a');
		clock.after(MINUTE, () => come('c'));
		come('b');
		await clock.advance(2 * MINUTE);
		expect(names()).toBe('abc');
	});

	it('sets one timer at the most, however many wait', async () => {
		const { clock, come } = stage(1);
		for (const who of ['a', 'b', 'c', 'd']) come(who);
		await settle();
		expect(clock.pending).toBe(1);
		await clock.advance(3 * MINUTE);
		expect(clock.pending).toBe(0);
	});
});

describe('A hold', () => {
	it('keeps everybody back until it is over', async () => {
		const { clock, gate, passed, come } = stage(0);
		gate.hold(5000);
		come('a');
		await clock.advance(2000);
		come('b');
		await clock.advance(2999);
		expect(passed).toEqual([]);
		await clock.advance(1);
		expect(passed).toEqual([
			{ who: 'a', at: 5000, waitedFor: 'hold' },
			{ who: 'b', at: 5000, waitedFor: 'hold' },
		]);
	});

	it('also keeps back those who were waiting for the pace, and that is what they waited for', async () => {
		const { clock, gate, passed, come } = stage(1);
		come('a');
		come('b');
		await clock.advance(MINUTE - 1000);
		gate.hold(5000);
		await clock.advance(5000);
		expect(passed[1]).toEqual({ who: 'b', at: MINUTE + 4000, waitedFor: 'hold' });
	});

	it('is not shortened by a later, shorter one, and is lengthened by a longer one', async () => {
		const { clock, gate, passed, come } = stage(0);
		gate.hold(5000);
		gate.hold(1000);
		come('a');
		await clock.advance(4000);
		gate.hold(3000);
		await clock.advance(10_000);
		expect(passed).toEqual([{ who: 'a', at: 7000, waitedFor: 'hold' }]);
	});

	it('that is over is forgotten', async () => {
		const { clock, gate, passed, come } = stage(0);
		gate.hold(1000);
		await clock.advance(1000);
		come('a');
		await settle();
		expect(passed).toEqual([{ who: 'a', at: 1000 }]);
	});

	it('that is over at once is not what those after it wait for', async () => {
		const { clock, gate, passed, come } = stage(1);
		come('a');
		gate.hold(0);
		come('b');
		await clock.advance(MINUTE);
		expect(passed[1]).toEqual({ who: 'b', at: MINUTE, waitedFor: 'pace' });
	});

	it('does not loosen the pace behind it', async () => {
		const { clock, gate, passed, come } = stage(1);
		come('a');
		gate.hold(1000);
		come('b');
		await clock.advance(MINUTE);
		expect(passed.map(({ at }) => at)).toEqual([0, MINUTE]);
	});
});

describe('A gate that shuts', () => {
	it('refuses those who wait at once, and everybody after them', async () => {
		const { gate, passed, come, clock } = stage(1);
		for (const who of ['a', 'b', 'c']) come(who);
		await settle();
		gate.shut('no credits');
		await settle();
		come('d');
		await settle();
		expect(passed).toEqual([
			{ who: 'a', at: 0 },
			{ who: 'b', at: 0, refusal: 'no credits', waitedFor: 'pace' },
			{ who: 'c', at: 0, refusal: 'no credits', waitedFor: 'pace' },
			{ who: 'd', at: 0, refusal: 'no credits' },
		]);
		expect(clock.pending).toBe(0);
	});

	it('refuses those who wait for a hold, too', async () => {
		const { gate, passed, come } = stage(0);
		gate.hold(1000);
		come('a');
		gate.shut('wrong key');
		await settle();
		expect(passed).toEqual([{ who: 'a', at: 0, refusal: 'wrong key', waitedFor: 'hold' }]);
	});

	it('keeps its first reason', async () => {
		const { gate, passed, come } = stage(0);
		gate.shut('first');
		gate.shut('second');
		come('a');
		await settle();
		expect(passed).toEqual([{ who: 'a', at: 0, refusal: 'first' }]);
	});
});

describe('Somebody who gives up', () => {
	it('leaves at once, without a start, and without costing the others theirs', async () => {
		const { clock, passed, come } = stage(1);
		const controller = new AbortController();
		come('a');
		come('b', controller.signal);
		come('c');
		await clock.advance(1000);
		controller.abort();
		await settle();
		expect(passed[1]).toEqual({ who: 'b', at: 1000 });
		await clock.advance(MINUTE);
		expect(passed[2]).toEqual({ who: 'c', at: MINUTE, waitedFor: 'pace' });
	});

	it('does not even queue when it was too late from the start', async () => {
		const { gate, passed, come, clock } = stage(1);
		come('a', AbortSignal.abort());
		come('b');
		await settle();
		expect(passed).toEqual([
			{ who: 'a', at: 0 },
			{ who: 'b', at: 0 },
		]);
		gate.shut('no');
		come('c', AbortSignal.abort());
		await settle();
		expect(passed[2]).toEqual({ who: 'c', at: 0 });
		expect(clock.pending).toBe(0);
	});

	it('after having passed changes nothing, and nothing listens to its signal any more', async () => {
		const { clock, come, names } = stage(1);
		const controller = new AbortController();
		come('a');
		come('b', controller.signal);
		come('c');
		await clock.advance(MINUTE);
		expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
		controller.abort();
		await clock.advance(MINUTE);
		expect(names()).toBe('abc');
	});

	it('leaves the gate to those who come after, when it was the only one to wait', async () => {
		const { clock, passed, come } = stage(1);
		const controller = new AbortController();
		come('a');
		come('b', controller.signal);
		await clock.advance(1000);
		controller.abort();
		await settle();
		come('c');
		await clock.advance(MINUTE);
		expect(passed.map(({ who, at }) => [who, at])).toEqual([
			['a', 0],
			['b', 1000],
			['c', MINUTE],
		]);
		expect(clock.pending).toBe(0);
	});
});
