import { getEventListeners } from 'node:events';
import {
	ERROR_BODY_LIMIT,
	ERROR_BODY_TIME,
	readBody,
	readErrorBody,
} from '../../../nodes/Laddro/api/body';
import { FakeClock, settle } from '../fakeClock';
import { Body, type BodyEnd } from './fakeApi';
import { FakeTimer } from './fakeTimer';

/** Reads a body, and notes each chunk. */
function reading(
	body: Body,
	signal: AbortSignal,
	isEnough: (text: string) => boolean = () => false,
) {
	const chunks: string[] = [];
	const outcome = readBody(body, signal, (chunk) => {
		const text = Buffer.from(chunk).toString();
		chunks.push(text);
		return isEnough(text);
	});
	return { chunks, outcome };
}

const { signal: never } = new AbortController();

describe('readBody', () => {
	it('hands over every chunk of a body that ends, and then closes it', async () => {
		const body = new Body(['a', 'b'], 'close');
		const { chunks, outcome } = reading(body, never);
		expect(await outcome).toBe('whole');
		expect(chunks).toEqual(['a', 'b']);
		expect(body.destroyed).toBe(true);
	});

	it('stops and closes the body as soon as the callback has enough', async () => {
		const body = new Body(['a', 'b', 'c'], 'hold');
		const { chunks, outcome } = reading(body, never, (text) => text === 'b');
		expect(await outcome).toBe('whole');
		expect(chunks).toEqual(['a', 'b']);
		expect(body.destroyed).toBe(true);
	});

	it('reports a body that breaks as cut, after the chunks that had arrived', async () => {
		const { chunks, outcome } = reading(new Body(['a'], 'cut'), never);
		expect(await outcome).toBe('cut');
		expect(chunks).toEqual(['a']);
	});

	it('closes the body and reports it as cut when the signal aborts', async () => {
		const controller = new AbortController();
		const body = new Body(['a'], 'hold');
		const { chunks, outcome } = reading(body, controller.signal);
		await settle();
		expect(body.destroyed).toBe(false);
		controller.abort();
		expect(body.destroyed).toBe(true);
		expect(await outcome).toBe('cut');
		expect(chunks).toEqual(['a']);
	});

	it('reads nothing and closes the body when the signal has already aborted', async () => {
		const body = new Body(['a'], 'close');
		const { chunks, outcome } = reading(body, AbortSignal.abort());
		expect(await outcome).toBe('cut');
		expect(chunks).toEqual([]);
		expect(body.destroyed).toBe(true);
	});

	it('hands over nothing more when the callback makes the signal abort', async () => {
		const controller = new AbortController();
		const { chunks, outcome } = reading(new Body(['a', 'b'], 'close'), controller.signal, () => {
			controller.abort();
			return false;
		});
		expect(await outcome).toBe('cut');
		expect(chunks).toEqual(['a']);
	});

	it('throws what the callback throws, does not take it for a cut connection, and closes the body', async () => {
		const bug = new Error('Bug in the callback');
		const body = new Body(['a', 'b'], 'hold');
		const { signal } = new AbortController();
		const { outcome } = reading(body, signal, () => {
			throw bug;
		});
		await expect(outcome).rejects.toBe(bug);
		expect(body.destroyed).toBe(true);
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});

	it.each<BodyEnd>(['close', 'cut'])(
		'leaves no listener on a signal that outlives it: %s',
		async (end) => {
			const { signal } = new AbortController();
			const { outcome } = reading(new Body(['a'], end), signal);
			expect(getEventListeners(signal, 'abort')).toHaveLength(1);
			await outcome;
			expect(getEventListeners(signal, 'abort')).toEqual([]);
		},
	);
});

describe('readErrorBody', () => {
	/** Starts to read the body of an error. */
	function readingError(parts: ReadonlyArray<string | Uint8Array>, end: BodyEnd) {
		const clock = new FakeClock();
		const timer = new FakeTimer();
		const body = new Body(parts, end);
		return { clock, timer, body, text: readErrorBody(body, timer, clock) };
	}

	it('returns the text of the body, closes it and cancels its own time limit', async () => {
		const { clock, body, text } = readingError(['{"a"', ':1}'], 'close');
		expect(await text).toBe('{"a":1}');
		expect(body.destroyed).toBe(true);
		expect(clock.pending).toBe(0);
	});

	it('returns what had arrived when the body breaks', async () => {
		expect(await readingError(['{"a"'], 'cut').text).toBe('{"a"');
	});

	it('decodes characters that are cut between two chunks', async () => {
		const bytes = Buffer.from('Työ – 日本');
		const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
		expect(await readingError(single, 'close').text).toBe('Työ – 日本');
	});

	it('has a limit of 5 seconds of its own, after which it returns what had arrived', async () => {
		const { clock, body, text } = readingError(['{"a":1}'], 'hold');
		let result: string | undefined;
		void text.then((value) => (result = value));
		await clock.advance(ERROR_BODY_TIME - 1);
		expect(result).toBeUndefined();
		await clock.advance(1);
		expect(result).toBe('{"a":1}');
		expect(body.destroyed).toBe(true);
		expect(ERROR_BODY_TIME).toBe(5000);
	});

	it('does not let silence end the try', async () => {
		const { timer, text } = readingError([], 'close');
		await text;
		expect(timer.allowsSilence).toBe(true);
	});

	it('ends when the try ends for another reason', async () => {
		const { clock, timer, body, text } = readingError(['{"a"'], 'hold');
		await settle();
		timer.endWith({ kind: 'stopped' });
		expect(await text).toBe('{"a"');
		expect(body.destroyed).toBe(true);
		expect(clock.pending).toBe(0);
	});

	it('returns at most 64 KiB, and closes the body there', async () => {
		const { body, text } = readingError(['x'.repeat(70_000), 'y'], 'hold');
		expect(await text).toBe('x'.repeat(ERROR_BODY_LIMIT));
		expect(body.destroyed).toBe(true);
		expect(ERROR_BODY_LIMIT).toBe(65_536);
	});

	it('counts its 64 KiB over all chunks', async () => {
		const { text } = readingError(['x'.repeat(65_535), 'yz', 'z'], 'hold');
		expect(await text).toBe(`${'x'.repeat(65_535)}y`);
	});

	it('reads on while there is room for one more byte', async () => {
		const { text } = readingError(['x'.repeat(65_535), 'y'], 'hold');
		expect(await text).toBe(`${'x'.repeat(65_535)}y`);
	});
});
