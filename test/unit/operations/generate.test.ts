import type { IExecuteFunctions } from 'n8n-workflow';
import type { Outcome } from '../../../nodes/Laddro/api/call';
import type { DocumentType } from '../../../nodes/Laddro/common/documentIds';
import type { PaidCall } from '../../../nodes/Laddro/kept/record';
import type { Order, Wanted } from '../../../nodes/Laddro/operations/generate';
import { ItemCalls } from '../../../nodes/Laddro/operations/itemCalls';
import type { LivePart } from '../../../nodes/Laddro/output/live';
import type { Piece } from '../../../nodes/Laddro/stream/streamReader';
import { networkError, response, stream, type Scripted } from '../api/fakeApi';
import { LIMITS, stage } from '../api/stage';
import { openKept, stored, type ExecutionData } from '../kept/context';
import { binaryHelpers } from '../parameters/binaryHelpers';
import { DONE, section } from '../stream/sse';

const SUMMARY = 'Builds bridges that last for two hundred years.';
const RESUME = { personal: { firstName: 'Maya' }, summary: { value: SUMMARY } };
const LETTER = { letterContent: '<p>Dear hiring team,</p>' };

const wantedOf = (type: DocumentType, source?: string | null): Wanted => ({
	operation: type === 'resume' ? 'tailor' : 'coverLetter',
	type,
	style: { format: 'markdown', headings: false },
	...(source !== undefined && { source }),
});

/** A call for a resume that is a version of `res_1`. */
const ORDER: Order = {
	request: { method: 'POST', path: '/v1/tailor', body: { resumeId: 'res_1' } },
	accepts: 'stream',
	keepsPartial: false,
	wanted: [wantedOf('resume', 'res_1')],
	unpack: async ({ content }) => [{ content, fileName: 'cv.pdf', mimeType: 'application/pdf' }],
};

/** A call for a resume and its letter, made out of a file, for which nothing is streamed. */
const FROM_FILE: Order = {
	...ORDER,
	accepts: 'file',
	wanted: [wantedOf('resume'), wantedOf('coverLetter')],
};

const storing = async (_: Buffer, fileName: string, mimeType: string) => ({
	data: '',
	fileName,
	mimeType,
});

/** Makes a call for texts with an API that follows a script. */
async function made(
	script: Scripted[],
	order = ORDER,
	data: ExecutionData = {},
	prepareBinaryData = storing,
) {
	const { api, clock, context } = stage(script);
	const helpers: object = {
		...binaryHelpers({}, {}),
		prepareBinaryData,
	};
	const pieces: Piece[] = [];
	const part: object = { piece: (piece: Piece) => pieces.push(piece) };
	const kept = openKept(data);
	const setting = {
		helpers: helpers as IExecuteFunctions['helpers'],
		limits: LIMITS,
		context,
		signal: new AbortController().signal,
		part: part as LivePart,
	};
	let outcome: Outcome<PaidCall> | undefined;
	void new ItemCalls(setting, kept).texts(order).then((ended) => (outcome = ended));
	await clock.advance(0);
	while (!outcome) await clock.advance(clock.nextIn ?? 0);
	kept.save();
	const { texts = [], arrived, files } = outcome?.value ?? {};
	return {
		outcome,
		failure: outcome?.failure,
		texts,
		/** The texts without their sections' names. */
		contents: texts.map(({ sections }) => [...sections.values()]),
		arrived,
		files,
		pieces,
		requests: api.requests.map(
			({ method, url }) => `${method} ${url.replace('https://api.laddro.com/v1', '')}`,
		),
		left: stored(data),
	};
}

