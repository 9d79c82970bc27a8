import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import type { ApiRequest } from '../../../nodes/Laddro/api/request';
import type { FileType } from '../../../nodes/Laddro/common/fileTypes';
import type { ReceivedFile } from '../../../nodes/Laddro/api/readFile';
import type { WantedFile } from '../../../nodes/Laddro/operations/downloadSaved';
import type { Order } from '../../../nodes/Laddro/operations/generate';
import { ItemCalls } from '../../../nodes/Laddro/operations/itemCalls';
import type { LivePart } from '../../../nodes/Laddro/output/live';
import { response, stream, type Reply, type Scripted } from '../api/fakeApi';
import { errorEvent, LIMITS, stage } from '../api/stage';
import { settle } from '../fakeClock';
import { openKept, stored, type ExecutionData } from '../kept/context';
import { binaryHelpers } from '../parameters/binaryHelpers';
import { DONE, section } from '../stream/sse';

const POST = { method: 'POST', path: '/v1/tailor', body: {} } as const;
const STYLE = { format: 'text', headings: true } as const;

/** A call for the text of a tailored resume. */
const orderOf = (request: ApiRequest): Order => ({
	request,
	accepts: 'stream',
	keepsPartial: false,
	wanted: [{ operation: 'tailor', type: 'resume', style: STYLE }],
	unpack: async () => [],
});
const ORDER = orderOf(POST);
const PDF = '%PDF-1.7\n%%EOF';
const PDF_ALONE: readonly FileType[] = ['pdf'];
const pdf = () => named(PDF);

type Store = (...parts: unknown[]) => Promise<IBinaryData>;

const storing: Store = async (content, fileName, mimeType) => ({
	data: String(content),
	fileName: String(fileName),
	mimeType: String(mimeType),
});

/** Stores files where they are lost before the next try. */
const elsewhere: Store = async (content, fileName, mimeType) => ({
	...(await storing(content, fileName, mimeType)),
	data: 'filesystem-v2',
	id: `filesystem-v2:${String(fileName)}`,
});

/** The calls of a task, with an API that follows a script. */
function callsWith(
	script: Scripted[],
	prepareBinaryData = storing,
	part?: LivePart,
	data: ExecutionData = {},
) {
	const { api, clock, gate, context } = stage(script);
	const helpers: object = { ...binaryHelpers({}, {}), prepareBinaryData };
	const { signal } = new AbortController();
	const kept = openKept(data);
	const setting = {
		helpers: helpers as IExecuteFunctions['helpers'],
		limits: LIMITS,
		context,
		signal,
		part,
	};
	return { api, clock, gate, kept, calls: new ItemCalls(setting, kept) };
}

