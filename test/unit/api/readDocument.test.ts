import { zipSync } from 'fflate';
import { document } from '../../../nodes/Laddro/api/readDocument';
import { isObject } from '../../../nodes/Laddro/common/json';
import type { Piece } from '../../../nodes/Laddro/stream/streamReader';
import { settle } from '../fakeClock';
import { DONE, section } from '../stream/sse';
import { Body, response, stream as streamed, type Reply } from './fakeApi';
import { FakeTimer } from './fakeTimer';
import { SUMMARY, stream } from './stage';

const PROGRESS = 'event: progress\ndata: {"step":1}\n\n';

const ZIP = zipSync({ 'cv.pdf': new Uint8Array(9) });

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

describe('The events of a stream in which nothing was generated', () => {
	it.each([
		[
			'progress × 12, complete',
			[...Array<string>(12).fill(PROGRESS), 'event: complete\ndata: ok\n\n'],
		],
		['unnamed, match.done, done', ['data: {"step":1}\n\n', 'event: match.done\ndata: 1\n\n', DONE]],
		[
			'a, b, c, d, e, f, g, h, …',
			[...'abcdefghi'].map((name) => `event: ${name}\ndata: 1\n\n`).concat(DONE),
		],
	])('are listed by their names: %s', async (events, parts) => {
		expect(await failureOf(streamed(parts))).toEqual({ kind: 'nothingGenerated', events });
	});
});

/** Reads a response in whose data a document is found that is called so. */
function finding(reply: Reply, accepts: 'stream' | 'file' = 'stream') {
	const find = async (data: unknown) =>
		isObject(data) && isObject(data.resume) ? 'found' : undefined;
	return document({ accepts, onPiece: () => {}, find }).read(reply, new FakeTimer());
}

describe('A whole document in the data of a response', () => {
	const data = { score: 82, resume: { resumeId: 'res_9' } };
	const event = `event: complete\ndata: ${JSON.stringify(data)}\n\n`;

	it.each([
		['the last event', streamed([PROGRESS, event])],
		['an event before it', streamed([`data: ${JSON.stringify(data)}\n\n`, DONE])],
		['a stream that broke behind it', streamed([`data: ${JSON.stringify(data)}\n\n`], 'cut')],
		['JSON in place of a stream', response(200, data)],
		['JSON of another type', response(200, data, { 'content-type': 'application/hal+json' })],
	])('is found in %s', async (_, reply) => {
		const { value, failure, ids } = await finding(reply);
		expect(failure).toBeUndefined();
		expect(value).toMatchObject({ found: 'found', sections: new Map() });
		expect(ids).toEqual({ resumeId: 'res_9' });
	});

	it('does not make a stream whole that broke behind sections', async () => {
		const parts = [`data: ${JSON.stringify(data)}\n\n`, SUMMARY];
		expect(await finding(streamed(parts, 'cut'))).toMatchObject({
			value: { sections: new Map([['summary', 'Engineer']]) },
			failure: { kind: 'interrupted', cause: 'connectionCut' },
		});
	});
});

