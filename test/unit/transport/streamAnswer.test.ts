import { StreamReader, type Piece } from '../../../nodes/Laddro/stream/streamReader';
import { readStreamAnswer } from '../../../nodes/Laddro/transport/streamAnswer';
import { settle } from '../fakeClock';
import { DONE, section } from '../stream/sse';
import { answer, stream, type Reply } from './fakeApi';
import { FakeTimer } from './fakeTimer';

const SUMMARY = section('summary', 'Engineer');

/** Reads an answer with time limits that the test controls. */
function reading(reply: Reply, onPiece: (piece: Piece) => void = () => {}) {
	const timer = new FakeTimer();
	const reader = new StreamReader(onPiece);
	const result = readStreamAnswer(reply, reader, timer);
	return { timer, reader, result };
}

/** The failure that the answer is read as. */
async function failureOf(reply: Reply) {
	const result = await reading(reply).result;
	return result.ok ? undefined : result.failure;
}

function errorEvent(fields: object): string {
	return `data: ${JSON.stringify({ type: 'error', ...fields })}\n\n`;
}

describe('A stream', () => {
	it('that is complete gives its sections', async () => {
		const { result } = reading(stream([SUMMARY, section('skills', 'SQL'), DONE], 'hold'));
		expect(await result).toEqual({
			ok: true,
			value: {},
		});
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
		expect(await reading(stream([SUMMARY, done])).result).toEqual({ ok: true, value: ids });
		const complete = `event: complete\ndata: ${JSON.stringify(fields)}\n\n`;
		expect(await reading(stream([SUMMARY, complete])).result).toEqual({ ok: true, value: ids });
	});

	it('gives each piece at once, and counts each chunk as an arrival', async () => {
		const pieces: Piece[] = [];
		const reply = stream([SUMMARY, ': comment\n\n'], 'hold');
		const { timer, result } = reading(reply, (piece) => pieces.push(piece));
		await settle();
		expect(pieces).toHaveLength(1);
		expect(timer.arrivals).toBe(2);
		reply.body.send(DONE);
		await result;
		expect(timer.arrivals).toBe(3);
	});

	it('that is complete without a section has generated nothing', async () => {
		expect(await failureOf(stream([DONE]))).toEqual({ kind: 'nothingGenerated' });
	});

	it.each([
		['ended', stream([SUMMARY])],
		['ended', stream([])],
		['connectionCut', stream([SUMMARY], 'cut')],
		['malformedEvent', stream([SUMMARY, 'data: {x\n\n'], 'hold')],
		['eventTooLarge', stream([`data: ${'x'.repeat(8_400_000)}`], 'hold')],
	])('is interrupted with the cause "%s"', async (cause, reply) => {
		expect(await failureOf(reply)).toEqual({ kind: 'interrupted', cause });
		expect(reply.body.destroyed).toBe(true);
	});

	it.each([
		{ kind: 'interrupted', cause: 'silence', limit: 60_000 } as const,
		{ kind: 'interrupted', cause: 'timeUp', limit: 300_000 } as const,
	])('that is ended by a time limit has the failure of the limit: %j', async (failure) => {
		const reply = stream([SUMMARY], 'hold');
		const { timer, result } = reading(reply);
		await settle();
		timer.end(failure);
		expect(await result).toEqual({ ok: false, failure });
		expect(reply.body.destroyed).toBe(true);
	});

	it('is complete although a time limit is reached in the chunk of its final event', async () => {
		const timer = new FakeTimer();
		const reader = new StreamReader(() => timer.end({ kind: 'stopped' }));
		const reply = stream([SUMMARY + DONE], 'hold');
		expect(await readStreamAnswer(reply, reader, timer)).toMatchObject({
			ok: true,
		});
	});

	it('with an error event fails with the facts of the event', async () => {
		const fields = {
			message: 'Overloaded',
			statusCode: 402,
			code: 'busy',
			upgradeUrl: 'https://laddro.com/upgrade',
		};
		expect(await failureOf(stream([errorEvent(fields)], 'hold'))).toEqual({
			kind: 'streamError',
			...fields,
			meaning: 'noCredits',
			isFirstEvent: true,
		});
	});

	it('with an error event after another event says that it was not the first', async () => {
		expect(await failureOf(stream([SUMMARY, errorEvent({ statusCode: 503 })]))).toMatchObject({
			kind: 'streamError',
			meaning: 'unavailable',
			isFirstEvent: false,
		});
	});

	it('with an error event without a status has no meaning', async () => {
		expect(await failureOf(stream([errorEvent({})]))).toEqual({
			kind: 'streamError',
			isFirstEvent: true,
		});
	});

	it('with an error event of status 403 has the meaning that its code gives', async () => {
		const fields = { statusCode: 403, code: 'insufficient_credits' };
		expect(await failureOf(stream([errorEvent(fields)]))).toMatchObject({ meaning: 'noCredits' });
	});

	it('throws what the callback for pieces throws, and closes the connection', async () => {
		const bug = new Error('Bug in the callback');
		const reply = stream([SUMMARY, DONE], 'hold');
		const { result } = reading(reply, () => {
			throw bug;
		});
		await expect(result).rejects.toBe(bug);
		expect(reply.body.destroyed).toBe(true);
	});
});

describe('A success that is not a stream of events', () => {
	it('is closed unread, and fails with its content type', async () => {
		const reply = answer(201, '<html>', { 'content-type': 'text/html; charset=utf-8' }, 'hold');
		expect(await failureOf(reply)).toEqual({
			kind: 'unexpectedAnswer',
			expected: 'stream',
			statusCode: 201,
			contentType: 'text/html; charset=utf-8',
		});
		expect(reply.body.destroyed).toBe(true);
	});
});
