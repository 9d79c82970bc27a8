import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { taskCalls } from '../../../nodes/Laddro/operations/taskCalls';
import type { LivePart } from '../../../nodes/Laddro/output/live';
import { LIMITS, stage } from '../calls/stage';
import { DONE, section } from '../stream/sse';
import { openKept, stored, type ExecutionData } from '../kept/context';
import { answer, stream, type Scripted } from '../transport/fakeApi';

const POST = { method: 'POST', path: '/v1/tailor', body: {} } as const;
const STYLE = { format: 'text', headings: true } as const;
const PDF = '%PDF-1.7\n%%EOF';
const pdf = () => answer(200, PDF, { 'content-type': 'application/pdf', 'x-resume-id': 'res_9' });

type Store = (...parts: unknown[]) => Promise<IBinaryData>;

const storing: Store = async (content, fileName, mimeType) => ({
	data: String(content),
	fileName: String(fileName),
	mimeType: String(mimeType),
});

/** The calls of a task, with an API that follows a script. */
function callsWith(
	script: Scripted[],
	prepareBinaryData = storing,
	part?: LivePart,
	data: ExecutionData = {},
) {
	const { api, context: calls } = stage(script);
	const context: object = { helpers: { prepareBinaryData } };
	const { signal } = new AbortController();
	const kept = openKept(data);
	const setting = { limits: LIMITS, calls, signal, part, kept };
	return { api, kept, calls: taskCalls(context as IExecuteFunctions, setting) };
}

describe('The calls that a task may make', () => {
	it('A stream gives its sections, and each piece goes to the live part with its style.', async () => {
		const { pieces, part } = noting();
		const { calls } = callsWith([stream([section('a', 'x'), DONE])], storing, part);
		expect(await calls.generate(POST, STYLE)).toMatchObject({
			sections: new Map([['a', 'x']]),
			failure: undefined,
		});
		expect(pieces).toEqual([[{ section: 'a', content: 'x', first: true }, STYLE]]);
	});

	it('A stream needs no live part.', async () => {
		const { calls } = callsWith([stream([section('a', 'x'), DONE])]);
		expect((await calls.generate(POST, STYLE)).failure).toBeUndefined();
	});

	it('A file is unpacked, and what comes of it is stored.', async () => {
		const { calls } = callsWith([pdf()]);
		const call = await calls.fetchFiles(POST, ({ content }) => [
			{ fileName: 'a.pdf', mimeType: 'application/pdf', content },
			{ fileName: 'b.pdf', mimeType: 'application/pdf', content },
		]);
		expect(call).toMatchObject({
			failure: undefined,
			ids: { resumeId: 'res_9' },
			attempts: 1,
			files: [
				{ fileName: 'a.pdf', fileSize: PDF.length, binary: { data: PDF, fileName: 'a.pdf' } },
				{ fileName: 'b.pdf', binary: { mimeType: 'application/pdf' } },
			],
		});
		expect(call).not.toHaveProperty('value');
	});

	it('A file that n8n can not store is a failure that keeps what is known of the call.', async () => {
		const { calls } = callsWith([pdf()], async () => await Promise.reject(new Error('ENOSPC')));
		const call = await calls.fetchFiles(POST, ({ content }) => [
			{ fileName: 'a.pdf', mimeType: 'application/pdf', content },
		]);
		expect(call).toMatchObject({
			failure: { kind: 'interrupted', cause: 'notStored' },
			isFree: false,
			ids: { resumeId: 'res_9' },
			attempts: 1,
		});
		expect(call.files).toBeUndefined();
	});

	it('Nothing is unpacked or stored of a file that did not come.', async () => {
		const { calls } = callsWith([answer(404)]);
		const call = await calls.fetchFiles(POST, () => {
			throw new Error('There is nothing to unpack');
		});
		expect(call).toMatchObject({ failure: { statusCode: 404 } });
		expect(call.files).toBeUndefined();
	});

	it('JSON is asked for with its query.', async () => {
		const { api, calls } = callsWith([answer(200, { items: [] })]);
		const request = { method: 'GET', path: '/v1/resumes', query: { limit: 1 } } as const;
		expect(await calls.fetchJson(request)).toMatchObject({ value: { items: [] }, isFree: true });
		expect(api.requests).toMatchObject([{ method: 'GET', qs: { limit: 1 } }]);
	});
});

/** A live part that notes what it is given. */
function noting() {
	const pieces: unknown[] = [];
	const part: object = { piece: (...piece: unknown[]) => pieces.push(piece) };
	return { pieces, part: part as LivePart };
}

type CallsOfTask = ReturnType<typeof callsWith>['calls'];

/** The data of an execution in which a try has ended after these calls. */
async function leftBy(
	script: Scripted[],
	make: (calls: CallsOfTask) => Promise<unknown>,
	prepareBinaryData = storing,
) {
	const data: ExecutionData = {};
	const { kept, calls } = callsWith(script, prepareBinaryData, undefined, data);
	await make(calls);
	return { count: kept.save(), data: stored(data) };
}