describe('The calls that a task may make', () => {
	it('A stream gives its sections, and each piece goes to the live part with its style.', async () => {
		const { pieces, part } = noting();
		const { calls } = callsWith([stream([section('a', 'x'), DONE])], storing, part);
		expect(await calls.texts(ORDER)).toMatchObject({
			value: { texts: [{ sections: new Map([['a', 'x']]) }] },
			failure: undefined,
		});
		expect(pieces).toEqual([[{ section: 'a', content: 'x', first: true }, STYLE]]);
	});

	it('A stream needs no live part.', async () => {
		const { calls } = callsWith([stream([section('a', 'x'), DONE])]);
		expect((await calls.texts(ORDER)).failure).toBeUndefined();
	});

	it('A file is unpacked, and what comes of it is stored.', async () => {
		const { calls } = callsWith([pdf()]);
		const call = await calls.files(POST, PDF_ALONE, ({ content }) => [
			{ fileName: 'a.pdf', mimeType: 'application/pdf', content },
			{ fileName: 'b.pdf', mimeType: 'application/pdf', content },
		]);
		expect(call).toMatchObject({
			failure: undefined,
			ids: { resumeId: 'res_9' },
			attempts: 1,
			value: [
				{ fileName: 'a.pdf', fileSize: PDF.length, binary: { data: PDF, fileName: 'a.pdf' } },
				{ fileName: 'b.pdf', binary: { mimeType: 'application/pdf' } },
			],
		});
	});

	it('A file that n8n can not store is a failure that keeps what is known of the call.', async () => {
		const { calls } = callsWith([pdf()], async () => await Promise.reject(new Error('ENOSPC')));
		const call = await calls.files(POST, PDF_ALONE, ({ content }) => [
			{ fileName: 'a.pdf', mimeType: 'application/pdf', content },
		]);
		expect(call).toMatchObject({
			failure: { kind: 'interrupted', cause: 'notStored' },
			isFree: false,
			ids: { resumeId: 'res_9' },
			attempts: 1,
		});
		expect(call.value).toBeUndefined();
	});

	it('Nothing is unpacked or stored of a file that did not come.', async () => {
		const { calls } = callsWith([response(404)]);
		const call = await calls.files(POST, PDF_ALONE, () => {
			throw new Error('There is nothing to unpack');
		});
		expect(call).toMatchObject({ failure: { statusCode: 404 } });
		expect(call.value).toBeUndefined();
	});

	it('A file that is of no type that was asked for is not taken.', async () => {
		const zip = response(200, 'PK', { 'content-type': 'application/zip' });
		const { calls } = callsWith([zip]);
		expect(await filesOf(calls)).toMatchObject({ failure: { kind: 'unexpectedAnswer' } });
	});

	it('What is made of a file may take its time.', async () => {
		const { calls } = callsWith([pdf()]);
		const call = await calls.files(POST, PDF_ALONE, async ({ content }) => {
			await Promise.resolve();
			return [{ fileName: 'a.pdf', mimeType: 'application/pdf', content }];
		});
		expect(call.value).toMatchObject([{ fileName: 'a.pdf' }]);
	});

	it('JSON is asked for with its query.', async () => {
		const { api, calls } = callsWith([response(200, { items: [] })]);
		const request = { method: 'GET', path: '/v1/resumes', query: { limit: 1 } } as const;
		expect(await calls.json(request)).toMatchObject({ value: { items: [] }, isFree: true });
		expect(api.requests).toMatchObject([{ method: 'GET', qs: { limit: 1 } }]);
	});
});

describe('The calls that were made', () => {
	it('They are noted in their order, each as it ended.', async () => {
		const script = [stream([section('a', 'x'), DONE]), response(200, { items: [] }), pdf()];
		const { calls } = callsWith(script);
		expect(calls.made).toEqual([]);
		const first = await streamOne(calls);
		const second = await calls.json({ method: 'GET', path: '/v1/resumes' });
		const third = await filesOf(calls);
		expect(calls.made).toEqual([first, second, third]);
	});

	it('One that failed is among them, for whatever reason.', async () => {
		const full = async () => await Promise.reject(new Error('ENOSPC'));
		const { calls } = callsWith([response(404), response(404), pdf()], full);
		await streamOne(calls);
		await filesOf(calls);
		await filesOf(calls);
		expect(calls.made.map(({ failure }) => failure?.kind)).toEqual([
			'status',
			'status',
			'interrupted',
		]);
	});

	it('One that needed no request is among them.', async () => {
		const { data } = await leftBy([stream([section('a', 'x'), DONE])], streamOne);
		const { calls } = callsWith([], storing, undefined, data);
		expect(calls.made).toEqual([]);
		await streamOne(calls);
		expect(calls.made).toMatchObject([{ attempts: 0, isKept: true }]);
	});
});

/** A live part that notes what it is given. */
function noting() {
	const pieces: unknown[] = [];
	const part: object = { piece: (...piece: unknown[]) => pieces.push(piece) };
	return { pieces, part: part as LivePart };
}

/** The data of an execution in which a try has ended after these calls. */
async function leftBy(
	script: Scripted[],
	make: (calls: ItemCalls) => Promise<unknown>,
	prepareBinaryData = storing,
	data: ExecutionData = {},
) {
	const { kept, calls } = callsWith(script, prepareBinaryData, undefined, data);
	await make(calls);
	return { count: kept.save(), data: stored(data) };
}

const streamOne = async (calls: ItemCalls) => await calls.texts(ORDER);
const filesOf = async (calls: ItemCalls) =>
	await calls.files(POST, PDF_ALONE, ({ content }) => [
		{ fileName: 'a.pdf', mimeType: 'application/pdf', content },
		{ fileName: 'b.pdf', mimeType: 'application/pdf', content },
	]);
