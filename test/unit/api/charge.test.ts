import { chargedTogether, type Charged } from '../../../nodes/Laddro/api/charge';
import { fileOfType } from '../../../nodes/Laddro/api/readFile';
import { json } from '../../../nodes/Laddro/api/readJson';
import type { ApiRequest } from '../../../nodes/Laddro/api/request';
import { DONE } from '../stream/sse';
import { later, networkError, response, stream, type Scripted } from './fakeApi';
import { errorEvent, GENERATION, stage, stream as sections, SUMMARY, whole } from './stage';

const LIST: ApiRequest = { method: 'GET', path: '/v1/resumes' };
const FROM_RES_1: ApiRequest = { ...GENERATION, body: { resumeId: 'res_1' } };
const PROGRESS = 'data: {"type":"progress"}\n\n';
const NONE = { limits: { maxRetries: 0 } };

/** The same response, which names a document. */
function naming(id: string, reply: ReturnType<typeof response>): Scripted {
	return { ...reply, headers: { ...reply.headers, 'x-resume-id': id } };
}

describe('Whether a call for a stream was charged', () => {
	it.each<[Charged, string, () => Scripted]>([
		['no', 'a refused connection', () => networkError('ECONNREFUSED')],
		['no', 'an untrusted certificate', () => networkError('CERT_UNTRUSTED')],
		['no', 'status 301', () => response(301)],
		['no', 'status 401', () => response(401)],
		['no', 'status 422', () => response(422)],
		['no', 'status 429', () => response(429)],
		['no', 'a rate limit that lasts long', () => response(429, {}, { 'retry-after': '9999' })],
		['no', 'status 500', () => response(500)],
		['no', 'status 503', () => response(503)],
		['no', 'a first event of status 429', () => stream([errorEvent(429)])],
		['no', 'a first event of status 503', () => naming('res_9', stream([errorEvent(503)]))],
		['no', 'a first event of status 402', () => stream([errorEvent(402)])],
		['maybe', 'a first event of status 500', () => stream([errorEvent(500)])],
		['maybe', 'a first event without a status', () => stream([errorEvent()])],
		['maybe', 'an event of status 429 after progress', () => stream([PROGRESS, errorEvent(429)])],
		['maybe', 'a reset connection', () => networkError('ECONNRESET')],
		['maybe', "a response that Node's parser refuses", () => networkError('HPE_HEADER_OVERFLOW')],
		['maybe', 'silence', () => later().promise],
		['maybe', 'status 504', () => response(504)],
		['maybe', 'status 520', () => response(520)],
		['maybe', 'a stream that broke before a section', () => stream([PROGRESS], 'cut')],
		['maybe', 'a page', () => response(200, '<html>', { 'content-type': 'text/html' })],
		['maybe', 'a response of an unknown form', () => Promise.resolve('text')],
		['yes', 'a stream that broke after a section', () => stream([SUMMARY], 'cut')],
		['yes', 'a stream without a section', () => stream([DONE])],
		['yes', 'a whole document', whole],
		['yes', 'a broken stream that names its document', () => naming('res_9', stream([]))],
		['yes', 'another response that names its document', () => naming('res_9', response(200))],
	])('It is "%s" after %s.', async (charged, _, failing) => {
		expect(await stage([failing()], NONE).run()).toMatchObject({ charged });
	});

	it.each<[Charged, string]>([
		['maybe', 'res_1'],
		['yes', 'res_9'],
	])('It is "%s" after a broken stream for res_1 that names %s.', async (charged, id) => {
		const { runCall } = stage([naming(id, stream([]))]);
		expect(
			await runCall(
				FROM_RES_1,
				sections(() => {}),
			),
		).toMatchObject({ charged });
	});

	it('It is "maybe" after a file that broke and names the letter that was asked for.', async () => {
		const cut = response(200, '%PDF-1.7', {
			'content-type': 'application/pdf',
			'x-cover-letter-id': 'let_1',
		});
		const render: ApiRequest = { method: 'PUT', path: '/v1/cover-letters/let_1/render' };
		const { runCall } = stage([cut]);
		expect(await runCall(render, fileOfType('pdf'))).toMatchObject({ charged: 'maybe', ids: {} });
	});

	it('It counts what any try may have been charged.', async () => {
		const { run } = stage([response(503), networkError('ECONNRESET')]);
		expect(await run()).toMatchObject({ charged: 'maybe', attempts: 2 });
		expect(await stage([response(503), whole()]).run()).toMatchObject({ charged: 'yes' });
	});

	it('It is not where nothing was sent.', async () => {
		const { gate, run } = stage([]);
		gate.shut({ kind: 'nothingGenerated', events: '' });
		expect(await run()).toMatchObject({ charged: 'no', attempts: 0 });
	});
});

it('A call for a file was charged when the whole file came, and may have been when it broke.', async () => {
	const pdf = (text: string) => response(200, text, { 'content-type': 'application/pdf' });
	const chargedFor = async (text: string) =>
		(await stage([pdf(text)]).runCall(GENERATION, fileOfType('pdf'))).charged;
	expect(await chargedFor('%PDF-1.7\n%%EOF')).toBe('yes');
	expect(await chargedFor('%PDF-1.7')).toBe('maybe');
});

it('A call that costs nothing was never charged.', async () => {
	for (const reply of [() => response(200, { id: 'x' }), () => response(504)]) {
		expect(await stage([reply()], NONE).runCall(LIST, json)).toMatchObject({ charged: 'no' });
	}
});

it('Of several charges the surest counts.', () => {
	expect(chargedTogether([])).toBe('no');
	expect(chargedTogether(['no', 'maybe', 'no'])).toBe('maybe');
	expect(chargedTogether(['maybe', 'yes', 'no'])).toBe('yes');
});