const generateOne = async (calls: CallsOfTask) => await calls.generate(POST, STYLE);
const fetchOne = async (calls: CallsOfTask) =>
	await calls.fetchFiles(POST, ({ content }) => [
		{ fileName: 'a.pdf', mimeType: 'application/pdf', content },
		{ fileName: 'b.pdf', mimeType: 'application/pdf', content },
	]);
const TWO = [section('a', 'x'), section('b', 'y'), section('a', 'z')];
const NOT_ASKED = { attempts: 0, waited: 0, waitedFor: new Set(), isFree: false, isKept: true };

describe('A stream that an earlier try has read to its end', () => {
	const NAMED = {
		...stream([...TWO, DONE]),
		headers: { 'content-type': 'text/event-stream', 'x-resume-id': 'res_9' },
	};
	const left = leftBy([NAMED], generateOne);

	it('It is handed on without a request, as a call that needed none.', async () => {
		const { data, count } = await left;
		expect(count).toBe(1);
		const { api, calls } = callsWith([], storing, undefined, stored(data));
		expect(await generateOne(calls)).toEqual({
			...NOT_ASKED,
			ids: { resumeId: 'res_9' },
			sections: new Map([
				['a', 'xz'],
				['b', 'y'],
			]),
		});
		expect(api.requests).toEqual([]);
	});

	it('Its sections go to the live part, each whole.', async () => {
		const { data } = await left;
		const { pieces, part } = noting();
		const { calls } = callsWith([], storing, part, stored(data));
		await generateOne(calls);
		expect(pieces).toEqual([
			[{ section: 'a', content: 'xz', first: true }, STYLE],
			[{ section: 'b', content: 'y', first: true }, STYLE],
		]);
	});

	it('It is handed on once, and kept for one more try.', async () => {
		const { data } = await left;
		const again = stream([section('a', 'new'), DONE]);
		const { api, kept, calls } = callsWith([again], storing, undefined, stored(data));
		await generateOne(calls);
		expect((await generateOne(calls)).sections).toEqual(new Map([['a', 'new']]));
		expect(api.requests).toHaveLength(1);
		expect(kept.save()).toBe(2);
	});

	it('It is no answer to another request, nor to one for a file.', async () => {
		const { data } = await left;
		const script = [stream([section('a', 'new'), DONE]), pdf()];
		const { api, calls } = callsWith(script, storing, undefined, stored(data));
		expect(await calls.generate({ ...POST, body: { language: 'fi' } }, STYLE)).toMatchObject({
			attempts: 1,
		});
		expect((await fetchOne(calls)).files).toHaveLength(2);
		expect(api.requests).toHaveLength(2);
	});
});

describe('A file that an earlier try has stored', () => {
	it('All that came of it is handed on without a request, and nothing is stored again.', async () => {
		const { count, data } = await leftBy([pdf()], fetchOne);
		expect(count).toBe(1);
		const again = async () => await Promise.reject(new Error('Stored again'));
		const { api, calls } = callsWith([], again, undefined, data);
		const binary = { data: PDF, mimeType: 'application/pdf' };
		const file = { mimeType: 'application/pdf', fileSize: PDF.length };
		expect(await fetchOne(calls)).toEqual({
			...NOT_ASKED,
			ids: { resumeId: 'res_9' },
			files: [
				{ ...file, fileName: 'a.pdf', binary: { ...binary, fileName: 'a.pdf' } },
				{ ...file, fileName: 'b.pdf', binary: { ...binary, fileName: 'b.pdf' } },
			],
		});
		expect(api.requests).toEqual([]);
	});

	it('It is no answer to a request for a stream.', async () => {
		const { data } = await leftBy([pdf()], fetchOne);
		const script = [stream([section('a', 'new'), DONE])];
		const { calls } = callsWith(script, storing, undefined, data);
		expect(await generateOne(calls)).toMatchObject({ attempts: 1, failure: undefined });
	});
});

describe('What is not kept', () => {
	it.each<[string, Scripted, typeof generateOne | typeof fetchOne]>([
		['a stream that broke', stream(TWO, 'cut'), generateOne],
		['a stream that ended without its last event', stream(TWO), generateOne],
		['a stream without sections', stream([DONE]), generateOne],
		['a refusal of a stream', answer(404), generateOne],
		['a file that broke', answer(200, '%PDF-', { 'content-type': 'application/pdf' }), fetchOne],
		['a refusal of a file', answer(404), fetchOne],
	])('It is not %s.', async (_, scripted, make) => {
		expect(await leftBy([scripted], make)).toMatchObject({ count: 0, data: { 'node:Laddro': {} } });
	});

	it('It is not a file that n8n can not store.', async () => {
		const full = async () => await Promise.reject(new Error('ENOSPC'));
		expect(await leftBy([pdf()], fetchOne, full)).toMatchObject({ count: 0 });
	});

	it('It is not JSON, which costs nothing.', async () => {
		const list = async ({ fetchJson }: CallsOfTask) =>
			await fetchJson({ method: 'GET', path: '/v1/resumes' });
		expect(await leftBy([answer(200, { items: [] })], list)).toMatchObject({ count: 0 });
	});
});