const named = (reply: ReturnType<typeof stream>, headers: object) => ({
	...reply,
	headers: { ...reply.headers, ...headers },
});
const event = (name: string, data: object) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
const complete = (data: object) => stream([event('progress', {}), event('complete', data)]);
const copy = (id: string, fields: object = {}) => response(200, { id, ...RESUME, ...fields });
const letter = (id: string) => response(200, { coverLetterId: id, ...LETTER });
const missing = () => response(404, { message: 'Not found' });
const gone = () => Array.from({ length: 7 }, missing);
const broken = (content: string, headers: object = { 'x-resume-id': 'res_9' }) =>
	named(stream([section('summary', content)], 'cut'), headers);
const pdf = (headers: object = {}) =>
	response(200, '%PDF-1.7\n%%EOF', { 'content-type': 'application/pdf', ...headers });

const PAID = 'POST /tailor';
const READ = 'GET /resumes/res_9';
const CONTENTS = [['**Maya**', SUMMARY]];

describe('A document that the response brings whole', () => {
	it.each<[string, Scripted]>([
		['in the last event of a stream', complete({ resumeId: 'res_9', ...RESUME, score: 82 })],
		['in a wrapper in that event', complete({ resumeId: 'res_9', resume: RESUME, score: 82 })],
		['under its own id', complete({ data: { id: 'res_9', ...RESUME }, score: 82 })],
		['in JSON in place of a stream', response(200, { id: 'res_9', ...RESUME, score: 82 })],
		[
			'in JSON, with its id in a header',
			response(200, { data: RESUME, score: 82 }, { 'x-resume-id': 'res_9' }),
		],
		[
			'before a stream that has no end',
			named(stream([event('progress', { ...RESUME, score: 82 })]), { 'x-resume-id': 'res_9' }),
		],
	])('is taken as it is: %s', async (_, reply) => {
		const { failure, texts, contents, requests, pieces } = await made([reply]);
		expect(failure).toBeUndefined();
		expect(contents).toEqual(CONTENTS);
		expect(texts).toMatchObject([{ documentId: 'res_9', details: { score: 82 } }]);
		expect(texts[0]).not.toHaveProperty('isRecovered');
		expect(requests).toEqual([PAID]);
		expect(pieces.map(({ content }) => content)).toEqual(CONTENTS[0]);
	});

	it.each<[string, Scripted]>([
		[
			'an error after it',
			stream([event('progress', RESUME), event('error', { message: 'x', statusCode: 500 })]),
		],
		['a broken connection after it', stream([event('progress', RESUME)], 'cut')],
		[
			'the beginning of one of its sections before it, and a broken connection',
			stream([section('summary', 'Builds bridges that la'), event('progress', RESUME)], 'cut'),
		],
		[
			'sections before it in which there is nothing to see',
			stream([section('summary', ' '), event('complete', RESUME)]),
		],
	])('comes out in spite of %s.', async (_, reply) => {
		const { failure, contents, requests } = await made([reply]);
		expect(failure).toBeUndefined();
		expect(contents).toEqual(CONTENTS);
		expect(requests).toEqual([PAID]);
	});

	it('is not taken where it lacks what had arrived.', async () => {
		const other = section('summary', 'Builds roads and railways in the north of Finland.');
		const { failure, arrived } = await made([stream([other, event('progress', RESUME)], 'cut')]);
		expect(failure?.kind).toBe('interrupted');
		expect(arrived?.size).toBe(1);
	});

	it('is the sections of a stream where there are any, whatever its last event holds.', async () => {
		const reply = stream([section('summary', 'Mine'), event('complete', RESUME)]);
		expect((await made([reply])).contents).toEqual([['Mine']]);
	});

	it('is not the resume that was sent.', async () => {
		const { requests, failure } = await made([complete({ id: 'res_1', ...RESUME })]);
		expect(requests).toEqual([PAID]);
		expect(failure?.kind).toBe('nothingGenerated');
	});
});