const unpackOne = ({ content }: ReceivedFile) => [
	{ fileName: 'a.pdf', mimeType: 'application/pdf', content },
];
const EXPORT_BODY = { resumeId: 'res_9', templateId: 'ONYX' };
const EXPORT = { method: 'POST', url: expect.stringMatching(/export$/) };
const RESUME: WantedFile = {
	type: 'resume',
	name: 'resume',
	source: null,
	looks: { templateId: 'ONYX' },
};
const resumeOf = async (calls: ItemCalls) =>
	await calls.files(POST, PDF_ALONE, unpackOne, [RESUME]);
const named = (body: string) =>
	response(200, body, { 'content-type': 'application/pdf', 'x-resume-id': 'res_9' });
const copyOf = (id: string) => response(200, { id, summary: { value: 'Engineer' } });
const TWO = [section('a', 'x'), section('b', 'y'), section('a', 'z')];
const NOT_ASKED = {
	attempts: 0,
	waited: 0,
	took: 0,
	waitedFor: new Set(),
	isFree: false,
	charged: 'yes',
	isKept: true,
};

describe('A stream that an earlier try has read to its end', () => {
	const NAMED = {
		...stream([...TWO, DONE]),
		headers: { 'content-type': 'text/event-stream', 'x-resume-id': 'res_9' },
	};
	const left = leftBy([NAMED], streamOne);

	it('It is reused without a request, as a call that needed none.', async () => {
		const { data, count } = await left;
		expect(count).toBe(1);
		const { api, calls } = callsWith([], storing, undefined, stored(data));
		const sections = new Map([
			['a', 'xz'],
			['b', 'y'],
		]);
		expect(await streamOne(calls)).toMatchObject({
			...NOT_ASKED,
			ids: { resumeId: 'res_9' },
			value: { texts: [{ sections, documentId: 'res_9' }] },
		});
		expect(api.requests).toEqual([]);
	});

	it('Its sections go to the live part, each whole.', async () => {
		const { data } = await left;
		const { pieces, part } = noting();
		const { calls } = callsWith([], storing, part, stored(data));
		await streamOne(calls);
		expect(pieces).toEqual([
			[{ section: 'a', content: 'xz', first: true }, STYLE],
			[{ section: 'b', content: 'y', first: true }, STYLE],
		]);
	});

	it('It is reused once, and kept for one more try.', async () => {
		const { data } = await left;
		const again = stream([section('a', 'new'), DONE]);
		const { api, kept, calls } = callsWith([again], storing, undefined, stored(data));
		await streamOne(calls);
		expect((await streamOne(calls)).value?.texts).toMatchObject([
			{ sections: new Map([['a', 'new']]) },
		]);
		expect(api.requests).toHaveLength(1);
		expect(kept.save()).toBe(2);
	});

	it('It is not used for another request, nor for one for a file.', async () => {
		const { data } = await left;
		const script = [stream([section('a', 'new'), DONE]), pdf()];
		const { api, calls } = callsWith(script, storing, undefined, stored(data));
		expect(await calls.texts(orderOf({ ...POST, body: { language: 'fi' } }))).toMatchObject({
			attempts: 1,
		});
		expect((await filesOf(calls)).value).toHaveLength(2);
		expect(api.requests).toHaveLength(2);
	});
});

describe('A stream that was refused in its first event, although its headers name an id', () => {
	it('It is not kept, and the next try asks again.', async () => {
		const headers = { 'content-type': 'text/event-stream', 'x-resume-id': 'res_9' };
		const refused = () => ({ ...stream([errorEvent(503)]), headers });
		const data: ExecutionData = {};
		const script = Array.from({ length: 4 }, refused);
		const { clock, kept, calls } = callsWith(script, storing, undefined, data);
		const ending = streamOne(calls);
		await clock.advance(60_000);
		expect(await ending).toMatchObject({ attempts: 4, charged: 'no' });
		kept.save();
		const next = callsWith([stream([...TWO, DONE])], storing, undefined, data);
		expect(await streamOne(next.calls)).toMatchObject({ attempts: 1, failure: undefined });
	});
});

