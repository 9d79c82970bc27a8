import type { Piece } from '../../../nodes/Laddro/stream/streamReader';
import { settle } from '../fakeClock';
import { DONE, section } from '../stream/sse';
import { Body, response, stream as streamed, type Reply } from './fakeApi';
import { FakeTimer } from './fakeTimer';
import { SUMMARY, stream } from './stage';

const PROGRESS = 'event: progress\ndata: {"step":1}\n\n';

/** Reads a response with time limits that the test controls. */
function reading(reply: Reply, onPiece: (piece: Piece) => void = () => {}) {
	const timer = new FakeTimer();
	return { timer, result: stream(onPiece).read(reply, timer) };
}

/** The failure that the response is read as. */
async function failureOf(reply: Reply) {
	return (await reading(reply).result).failure;
}

function errorEvent(fields: object): string {
	return `data: ${JSON.stringify({ type: 'error', ...fields })}\n\n`;
}

describe('A stream', () => {
	it('that is complete gives its sections', async () => {
		const { result } = reading(streamed([SUMMARY, section('skills', 'SQL'), DONE], 'hold'));
		const sections = new Map([
			['summary', 'Engineer'],
			['skills', 'SQL'],
		]);
		expect(await result).toEqual({ value: { sections, ids: {}, last: { type: 'done' } }, ids: {} });
	});

	it.each([
		[{}, {}],
		[{ resumeId: 'res_9' }, { resumeId: 'res_9' }],
		[
			{ resumeId: ' res_9 ', coverLetterId: 'let_9', other: 'x' },
			{ resumeId: 'res_9', coverLetterId: 'let_9' },
		],
		[{ resumeId: 9, coverLetterId: '' }, {}],
	])('whose last event carries %j returns the ids %j', async (fields, ids) => {
		const done = `data: ${JSON.stringify({ type: 'done', ...fields })}\n\n`;
		const sections = new Map([['summary', 'Engineer']]);
		const expected = { value: { sections, ids }, ids };
		expect(await reading(streamed([SUMMARY, done])).result).toMatchObject(expected);
		const complete = `event: complete\ndata: ${JSON.stringify(fields)}\n\n`;
		expect(await reading(streamed([SUMMARY, complete])).result).toMatchObject(expected);
	});

	it('gives each piece at once, and counts each chunk as an arrival', async () => {
		const pieces: Piece[] = [];
		const reply = streamed([SUMMARY, ': comment\n\n'], 'hold');
		const { timer, result } = reading(reply, (piece) => pieces.push(piece));
		await settle();
		expect(pieces).toHaveLength(1);
		expect(timer.arrivals).toBe(2);
		reply.body.send(DONE);
		await result;
		expect(timer.arrivals).toBe(3);
	});

	it('that is complete without a section has generated nothing', async () => {
		expect(await failureOf(streamed([PROGRESS, PROGRESS, DONE]))).toEqual({
			kind: 'nothingGenerated',
			events: 'progress × 2, done',
		});
	});

	it.each([
		['ended', streamed([SUMMARY])],
		['ended', streamed([])],
		['connectionCut', streamed([SUMMARY], 'cut')],
		['malformedEvent', streamed([SUMMARY, 'data: {x\n\n'], 'hold')],
		['eventTooLarge', streamed([`data: ${'x'.repeat(8_400_000)}`], 'hold')],
	])('is interrupted with the cause "%s"', async (cause, reply) => {
		expect(await failureOf(reply)).toEqual({ kind: 'interrupted', cause });
		expect(reply.body.destroyed).toBe(true);
	});

	it.each([
		{ kind: 'interrupted', cause: 'silence', limit: 60_000 } as const,
		{ kind: 'interrupted', cause: 'timeUp', limit: 300_000 } as const,
	])('that is ended by a time limit has the failure of the limit: %j', async (failure) => {
		const reply = streamed([SUMMARY], 'hold');
		const { timer, result } = reading(reply);
		await settle();
		timer.endWith(failure);
		expect(await result).toMatchObject({
			value: { sections: new Map([['summary', 'Engineer']]) },
			failure,
		});
		expect(reply.body.destroyed).toBe(true);
	});

	it('is complete although a time limit is reached in the chunk of its final event', async () => {
		const timer = new FakeTimer();
		const kind = stream(() => timer.endWith({ kind: 'stopped' }));
		const reply = streamed([SUMMARY + DONE], 'hold');
		const { value, failure } = await kind.read(reply, timer);
		expect([...(value?.sections ?? [])]).toEqual([['summary', 'Engineer']]);
		expect(failure).toBeUndefined();
	});

	it('with an error event fails with the facts of the event', async () => {
		const fields = {
			message: 'Overloaded',
			statusCode: 402,
			code: 'busy',
			upgradeUrl: 'https://laddro.com/upgrade',
		};
		expect(await failureOf(streamed([errorEvent(fields)], 'hold'))).toEqual({
			kind: 'streamError',
			...fields,
			meaning: 'noCredits',
			isFirstEvent: true,
		});
	});

	it('with an error event after a section keeps the section, and says that it was not the first', async () => {
		const reply = streamed([SUMMARY, errorEvent({ statusCode: 503 })]);
		expect(await reading(reply).result).toMatchObject({
			value: { sections: new Map([['summary', 'Engineer']]) },
			failure: { kind: 'streamError', meaning: 'unavailable', isFirstEvent: false },
		});
	});

	it('with an error event without a status has no meaning', async () => {
		expect(await failureOf(streamed([errorEvent({})]))).toEqual({
			kind: 'streamError',
			isFirstEvent: true,
		});
	});

	it('with an error event of status 403 has the meaning that its code gives', async () => {
		const fields = { statusCode: 403, code: 'insufficient_credits' };
		expect(await failureOf(streamed([errorEvent(fields)]))).toMatchObject({ meaning: 'noCredits' });
	});

	it('throws what the callback for pieces throws, and closes the connection', async () => {
		const bug = new Error('Bug in the callback');
		const reply = streamed([SUMMARY, DONE], 'hold');
		const { result } = reading(reply, () => {
			throw bug;
		});
		await expect(result).rejects.toBe(bug);
		expect(reply.body.destroyed).toBe(true);
	});
});

describe('A success that is not a stream of events', () => {
	it('is closed unread, and fails with its content type', async () => {
		const reply = response(201, '<html>', { 'content-type': 'text/html; charset=utf-8' }, 'hold');
		expect(await failureOf(reply)).toEqual({
			kind: 'unexpectedAnswer',
			expected: 'stream',
			statusCode: 201,
			contentType: 'text/html; charset=utf-8',
		});
		expect(reply.body.destroyed).toBe(true);
	});
});

describe('The content type of a stream', () => {
	const withType = (contentType: unknown) => ({
		statusCode: 200,
		headers: { 'content-type': contentType },
		body: new Body([SUMMARY, DONE], 'close'),
	});

	it.each([
		'text/event-stream',
		'text/event-stream; charset=utf-8',
		'text/event-stream;charset=utf-8',
		'text/event-stream ; charset=utf-8',
		'Text/Event-Stream',
	])('may be %s', async (type) => {
		expect((await reading(withType(type)).result).value?.sections.size).toBe(1);
	});

	it.each([
		'text/html',
		'text/event-streams',
		'text/event-stream-x',
		'x-text/event-stream',
		'application/text/event-stream',
		'text/html; text/event-stream',
		'',
		undefined,
		['text/event-stream'],
	])('is not %j', async (type) => {
		expect(await reading(withType(type)).result).toMatchObject({
			failure: { kind: 'unexpectedAnswer', expected: 'stream' },
		});
	});
});
