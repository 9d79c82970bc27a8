import { ANSWER_LIMIT, collectBody } from '../../../nodes/Laddro/transport/body';
import { settle } from '../fakeClock';
import { Body, type BodyEnd } from './fakeApi';
import { FakeTimer } from './fakeTimer';

const MIB = 1024 * 1024;

function collecting(parts: ReadonlyArray<string | Uint8Array>, end: BodyEnd = 'close') {
	const timer = new FakeTimer();
	const body = new Body(parts, end);
	return { timer, body, result: collectBody(body, timer) };
}

describe('A body that is needed whole', () => {
	it('Its chunks are joined in order, each counts as an arrival, and it is closed.', async () => {
		const { timer, body, result } = collecting(['a', Uint8Array.of(0, 255), 'b']);
		expect(await result).toEqual({ ok: true, value: Buffer.from([97, 0, 255, 98]) });
		expect(timer.arrivals).toBe(3);
		expect(body.destroyed).toBe(true);
	});

	it('It may be empty.', async () => {
		expect(await collecting([]).result).toEqual({ ok: true, value: Buffer.alloc(0) });
	});

	it('It is interrupted when its connection is cut.', async () => {
		expect(await collecting(['a'], 'cut').result).toEqual({
			ok: false,
			failure: { kind: 'interrupted', cause: 'connectionCut' },
		});
	});

	it('It may have 64 MiB.', async () => {
		const { result } = collecting(Array<Uint8Array>(64).fill(new Uint8Array(MIB)));
		const whole = await result;
		expect(whole.ok && whole.value.length).toBe(ANSWER_LIMIT);
		expect(ANSWER_LIMIT).toBe(64 * MIB);
	});

	it.each<BodyEnd>(['close', 'hold', 'cut'])(
		'It is given up and closed at the first byte beyond 64 MiB: %s',
		async (end) => {
			const most = Array<Uint8Array>(64).fill(new Uint8Array(MIB));
			const { timer, body, result } = collecting([...most, 'x', 'y'], end);
			expect(await result).toEqual({
				ok: false,
				failure: { kind: 'interrupted', cause: 'answerTooLarge' },
			});
			expect(timer.arrivals).toBe(65);
			expect(body.destroyed).toBe(true);
		},
	);

	it.each([
		{ kind: 'interrupted', cause: 'timeUp', limit: 1000 } as const,
		{ kind: 'interrupted', cause: 'silence', limit: 1000 } as const,
		{ kind: 'stopped' } as const,
	])('It ends with the failure that ended its try: %j', async (failure) => {
		const { timer, body, result } = collecting(['a'], 'hold');
		await settle();
		timer.end(failure);
		expect(await result).toEqual({ ok: false, failure });
		expect(body.destroyed).toBe(true);
	});
});
