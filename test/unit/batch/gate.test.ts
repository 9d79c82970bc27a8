import { getEventListeners } from 'node:events';
import { Gate, type Passage } from '../../../nodes/Laddro/batch/gate';
import { FakeClock, settle } from '../fakeClock';

const MINUTE = 60_000;

/** A gate, and a list of who has passed it, when and how. */
function stage(perMinute: number) {
	const clock = new FakeClock();
	const gate = new Gate<string>(clock, perMinute);
	const passed: Array<{ who: string; at: number } & Passage<string>> = [];
	const arrive = (who: string, signal = new AbortController().signal) =>
		void gate.enter(signal).then((passage) => passed.push({ who, at: clock.now(), ...passage }));
	const names = () => passed.map(({ who }) => who).join('');
	return { clock, gate, passed, arrive, names };
}

describe('The pace of the gate', () => {
	it('allows the set number of starts at once, and each further start a minute after an earlier one', async () => {
		const { clock, passed, arrive } = stage(2);
		arrive('a');
		await clock.advance(10_000);
		for (const who of ['b', 'c', 'd', 'e']) arrive(who);
		await clock.advance(3 * MINUTE);
		expect(passed).toEqual([
			{ who: 'a', at: 0 },
			{ who: 'b', at: 10_000 },
			{ who: 'c', at: MINUTE, waitedFor: 'pace' },
			{ who: 'd', at: MINUTE + 10_000, waitedFor: 'pace' },
			{ who: 'e', at: 2 * MINUTE, waitedFor: 'pace' },
		]);
	});

	it('does not delay a start when a minute has passed since the one before', async () => {
		const { clock, passed, arrive } = stage(1);
		arrive('a');
		await clock.advance(MINUTE);
		arrive('b');
		await settle();
		expect(passed).toEqual([
			{ who: 'a', at: 0 },
			{ who: 'b', at: MINUTE },
		]);
	});

	it('delays a start that comes a millisecond before the minute has passed', async () => {
		const { clock, passed, arrive } = stage(1);
		arrive('a');
		await clock.advance(MINUTE - 1);
		arrive('b');
		await clock.advance(1);
		expect(passed[1]).toEqual({ who: 'b', at: MINUTE, waitedFor: 'pace' });
	});

	it('does not limit starts when it is 0', async () => {
		const { passed, arrive } = stage(0);
		for (let number = 0; number < 1000; number++) arrive('x');
		await settle();
		expect(passed).toHaveLength(1000);
		expect(passed.every(({ at, waitedFor }) => at === 0 && !waitedFor)).toBe(true);
	});

	it('keeps the order of arrival', async () => {
		const { clock, arrive, names } = stage(1);
		for (const who of ['a', 'b', 'c']) arrive(who);
		await clock.advance(MINUTE);
		arrive('d');
		await clock.advance(3 * MINUTE);
		expect(names()).toBe('abcd');
	});

	it('keeps the order of arrival when somebody arrives just as a start becomes possible', async () => {
		const { clock, arrive, names } = stage(1);
		arrive('a');
		clock.after(MINUTE, () => arrive('c'));
		arrive('b');
		await clock.advance(2 * MINUTE);
		expect(names()).toBe('abc');
	});

	it('sets at most one timer, however many wait', async () => {
		const { clock, arrive } = stage(1);
		for (const who of ['a', 'b', 'c', 'd']) arrive(who);
		await settle();
		expect(clock.pending).toBe(1);
		await clock.advance(3 * MINUTE);
		expect(clock.pending).toBe(0);
	});
});