describe('A document that the response does not bring', () => {
	it.each<[string, Scripted]>([
		['a stream that says no more than its id', complete({ resumeId: 'res_9' })],
		[
			'a stream of sections in which there is nothing to see',
			named(stream([section('summary', ''), section('skills', ' '), DONE]), {
				'x-resume-id': 'res_9',
			}),
		],
		['a stream without anything', named(stream([DONE]), { 'x-resume-id': 'res_9' })],
		['a stream that broke', broken('Builds bridges that la')],
		[
			'a stream with an error',
			named(stream([section('summary', SUMMARY), 'data: {"type":"error"}\n\n']), {
				'x-resume-id': 'res_9',
			}),
		],
		['JSON with an id alone', response(200, { data: { resumeId: 'res_9' } })],
		['a PDF', pdf({ 'x-resume-id': 'res_9' })],
	])('is read back after %s.', async (_, reply) => {
		const { failure, contents, texts, requests } = await made([reply, copy('res_9')]);
		expect(failure).toBeUndefined();
		expect(contents).toEqual(CONTENTS);
		expect(texts).toMatchObject([{ documentId: 'res_9', isRecovered: true }]);
		expect(requests).toEqual([PAID, READ]);
	});

	it('is read back under the id of the headers first, then under that of the last event.', async () => {
		const reply = named(complete({ resumeId: 'res_8' }), { 'x-resume-id': 'res_9' });
		const { texts, requests } = await made([reply, missing(), copy('res_8')]);
		expect(requests).toEqual([PAID, READ, 'GET /resumes/res_8']);
		expect(texts).toMatchObject([{ documentId: 'res_8' }]);
	});

	it.each<[string, object]>([
		['the id of the resume that was sent', { resumeId: 'res_1' }],
		['the id of a letter', { coverLetterId: 'let_9' }],
		['a number', { id: 9, resumeId: 9 }],
		['a path', { resumeId: '../cover-letters/let_9' }],
		['half a character', { resumeId: 'res_\ud83d' }],
	])('is not asked for under %s.', async (_, data) => {
		const { requests, failure, outcome } = await made([complete(data)]);
		expect(requests).toEqual([PAID]);
		expect(failure).toEqual({ kind: 'nothingGenerated', events: 'progress, complete' });
		expect(outcome?.ids.resumeId).toBeUndefined();
	});

	it('is not the default resume where none was sent.', async () => {
		const order = { ...ORDER, wanted: [wantedOf('resume', null)] as const };
		const script = [
			complete({ resumeId: 'res_9' }),
			...gone().map(() => copy('res_9', { isDefault: true })),
		];
		expect((await made(script, order)).failure?.kind).toBe('nothingGenerated');
	});

	it.each<[string, Scripted[]]>([
		['the request was refused', [response(422, {}, { 'x-resume-id': 'res_9' })]],
		['nothing can have been delivered', Array.from({ length: 4 }, () => networkError('ENOTFOUND'))],
	])('is not asked for where %s.', async (_, script) => {
		const { requests } = await made(script);
		expect(new Set(requests)).toEqual(new Set([PAID]));
	});

	it('fails as it did where its copy can not be the result, with what had arrived.', async () => {
		const old = () => copy('res_9', { summary: { value: 'Builds roads that last for a year.' } });
		const { failure, contents, arrived } = await made([broken(SUMMARY), ...gone().map(old)]);
		expect(failure).toMatchObject({ kind: 'interrupted', cause: 'connectionCut' });
		expect(contents).toEqual([]);
		expect([...(arrived ?? [])]).toEqual([['summary', SUMMARY]]);
	});
});