describe('A response without a document', () => {
	it.each([
		['an id alone', { data: { resumeId: 'res_9' } }, { resumeId: 'res_9' }],
		['nothing', {}, {}],
		['something that is no object', [1], {}],
	])(
		'of JSON fails with its content type, and has the ids that it names: %s',
		async (_, body, ids) => {
			const reading = await finding(response(200, JSON.stringify(body)));
			expect(reading).toMatchObject({
				ids,
				value: { last: body },
				failure: { kind: 'unexpectedAnswer', contentType: 'application/json' },
			});
		},
	);

	it('of broken JSON fails as it broke, with no more', async () => {
		const { failure, value } = await finding(response(200, '{"resume', {}, 'cut'));
		expect(failure).toMatchObject({ kind: 'interrupted', cause: 'connectionCut' });
		expect(value).toBeUndefined();
	});

	it.each([
		['stream', 'application/pdf', '%PDF-1.7\n%%EOF', 'pdf'],
		['stream', 'application/zip', ZIP, 'zip'],
		['file', 'application/octet-stream', '%PDF-1.7\n%%EOF', 'pdf'],
		['stream', 'application/octet-stream', '%PDF-1.7\n%%EOF', 'pdf'],
		['stream', 'application/octet-stream', ZIP, 'zip'],
		['stream', '', '%PDF-1.7\n%%EOF', 'pdf'],
	] as const)(
		'that is a file keeps it, where a %s was asked for: %s',
		async (accepts, type, body, is) => {
			const content = typeof body === 'string' ? body : [body];
			const { value, failure } = await finding(
				response(200, content, { 'content-type': type }),
				accepts,
			);
			expect(value?.file?.type).toBe(is);
			expect(failure).toMatchObject({ kind: 'unexpectedAnswer', expected: 'text' });
		},
	);

	it('that is a broken file has none', async () => {
		const reply = response(200, '%PDF-1.7', { 'content-type': 'application/pdf' }, 'cut');
		const { value, failure } = await finding(reply);
		expect(value).toBeUndefined();
		expect(failure).toMatchObject({ kind: 'interrupted' });
	});
});

describe('A response whose type does not say what is in it', () => {
	const UNKNOWN = { 'content-type': 'application/octet-stream' };
	const untyped = (body: string, type = 'application/octet-stream') =>
		response(200, body, { 'content-type': type });

	it.each(['application/octet-stream', ''])('may be a stream: %j', async (type) => {
		const { value, failure } = await finding(untyped(SUMMARY + DONE, type));
		expect(value?.sections).toEqual(new Map([['summary', 'Engineer']]));
		expect(failure).toBeUndefined();
	});

	it('may be JSON, and has the ids that it names', async () => {
		expect(await finding(untyped('{"resumeId":"res_9"}'))).toMatchObject({
			ids: { resumeId: 'res_9' },
			failure: { kind: 'unexpectedAnswer', expected: 'stream' },
		});
	});

	it.each(['<html>', '', 'No such page'])('is no document when it is %j', async (body) => {
		expect(await finding(untyped(body))).toEqual({
			failure: {
				kind: 'unexpectedAnswer',
				expected: 'stream',
				statusCode: 200,
				contentType: 'application/octet-stream',
			},
		});
	});

	it('may be a stream, which is over with its last event and keeps what had arrived before it broke', async () => {
		const parts = [...SUMMARY].map((character) => Buffer.from(character));
		const open = response(200, [...parts, Buffer.from(DONE)], UNKNOWN, 'hold');
		expect(await finding(open)).toMatchObject({ value: { sections: { size: 1 } } });
		expect(open.body.destroyed).toBe(true);
		expect(await finding(response(200, parts, UNKNOWN, 'cut'))).toMatchObject({
			value: { sections: new Map([['summary', 'Engineer']]) },
			failure: { kind: 'interrupted', cause: 'connectionCut' },
		});
	});

	it.each(['', 'd', '%PDF-'])('is closed when a time limit ends it after %j', async (begun) => {
		const reply = response(200, begun, UNKNOWN, 'hold');
		const { timer, result } = reading(reply);
		await settle();
		timer.endWith({ kind: 'stopped' });
		expect(await result).toMatchObject({ failure: { kind: 'stopped' } });
		expect(reply.body.destroyed).toBe(true);
	});

	it('is not read further where its beginning does not tell', async () => {
		const reply = response(200, '<html>'.repeat(200), UNKNOWN, 'hold');
		expect(await failureOf(reply)).toMatchObject({ kind: 'unexpectedAnswer' });
		expect(reply.body.destroyed).toBe(true);
	});

	it('is nothing where it broke', async () => {
		const reply = response(200, '%PDF', UNKNOWN, 'cut');
		expect(await finding(reply)).toEqual({
			failure: { kind: 'interrupted', cause: 'connectionCut' },
		});
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
	])('is not %j', async (type) => {
		expect(await reading(withType(type)).result).toMatchObject({
			failure: { kind: 'unexpectedAnswer', expected: 'stream' },
		});
	});
});