describe('A hold of the gate', () => {
	it('allows no start until it is over', async () => {
		const { clock, gate, passed, arrive } = stage(0);
		gate.hold(5000);
		arrive('a');
		await clock.advance(2000);
		arrive('b');
		await clock.advance(2999);
		expect(passed).toEqual([]);
		await clock.advance(1);
		expect(passed).toEqual([
			{ who: 'a', at: 5000, waitedFor: 'hold' },
			{ who: 'b', at: 5000, waitedFor: 'hold' },
		]);
	});

	it('also delays those who were waiting for the pace, and counts as what they waited for', async () => {
		const { clock, gate, passed, arrive } = stage(1);
		arrive('a');
		arrive('b');
		await clock.advance(MINUTE - 1000);
		gate.hold(5000);
		await clock.advance(5000);
		expect(passed[1]).toEqual({ who: 'b', at: MINUTE + 4000, waitedFor: 'hold' });
	});

	it('is not shortened by a shorter hold, and is extended by a longer one', async () => {
		const { clock, gate, passed, arrive } = stage(0);
		gate.hold(5000);
		gate.hold(1000);
		arrive('a');
		await clock.advance(4000);
		gate.hold(3000);
		await clock.advance(10_000);
		expect(passed).toEqual([{ who: 'a', at: 7000, waitedFor: 'hold' }]);
	});

	it('does not delay a start after it is over', async () => {
		const { clock, gate, passed, arrive } = stage(0);
		gate.hold(1000);
		await clock.advance(1000);
		arrive('a');
		await settle();
		expect(passed).toEqual([{ who: 'a', at: 1000 }]);
	});

	it('for 0 ms is not what later arrivals wait for', async () => {
		const { clock, gate, passed, arrive } = stage(1);
		arrive('a');
		gate.hold(0);
		arrive('b');
		await clock.advance(MINUTE);
		expect(passed[1]).toEqual({ who: 'b', at: MINUTE, waitedFor: 'pace' });
	});

	it('is counted with those before it, until something goes as it should', async () => {
		const { clock, gate } = stage(0);
		const counts = [];
		for (let wait = 0; wait < 2; wait++) {
			gate.hold(1000);
			gate.hold(2000);
			gate.begunWell();
			counts.push(gate.holdsInRow());
			await clock.advance(2000);
			counts.push(gate.holdsInRow());
		}
		expect(counts).toEqual([0, 1, 1, 2]);
		gate.urgent.begunWell();
		expect(gate.holdsInRow()).toBe(0);
	});

	it('does not change the pace', async () => {
		const { clock, gate, passed, arrive } = stage(1);
		arrive('a');
		gate.hold(1000);
		arrive('b');
		await clock.advance(MINUTE);
		expect(passed.map(({ at }) => at)).toEqual([0, MINUTE]);
	});
});

describe('A gate that is shut', () => {
	it('refuses at once those who wait, and everybody who arrives later', async () => {
		const { gate, passed, arrive, clock } = stage(1);
		for (const who of ['a', 'b', 'c']) arrive(who);
		await settle();
		gate.shut('no credits');
		await settle();
		arrive('d');
		await settle();
		expect(passed).toEqual([
			{ who: 'a', at: 0 },
			{ who: 'b', at: 0, refusal: 'no credits', waitedFor: 'pace' },
			{ who: 'c', at: 0, refusal: 'no credits', waitedFor: 'pace' },
			{ who: 'd', at: 0, refusal: 'no credits' },
		]);
		expect(clock.pending).toBe(0);
	});

	it('refuses those who wait for a hold as well', async () => {
		const { gate, passed, arrive } = stage(0);
		gate.hold(1000);
		arrive('a');
		gate.shut('wrong key');
		await settle();
		expect(passed).toEqual([{ who: 'a', at: 0, refusal: 'wrong key', waitedFor: 'hold' }]);
	});

	it('gives its first refusal as the reason', async () => {
		const { gate, passed, arrive } = stage(0);
		gate.shut('first');
		gate.shut('second');
		arrive('a');
		await settle();
		expect(passed).toEqual([{ who: 'a', at: 0, refusal: 'first' }]);
	});

	it('aborts its signal, and not before it is shut', async () => {
		const { gate, arrive } = stage(1);
		arrive('a');
		arrive('b');
		gate.hold(1000);
		await settle();
		expect(gate.closed.aborted).toBe(false);
		gate.shut('no');
		expect(gate.closed.aborted).toBe(true);
	});
});

