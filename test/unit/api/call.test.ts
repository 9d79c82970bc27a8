import { fileOfType } from '../../../nodes/Laddro/api/readFile';
import { json } from '../../../nodes/Laddro/api/readJson';
import type { ApiRequest } from '../../../nodes/Laddro/api/request';
import { settle } from '../fakeClock';
import { DONE, section } from '../stream/sse';
import { networkError, response, stream } from './fakeApi';
import { errorEvent, KEY, stage, SUMMARY, whole } from './stage';

const LIST: ApiRequest = { method: 'GET', path: '/v1/resumes', query: { limit: 1 } };
const EXPORT: ApiRequest = { method: 'POST', path: '/v1/export', body: { resumeId: 'res_1' } };

const PDF = '%PDF-1.7\n%%EOF';
const PDF_TYPE = { 'content-type': 'application/pdf' };
const pdf = fileOfType('pdf');

const ONCE = {
	failure: undefined,
	ids: {},
	attempts: 1,
	waited: 0,
	took: 0,
	sentAt: undefined,
	charged: 'yes',
	waitedFor: new Set(),
};

describe('A call for a stream', () => {
	it('sends one request, returns the sections, and closes the connection', async () => {
		const reply = stream([SUMMARY, section('skills', 'SQL'), DONE], 'hold');
		const { clock, api, start } = stage([reply]);
		const call = start();
		await clock.advance(0);
		expect(call.outcome).toEqual({
			...ONCE,
			value: {
				sections: new Map([
					['summary', 'Engineer'],
					['skills', 'SQL'],
				]),
				ids: {},
				last: { type: 'done' },
			},
			isFree: false,
		});
		expect(call.pieces.map(({ section: name }) => name)).toEqual(['summary', 'skills']);
		expect(api.requests).toHaveLength(1);
		expect(reply.body.destroyed).toBe(true);
		expect(api.signals[0]?.aborted).toBe(true);
		expect(clock.pending).toBe(0);
	});

	it('calls back with pieces while the rest of the stream is still to come', async () => {
		const reply = stream([SUMMARY], 'hold');
		const { clock, start } = stage([reply]);
		const call = start();
		await clock.advance(1000);
		expect(call.pieces).toHaveLength(1);
		expect(call.outcome).toBeUndefined();
		reply.body.send(DONE);
		await clock.advance(0);
		expect(call.outcome?.failure).toBeUndefined();
	});

	it('sends a request that the API can answer with a stream', async () => {
		const { api, run } = stage([whole()]);
		await run();
		expect(api.requests[0]).toMatchObject({
			method: 'POST',
			url: 'https://api.laddro.com/v1/tailor',
			body: { jobDescription: 'Posting' },
			headers: { Accept: 'text/event-stream' },
			timeout: 660_000,
		});
	});

	it('does not mix what different tries have sent', async () => {
		const { run } = stage([
			stream([errorEvent(503)]),
			stream([SUMMARY, section('skills', 'SQL'), DONE]),
		]);
		const { failure, value } = await run();
		expect(failure).toBeUndefined();
		expect([...(value?.sections.keys() ?? [])]).toEqual(['summary', 'skills']);
	});

	it('names nothing that an earlier try has named', async () => {
		for (const last of [whole(), response(503), networkError('ECONNREFUSED')]) {
			const busy = stream([errorEvent(503)]);
			const named = { ...busy, headers: { ...busy.headers, 'x-resume-id': 'res_8' } };
			const { run } = stage([named, last], { limits: { maxRetries: 1 } });
			const { attempts, ids } = await run();
			expect({ attempts, ids }).toEqual({ attempts: 2, ids: {} });
		}
	});

	it('throws what the callback for pieces throws, and closes the connection', async () => {
		const bug = new Error('Bug in the callback');
		const reply = stream([SUMMARY], 'hold');
		const { clock, start } = stage([reply, whole()], {
			onPiece: () => {
				throw bug;
			},
		});
		const call = start();
		await clock.advance(0);
		expect(call.thrown).toBe(bug);
		expect(reply.body.destroyed).toBe(true);
		expect(clock.pending).toBe(0);
	});
});

describe('A call for JSON', () => {
	it('is sent once, and returns the object and that it cost nothing', async () => {
		const { api, clock, runCall } = stage([response(200, { items: [] })]);
		expect(await runCall(LIST, json)).toEqual({
			...ONCE,
			value: { items: [] },
			isFree: true,
			charged: 'no',
		});
		expect(api.requests).toMatchObject([{ method: 'GET', qs: { limit: 1 } }]);
		expect(clock.pending).toBe(0);
	});
});

describe('A call for a file', () => {
	it('is sent once, and returns the file and the ids of what Laddro has stored', async () => {
		const { api, clock, runCall } = stage([
			response(200, PDF, { ...PDF_TYPE, 'x-resume-id': 'res_9' }),
		]);
		expect(await runCall(EXPORT, pdf)).toEqual({
			...ONCE,
			value: { type: 'pdf', content: Buffer.from(PDF), fileName: undefined },
			isFree: false,
			ids: { resumeId: 'res_9' },
		});
		expect(api.requests).toMatchObject([{ method: 'POST', body: { resumeId: 'res_1' } }]);
		expect(clock.pending).toBe(0);
	});

	it('names what Laddro has stored although the file broke', async () => {
		const { runCall } = stage([
			response(200, '%PDF-', { ...PDF_TYPE, 'x-cover-letter-id': 'let_9' }),
		]);
		const { failure, value, ids } = await runCall(EXPORT, pdf);
		expect(failure).toEqual({ kind: 'interrupted', cause: 'fileCut' });
		expect(value).toBeUndefined();
		expect(ids).toEqual({ coverLetterId: 'let_9' });
	});

	it('ends at once when the run is stopped', async () => {
		const slow = response(200, '%PDF-', PDF_TYPE, 'hold');
		const { clock, startCall } = stage([slow]);
		const call = startCall(EXPORT, pdf);
		await settle();
		call.stop();
		await settle();
		expect(call.outcome?.failure).toEqual({ kind: 'stopped' });
		expect(slow.body.destroyed).toBe(true);
		expect(clock.pending).toBe(0);
	});
});

describe('A call that fails', () => {
	it.each([
		['an error response', () => response(404, {}, {}, 'hold')],
		['a page', () => response(200, '<html>', { 'content-type': 'text/html' }, 'hold')],
		['an error event', () => stream([errorEvent(400)], 'hold')],
		['a malformed event', () => stream(['data: {x\n\n'], 'hold')],
	])('closes the connection after %s', async (_, failing) => {
		const reply = failing();
		const { clock, start } = stage([reply]);
		const call = start();
		await clock.advance(5000);
		expect(call.outcome?.failure).toBeDefined();
		expect(reply.body.destroyed).toBe(true);
		expect(clock.pending).toBe(0);
	});

	it('keeps the key out of every failure', async () => {
		const body = { error: `Key ${KEY} ${KEY}`, code: KEY, upgradeUrl: `https://l.co/?k=${KEY}` };
		const event = `data: ${JSON.stringify({ type: 'error', ...body, statusCode: 402 })}\n\n`;
		const failing = [
			response(402, body),
			stream([event]),
			response(200, '', { 'content-type': `text/${KEY}` }),
			new Error(`Header x-api-key: ${KEY} is not valid`),
		];
		for (const reply of failing) {
			const { failure } = await stage([reply]).run();
			expect(JSON.stringify(failure)).not.toContain(KEY);
			expect(JSON.stringify(failure)).toContain('***');
		}
	});
});