describe('A resume and its letter out of a file', () => {
	const IDS = { 'x-resume-id': 'res_9', 'x-cover-letter-id': 'let_9' };

	it('come as files, and their texts are read back.', async () => {
		const { contents, files, requests } = await made(
			[pdf(IDS), copy('res_9'), letter('let_9')],
			FROM_FILE,
		);
		expect(contents).toEqual([...CONTENTS, ['<p>Dear hiring team,</p>']]);
		expect(files).toMatchObject([{ fileName: 'cv.pdf' }]);
		expect(requests).toEqual([PAID, READ, 'GET /cover-letters/let_9']);
	});

	it('may both be in JSON, or the first of them.', async () => {
		const both = response(200, { resume: RESUME, coverLetter: LETTER });
		expect((await made([both], FROM_FILE)).contents).toHaveLength(2);
		const first = response(200, { resume: RESUME, coverLetterId: 'let_9' });
		const { contents, requests } = await made([first, letter('let_9')], FROM_FILE);
		expect(contents).toHaveLength(2);
		expect(requests).toEqual([PAID, 'GET /cover-letters/let_9']);
	});

	it('fail where the letter can not be read back, with the resume and the files.', async () => {
		const reply = named(stream([section('summary', SUMMARY)], 'cut'), IDS);
		const script = [reply, copy('res_9'), ...gone()];
		const { failure, contents, arrived } = await made(script, FROM_FILE);
		expect(failure?.kind).toBe('interrupted');
		expect(contents).toEqual(CONTENTS);
		// What had arrived was the resume's.
		expect(arrived?.size).toBe(0);
	});
});

describe('A file that n8n can not store', () => {
	const full = async () => await Promise.reject(new Error('ENOSPC'));
	const IDS = { 'x-resume-id': 'res_9', 'x-cover-letter-id': 'let_9' };

	it('fails its item where it was asked for, and the next try has the texts for nothing.', async () => {
		const first = await made([pdf(IDS)], FROM_FILE, {}, full);
		expect(first.failure).toEqual({ kind: 'interrupted', cause: 'notStored' });
		const { contents, requests } = await made(
			[copy('res_9'), letter('let_9')],
			FROM_FILE,
			first.left,
		);
		expect(contents).toHaveLength(2);
		expect(requests).toEqual([READ, 'GET /cover-letters/let_9']);
	});

	it('is no loss where it came in place of a stream.', async () => {
		const { failure, contents } = await made([pdf(IDS), copy('res_9')], ORDER, {}, full);
		expect(failure).toBeUndefined();
		expect(contents).toEqual(CONTENTS);
	});
});