describe('A file that an earlier try has stored', () => {
	it('All that came of it is reused without a request, and nothing is stored again.', async () => {
		const { count, data } = await leftBy([pdf()], filesOf);
		expect(count).toBe(1);
		const again = async () => await Promise.reject(new Error('Stored again'));
		const { api, calls } = callsWith([], again, undefined, data);
		const binary = { data: PDF, mimeType: 'application/pdf' };
		const file = { mimeType: 'application/pdf', fileSize: PDF.length };
		expect(await filesOf(calls)).toEqual({
			...NOT_ASKED,
			ids: { resumeId: 'res_9' },
			value: [
				{ ...file, fileName: 'a.pdf', binary: { ...binary, fileName: 'a.pdf' } },
				{ ...file, fileName: 'b.pdf', binary: { ...binary, fileName: 'b.pdf' } },
			],
		});
		expect(api.requests).toEqual([]);
	});

	it('It is asked for again where n8n has lost it, and then kept in place of the lost one.', async () => {
		const { data } = await leftBy([pdf()], filesOf, elsewhere);
		const { api, kept, calls } = callsWith([pdf()], storing, undefined, data);
		expect(await filesOf(calls)).toMatchObject({ attempts: 1, value: [{}, {}] });
		expect(api.requests).toHaveLength(1);
		expect(kept.save()).toBe(1);
		const next = callsWith([], storing, undefined, stored(data));
		expect((await filesOf(next.calls)).isKept).toBe(true);
	});

	it('One that is lost is downloaded by its id, where it is known what it is.', async () => {
		const { data } = await leftBy([pdf()], resumeOf, elsewhere);
		const { api, calls } = callsWith([copyOf('res_9'), pdf()], storing, undefined, data);
		expect(await resumeOf(calls)).toMatchObject({ value: [{}], ids: { resumeId: 'res_9' } });
		expect(api.requests).toMatchObject([{ method: 'GET' }, EXPORT]);
	});

	it('It is not used for a request for a stream.', async () => {
		const { data } = await leftBy([pdf()], filesOf);
		const script = [stream([section('a', 'new'), DONE])];
		const { calls } = callsWith(script, storing, undefined, data);
		expect(await streamOne(calls)).toMatchObject({ attempts: 1, failure: undefined });
	});
});

