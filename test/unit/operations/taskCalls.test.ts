import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { taskCalls } from '../../../nodes/Laddro/operations/taskCalls';
import type { LivePart } from '../../../nodes/Laddro/output/live';
import { LIMITS, stage } from '../calls/stage';
import { DONE, section } from '../stream/sse';
import { openKept } from '../kept/context';
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
function callsWith(script: Scripted[], prepareBinaryData = storing, part?: LivePart) {
	const { api, context: calls } = stage(script);
	const context: object = { helpers: { prepareBinaryData } };
	const { signal } = new AbortController();
	const kept = openKept({});
	const setting = { limits: LIMITS, calls, signal, part, kept };
	return { api, calls: taskCalls(context as IExecuteFunctions, setting) };
}

describe('The calls that a task may make', () => {
	it('A stream gives its sections, and each piece goes to the live part with its style.', async () => {
		const passed: unknown[] = [];
		const part: object = { piece: (...piece: unknown[]) => passed.push(piece) };
		const { calls } = callsWith([stream([section('a', 'x'), DONE])], storing, part as LivePart);
		expect(await calls.generate(POST, STYLE)).toMatchObject({
			sections: new Map([['a', 'x']]),
			failure: undefined,
		});
		expect(passed).toEqual([[{ section: 'a', content: 'x', first: true }, STYLE]]);
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