describe('A signal that aborts', () => {
	it('ends the wait at once, without using up a start', async () => {
		const { clock, passed, arrive } = stage(1);
		const controller = new AbortController();
		arrive('a');
		arrive('b', controller.signal);
		arrive('c');
		await clock.advance(1000);
		controller.abort();
		await settle();
		expect(clock.pending).toBe(1);
		expect(passed[1]).toEqual({ who: 'b', at: 1000 });
		await clock.advance(MINUTE);
		expect(passed[2]).toEqual({ who: 'c', at: MINUTE, waitedFor: 'pace' });
	});

	it('before the arrival ends the wait at once, without using up a start', async () => {
		const { gate, passed, arrive, clock } = stage(1);
		arrive('a', AbortSignal.abort());
		arrive('b');
		await settle();
		expect(passed).toEqual([
			{ who: 'a', at: 0 },
			{ who: 'b', at: 0 },
		]);
		gate.shut('no');
		arrive('c', AbortSignal.abort());
		await settle();
		expect(passed[2]).toEqual({ who: 'c', at: 0 });
		expect(clock.pending).toBe(0);
	});

	it('after the start changes nothing, and no listener is left on the signal', async () => {
		const { clock, arrive, names } = stage(1);
		const controller = new AbortController();
		arrive('a');
		arrive('b', controller.signal);
		arrive('c');
		await clock.advance(MINUTE);
		expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
		controller.abort();
		await clock.advance(MINUTE);
		expect(names()).toBe('abc');
	});

	it('leaves no timer when nobody else waits, and does not delay those who arrive later', async () => {
		const { clock, passed, arrive } = stage(1);
		const controller = new AbortController();
		arrive('a');
		arrive('b', controller.signal);
		await clock.advance(1000);
		controller.abort();
		await settle();
		expect(clock.pending).toBe(0);
		arrive('c');
		await clock.advance(MINUTE);
		expect(passed.map(({ who, at }) => [who, at])).toEqual([
			['a', 0],
			['b', 1000],
			['c', MINUTE],
		]);
		expect(clock.pending).toBe(0);
	});
});

describe('The urgent way through the gate', () => {
	/** A gate at which urgent requests are written in capitals. */
	function urgentStage(perMinute: number) {
		const { gate, arrive, ...rest } = stage(perMinute);
		const urge = (who: string, signal = new AbortController().signal) =>
			void gate.urgent
				.enter(signal)
				.then((passage) => rest.passed.push({ who, at: rest.clock.now(), ...passage }));
		return { ...rest, gate, arrive, urge };
	}

	it('goes before all others that wait, in the order of arrival, and keeps the pace', async () => {
		const { clock, passed, arrive, urge } = urgentStage(1);
		for (const who of ['a', 'b']) arrive(who);
		for (const who of ['C', 'D']) urge(who);
		await clock.advance(3 * MINUTE);
		expect(passed).toEqual([
			{ who: 'a', at: 0 },
			{ who: 'C', at: MINUTE, waitedFor: 'pace' },
			{ who: 'D', at: 2 * MINUTE, waitedFor: 'pace' },
			{ who: 'b', at: 3 * MINUTE, waitedFor: 'pace' },
		]);
	});

	it('waits while the gate is held, and its own holds hold all', async () => {
		const { clock, gate, passed, arrive, urge } = urgentStage(0);
		gate.urgent.hold(1000);
		arrive('a');
		urge('B');
		await clock.advance(1000);
		expect(passed).toEqual([
			{ who: 'B', at: 1000, waitedFor: 'hold' },
			{ who: 'a', at: 1000, waitedFor: 'hold' },
		]);
	});

	it('stays open when the gate is shut, for those who wait and those who arrive later', async () => {
		const { clock, gate, passed, arrive, urge } = urgentStage(1);
		arrive('a');
		urge('B');
		arrive('c');
		gate.urgent.shut('no');
		await settle();
		expect(passed.map(({ who }) => who).join('')).toBe('ac');
		expect(gate.closed.aborted).toBe(true);
		expect(gate.urgent.closed.aborted).toBe(false);
		urge('D');
		await clock.advance(2 * MINUTE);
		expect(passed.slice(2)).toEqual([
			{ who: 'B', at: MINUTE, waitedFor: 'pace' },
			{ who: 'D', at: 2 * MINUTE, waitedFor: 'pace' },
		]);
		expect(clock.pending).toBe(0);
	});

	it('is left at once when the signal aborts', async () => {
		const { clock, passed, arrive, urge } = urgentStage(1);
		const controller = new AbortController();
		arrive('a');
		urge('B', controller.signal);
		controller.abort();
		await settle();
		expect(passed[1]).toEqual({ who: 'B', at: 0 });
		expect(clock.pending).toBe(0);
	});
});