describe('The next try of a document that was paid for and could not be read back', () => {
	const unread = async () =>
		(await made([broken('Builds bridges that la'), ...gone().map(() => response(503))])).left;

	it('reads it back, and shows a live caller all of it.', async () => {
		const { contents, requests, pieces, outcome } = await made(
			[copy('res_9')],
			ORDER,
			await unread(),
		);
		expect(contents).toEqual(CONTENTS);
		expect(requests).toEqual([READ]);
		expect(pieces.map(({ content }) => content)).toEqual(CONTENTS[0]);
		expect(outcome).toMatchObject({ isKept: true, attempts: 0, charged: 'yes' });
	});

	it('takes only a copy that has what had arrived.', async () => {
		const other = () => copy('res_9', { summary: { value: 'Builds roads.' } });
		const again = [...gone().map(other), stream([section('a', 'x'), DONE])];
		const { contents, requests } = await made(again, ORDER, await unread());
		expect(contents).toEqual([['x']]);
		expect(requests.filter((request) => request === PAID)).toHaveLength(1);
	});

	it('asks for another one where the store has said to the end that it is not there.', async () => {
		const script = [...gone(), stream([section('a', 'x'), DONE])];
		const { requests } = await made(script, ORDER, await unread());
		expect(requests).toEqual([...Array<string>(7).fill(READ), PAID]);
	});

	it('asks for no other one where the store may have it, and leaves it to the try after it.', async () => {
		const script = [...gone().slice(1), networkError('ECONNRESET')];
		const second = await made(script, ORDER, await unread());
		expect(second.requests).toEqual(Array(7).fill(READ));
		expect(second.failure).toMatchObject({ kind: 'interrupted', cause: 'connectionCut' });
		// What had arrived is something, so that the run does not count it as nothing.
		expect(second.outcome?.isEmpty).toBe(false);
		const third = await made([copy('res_9')], ORDER, second.left);
		expect(third.contents).toEqual(CONTENTS);
		expect(third.requests).toEqual([READ]);
	});

	it('has a file that came without an id of its text, and pays for no other one.', async () => {
		const first = await made([pdf()], FROM_FILE);
		expect(first.requests).toEqual([PAID]);
		const { requests, files, failure } = await made([], FROM_FILE, first.left);
		expect(requests).toEqual([]);
		expect(files).toMatchObject([{ fileName: 'cv.pdf' }]);
		expect(failure?.kind).toBe('unexpectedAnswer');
	});

	it('keeps a file and the text that was read, whatever comes of asking for the other text again.', async () => {
		const ids = { 'x-resume-id': 'res_9', 'x-cover-letter-id': 'let_9' };
		const busy = gone().map(() => response(503));
		const first = await made([pdf(ids), copy('res_9'), ...busy], FROM_FILE);
		const second = await made([...gone(), response(402)], FROM_FILE, first.left);
		expect(second.failure).toMatchObject({ statusCode: 402 });
		expect(second.outcome?.charged).toBe('yes');
		expect(second.contents).toEqual(CONTENTS);
		expect(second.files).toMatchObject([{ fileName: 'cv.pdf' }]);
		const third = await made([letter('let_9')], FROM_FILE, second.left);
		expect(third.failure).toBeUndefined();
		expect(third.requests).toEqual(['GET /cover-letters/let_9']);
	});

	it('has the sections of the second call where that broke as well.', async () => {
		const again = broken('Builds bridges in the north of Finland.', {});
		const { arrived, outcome } = await made([...gone(), again], ORDER, await unread());
		expect([...(arrived?.values() ?? [])]).toEqual(['Builds bridges in the north of Finland.']);
		expect(outcome?.charged).toBe('yes');
	});

	it('is there as well after something threw that should not.', async () => {
		const left = await unread();
		const { context } = stage([copy('res_9')]);
		const kept = openKept(left);
		const part: object = {
			piece() {
				throw new Error('A bug');
			},
		};
		const helpers = binaryHelpers({}, {}) as IExecuteFunctions['helpers'];
		const { signal } = new AbortController();
		const setting = { helpers, limits: LIMITS, context, signal, part: part as LivePart };
		await expect(new ItemCalls(setting, kept).texts(ORDER)).rejects.toThrow('A bug');
		kept.save();
		expect((await made([copy('res_9')], ORDER, stored(left))).requests).toEqual([READ]);
	});

	it('is what had arrived, where that is used, and nothing is paid for again.', async () => {
		const order = { ...ORDER, keepsPartial: true };
		const first = await made([broken('Builds bridges that la', {})], order);
		const second = await made([], order, first.left);
		expect(second.requests).toEqual([]);
		expect(second.failure?.kind).toBe('interrupted');
		expect([...(second.arrived ?? [])]).toEqual([['summary', 'Builds bridges that la']]);
	});

	it('is nothing as long as nothing of it has come.', async () => {
		const nothing = complete({ resumeId: 'res_9' });
		const busy = () => gone().map(() => response(503));
		const first = await made([nothing, ...busy()]);
		expect(first.outcome?.isEmpty).toBe(true);
		const second = await made(busy(), ORDER, first.left);
		expect(second.requests).toEqual(Array(7).fill(READ));
		expect(second.outcome?.isEmpty).toBe(true);
	});

	it('keeps what came whole without what else the response holds.', async () => {
		const { left } = await made([
			response(200, { id: 'res_9', ...RESUME, log: 'SECRET'.repeat(99_999) }),
		]);
		expect(JSON.stringify(left)).toContain(SUMMARY);
		expect(JSON.stringify(left)).not.toContain('SECRET');
	});
});
