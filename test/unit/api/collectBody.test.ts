import { RESPONSE_LIMIT, collectBody } from '../../../nodes/Laddro/api/body';
import { settle } from '../fakeClock';
import { Body, type BodyEnd } from './fakeApi';
import { FakeTimer } from './fakeTimer';

const MIB = 1024 * 1024;

function collecting(
	parts: ReadonlyArray<string | Uint8Array>,
	end: BodyEnd = 'close',
	announced?: number,
) {
	const timer = new FakeTimer();
	const body = new Body(parts, end);
	return { timer, body, result: collectBody(body, timer, announced) };
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
		expect(whole.ok && whole.value.length).toBe(RESPONSE_LIMIT);
		expect(RESPONSE_LIMIT).toBe(64 * MIB);
	});

	it.each<BodyEnd>(['close', 'hold', 'cut'])(
		'It is given up and closed at the first byte beyond 64 MiB: %s',
		async (end) => {
			const most = Array<Uint8Array>(64).fill(new Uint8Array(MIB));
			const { timer, body, result } = collecting([...most, 'x', 'y'], end);
			expect(await result).toEqual({
				ok: false,
				failure: { kind: 'interrupted', cause: 'responseTooLarge' },
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
		timer.endWith(failure);
		expect(await result).toEqual({ ok: false, failure });
		expect(body.destroyed).toBe(true);
	});
});

describe('A body whose length is announced', () => {
	const parts = ['ab', 'cde', 'f'];
	const whole = { ok: true, value: Buffer.from('abcdef') };

	it.each([undefined, 0, 1, 2, 5, 6, 7, 1000, RESPONSE_LIMIT, RESPONSE_LIMIT + 1, Infinity])(
		'It is what has come, whatever was announced: %p bytes.',
		async (announced) => {
			expect(await collecting(parts, 'close', announced).result).toEqual(whole);
			expect(await collecting([], 'close', announced).result).toEqual({
				ok: true,
				value: Buffer.alloc(0),
			});
		},
	);

	it('Room is made once where the announcement is true.', async () => {
		const made = roomMadeBy(async () => await collecting(parts, 'close', 6).result);
		expect(await made).toEqual([6]);
	});

	it('Room of more than 64 MiB is never made.', async () => {
		const made = roomMadeBy(async () => await collecting(parts, 'close', 2 ** 40).result);
		expect(await made).toEqual([RESPONSE_LIMIT]);
	});

	it('It has the same limit.', async () => {
		const most = Array<Uint8Array>(64).fill(new Uint8Array(MIB));
		expect(await collecting([...most, 'x'], 'close', RESPONSE_LIMIT).result).toEqual({
			ok: false,
			failure: { kind: 'interrupted', cause: 'responseTooLarge' },
		});
	});
});

describe('A body whose length is not announced', () => {
	it('The room for it doubles, so that what is copied grows like what has come.', async () => {
		const sizes = await roomMadeBy(
			async () => await collecting(Array<string>(3000).fill('x'.repeat(100))).result,
		);
		expect(sizes.length).toBeLessThan(15);
		expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(4 * 300_000);
	});

	it('A chunk that is larger than twice the room has room of its own size.', async () => {
		const parts = ['ab', 'x'.repeat(100), 'y'];
		const sizes = await roomMadeBy(async () => await collecting(parts).result);
		expect(sizes).toEqual([0, 2, 102, 204]);
	});

	it('The bytes before stay where they are when room is made.', async () => {
		const parts = Array.from({ length: 50 }, (_, index) => `${index};`);
		const result = await collecting(parts).result;
		expect(result.ok && result.value.toString()).toBe(parts.join(''));
	});
});

/** The sizes, in bytes, of the buffers that are made in the meantime to collect a body in. */
async function roomMadeBy(work: () => Promise<unknown>): Promise<number[]> {
	const allocate = jest.spyOn(Buffer, 'allocUnsafe');
	try {
		await work();
		return allocate.mock.calls.map(([size]) => size);
	} finally {
		allocate.mockRestore();
	}
}