describe('A file that broke in an earlier try, whose document had an id', () => {
	const broken = leftBy([named('%PDF-')], resumeOf);

	it('It is not among the finished documents, and is downloaded with its looks.', async () => {
		const { count, data } = await broken;
		expect(count).toBe(0);
		const { api, kept, calls } = callsWith(
			[copyOf('res_9'), pdf()],
			storing,
			undefined,
			stored(data),
		);
		expect(await resumeOf(calls)).toMatchObject({ value: [{}], attempts: 1, charged: 'yes' });
		expect(api.requests).toMatchObject([{ method: 'GET' }, { ...EXPORT, body: EXPORT_BODY }]);
		expect(kept.save()).toBe(1);
	});

	it.each([
		['beside its title', {}],
		['below data', { data: { id: 'res_9', title: 'Engineer' } }],
	])(
		'It is downloaded also where the store sends no text of the document: %s.',
		async (_, more) => {
			const { data } = await broken;
			const copy = response(200, { title: 'Engineer', ...more });
			const { api, calls } = callsWith([copy, pdf()], storing, undefined, stored(data));
			const outcome = resumeOf(calls);
			await settle();
			expect(api.requests).toMatchObject([{ method: 'GET' }, EXPORT]);
			expect(await outcome).toMatchObject({ failure: undefined, value: [{}] });
		},
	);

	it('It is not downloaded where the store has the default resume by its id, without text.', async () => {
		const { data } = await broken;
		const source = () => response(200, { data: { id: 'res_9', isDefault: true } });
		const script = [...Array.from({ length: 7 }, source), pdf()];
		const { api, clock, calls } = callsWith(script, storing, undefined, stored(data));
		const ending = resumeOf(calls);
		await clock.advance(46_000);
		expect(await ending).toMatchObject({ value: [{}], attempts: 1 });
		expect(api.requests.at(-1)).toMatchObject({ method: 'POST', url: expect.stringMatching(/r$/) });
	});

	it('It is paid for again only where the store does not have the document.', async () => {
		const { data } = await broken;
		const script = [...Array<Scripted>(7).fill(response(404)), pdf()];
		const { api, clock, calls } = callsWith(script, storing, undefined, stored(data));
		const ending = resumeOf(calls);
		await clock.advance(46_000);
		expect(await ending).toMatchObject({ value: [{}], attempts: 1 });
		expect(api.requests.at(-1)).toMatchObject({ method: 'POST', url: expect.stringMatching(/r$/) });
	});

	it('It counts as charged also where it is asked for again in vain, and is looked for once more.', async () => {
		const now = stored((await broken).data);
		const script = [...Array<Scripted>(7).fill(response(404)), response(402)];
		const { clock, kept, calls } = callsWith(script, storing, undefined, now);
		const ending = resumeOf(calls);
		await clock.advance(46_000);
		expect(await ending).toMatchObject({ failure: { statusCode: 402 }, charged: 'yes' });
		kept.save();
		const next = callsWith([copyOf('res_9'), pdf()], storing, undefined, now);
		expect(await resumeOf(next.calls)).toMatchObject({ failure: undefined, value: [{}] });
	});

	it.each<[string, Scripted[], object]>([
		['can not be looked for', [response(401)], { kind: 'interrupted', cause: 'fileCut' }],
		['can not be downloaded', [copyOf('res_9'), response(403)], { statusCode: 403 }],
	])(
		'It is kept for the next try where it %s, and is not paid for.',
		async (_, script, failure) => {
			const { data } = await broken;
			const now = stored(data);
			const { calls, kept } = callsWith(script, storing, undefined, now);
			const outcome = await resumeOf(calls);
			expect(outcome).toMatchObject({ failure, charged: 'yes', ids: { resumeId: 'res_9' } });
			expect(outcome.value).toBeUndefined();
			expect(kept.save()).toBe(0);
			const next = callsWith([copyOf('res_9'), pdf()], storing, undefined, stored(now));
			expect(await resumeOf(next.calls)).toMatchObject({ failure: undefined, value: [{}] });
		},
	);

	it('It fails for its own reason also after a try that was stopped before the download.', async () => {
		const now = stored((await broken).data);
		const stopped = callsWith([copyOf('res_9')], storing, undefined, now);
		stopped.gate.shut({ kind: 'stopped' });
		expect(await resumeOf(stopped.calls)).toMatchObject({ failure: { kind: 'stopped' } });
		stopped.kept.save();
		const { calls } = callsWith([response(401)], storing, undefined, now);
		const failure = { kind: 'interrupted', cause: 'fileCut' };
		expect(await resumeOf(calls)).toMatchObject({ failure, charged: 'yes' });
	});

	it('It is looked for by the time at which the document was asked for, also after a download broke.', async () => {
		const sent = Date.UTC(2026, 0, 1);
		const date = (seconds: number) => new Date(sent + 1000 * seconds);
		const at = (seconds: number, reply: Reply) => ({
			...reply,
			headers: { ...reply.headers, date: date(seconds).toUTCString() },
		});
		const copy = () =>
			response(200, { id: 'res_9', summary: { value: 'Engineer' }, updatedAt: date(3) });
		const first = await leftBy([at(0, named('%PDF-'))], resumeOf);
		const next = await leftBy([copy(), at(60, named('%PDF-'))], resumeOf, storing, first.data);
		const { api, calls } = callsWith([copy(), at(120, pdf())], storing, undefined, next.data);
		const outcome = resumeOf(calls);
		await settle();
		expect(api.requests).toMatchObject([{ method: 'GET' }, EXPORT]);
		expect(await outcome).toMatchObject({ failure: undefined, value: [{}] });
	});

	it('It is asked for again where one of two documents has no id.', async () => {
		const bothOf = async (calls: ItemCalls) =>
			await calls.files(POST, PDF_ALONE, unpackOne, [RESUME, { ...RESUME, type: 'coverLetter' }]);
		const { data } = await leftBy([named('%PDF-')], bothOf);
		const { api, calls } = callsWith([pdf()], storing, undefined, data);
		expect(await bothOf(calls)).toMatchObject({ attempts: 1, value: [{}] });
		expect(api.requests).toHaveLength(1);
	});
});

describe('A text with its file', () => {
	const order: Order = {
		...ORDER,
		accepts: 'file',
		unpack: async ({ content }) => [{ fileName: 'a.pdf', mimeType: 'application/pdf', content }],
	};
	const textOf = async (calls: ItemCalls) => await calls.texts(order);
	const saved = () => copyOf('res_9');
	const kept = { value: { texts: [{}], files: [] }, failure: undefined, attempts: 0 };

	it('It is told in each try that n8n has lost the file that was kept.', async () => {
		let { data } = await leftBy([pdf(), saved()], textOf, elsewhere);
		for (let next = 0; next < 2; next++) {
			const { kept: left, calls } = callsWith([], storing, undefined, data);
			expect(await textOf(calls)).toMatchObject({ ...kept, hasLostFile: true });
			left.save();
			data = stored(data);
		}
	});

	it('It is told that the file broke, whose text is read.', async () => {
		const { calls } = callsWith([named('%PDF-'), saved()]);
		expect(await textOf(calls)).toMatchObject({ ...kept, attempts: 1, hasLostFile: true });
	});

	it('It is told that n8n could not store the file, whose text the next try reads.', async () => {
		const full = async () => await Promise.reject(new Error('ENOSPC'));
		const { data } = await leftBy([pdf()], textOf, full);
		const { calls } = callsWith([saved()], storing, undefined, data);
		expect(await textOf(calls)).toMatchObject({ ...kept, hasLostFile: true });
	});

	it('It is not told where the file came in place of a stream, and its text is there.', async () => {
		const inPlace = async (calls: ItemCalls) => await calls.texts({ ...order, accepts: 'stream' });
		const { data } = await leftBy([pdf(), saved()], inPlace, elsewhere);
		const { calls } = callsWith([], storing, undefined, data);
		expect(await inPlace(calls)).toMatchObject({ ...kept, hasLostFile: false });
	});
});

describe('A letter that an earlier try has saved', () => {
	const SAVE = { method: 'POST', path: '/v1/cover-letters', body: { letterContent: 'a' } } as const;
	const saveOne = async (calls: ItemCalls) => await calls.save(SAVE);
	const saved = () => response(201, { coverLetterId: 'let_9', title: 'To Acme' });

	it('It is not saved again.', async () => {
		const { count, data } = await leftBy([saved()], saveOne);
		expect(count).toBe(1);
		const { api, calls } = callsWith([], storing, undefined, data);
		expect(await saveOne(calls)).toEqual({
			...NOT_ASKED,
			isFree: true,
			charged: 'no',
			ids: { coverLetterId: 'let_9' },
			value: { title: 'To Acme' },
		});
		expect(api.requests).toEqual([]);
		expect(calls.made).toHaveLength(1);
	});

	it('Another letter is saved.', async () => {
		const { data } = await leftBy([saved()], saveOne);
		const { calls } = callsWith([saved()], storing, undefined, data);
		const other = { ...SAVE, body: { letterContent: 'b' } };
		expect(await calls.save(other)).toMatchObject({ attempts: 1, isFree: true, isCreation: true });
	});

	it('It is not tried again after a status with which it may have been saved.', async () => {
		const { calls } = callsWith([response(500), saved()]);
		expect(await saveOne(calls)).toMatchObject({ attempts: 1, failure: { statusCode: 500 } });
	});
});

describe('What is not kept', () => {
	it.each<[string, Scripted, typeof streamOne | typeof filesOf]>([
		['a stream that broke', stream(TWO, 'cut'), streamOne],
		['a stream that ended without its last event', stream(TWO), streamOne],
		['a stream without sections', stream([DONE]), streamOne],
		['a refusal of a stream', response(404), streamOne],
		['a file that broke', response(200, '%PDF-', { 'content-type': 'application/pdf' }), filesOf],
		['a refusal of a file', response(404), filesOf],
	])('It is not %s.', async (_, scripted, make) => {
		expect(await leftBy([scripted], make)).toMatchObject({ count: 0, data: { 'node:Laddro': {} } });
	});

	it('It is not a file that n8n can not store.', async () => {
		const full = async () => await Promise.reject(new Error('ENOSPC'));
		expect(await leftBy([pdf()], filesOf, full)).toMatchObject({ count: 0 });
	});

	it('It is not JSON, which costs nothing.', async () => {
		const list = async (calls: ItemCalls) =>
			await calls.json({ method: 'GET', path: '/v1/resumes' });
		expect(await leftBy([response(200, { items: [] })], list)).toMatchObject({ count: 0 });
	});
});
