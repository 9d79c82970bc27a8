import type { DocumentType } from '../../../nodes/Laddro/common/documentIds';
import { readBack, type Copy } from '../../../nodes/Laddro/operations/readBack';
import { later, networkError, response, type Scripted } from '../api/fakeApi';
import { LIMITS, stage } from '../api/stage';

const RESUME = { personal: { firstName: 'Ada' }, summary: { value: 'Builds things that last.' } };
const found = (fields: object = {}) => response(200, { id: 'res_9', ...RESUME, ...fields });
const missing = () => response(404, { message: 'Resume not found' });

interface Setting {
	ids?: string[];
	type?: DocumentType;
	isResult?: (copy: Copy) => boolean;
	perMinute?: number;
	/** Is given what the test may do something with, once the first request is under way. */
	meanwhile?: (
		parts: ReturnType<typeof stage> & { execution: AbortController },
	) => Promise<unknown>;
}

/** Reads a document back from an API that follows a script. */
async function read(
	script: Scripted[],
	{ ids = ['res_9'], type = 'resume', isResult, perMinute, meanwhile }: Setting = {},
) {
	const parts = stage(script, { perMinute });
	const { api, clock, context, gate } = parts;
	const execution = new AbortController();
	const asked = {
		type,
		language: undefined,
		isResult: async (copy: Copy) => isResult?.(copy) ?? true,
	};
	let ended: Awaited<ReturnType<typeof readBack>> | undefined;
	const urgent = { ...context, gate: gate.urgent };
	void readBack(ids, asked, LIMITS, urgent, execution.signal).then((result) => (ended = result));
	await clock.advance(0);
	await meanwhile?.({ ...parts, execution });
	while (!ended) await clock.advance(clock.nextIn ?? 0);
	const urls = api.requests.map(({ url }) => url.replace('https://api.laddro.com', ''));
	const seconds = api.times.map((time) => time / 1000);
	return { ...ended, seconds, endedAt: clock.now() / 1000, urls, isShut: gate.closed.aborted };
}

describe('A document that is read back', () => {
	it('is there at once where the store has it', async () => {
		const { copy, isGone, seconds, urls } = await read([found()]);
		expect(copy?.sections.get('summary')).toBe('Builds things that last.');
		expect(copy?.documentId).toBe('res_9');
		expect(isGone).toBe(false);
		expect(seconds).toEqual([0]);
		expect(urls).toEqual(['/v1/resumes/res_9']);
	});

	it('is asked for seven times in 45 seconds while the store does not have it, and is gone then', async () => {
		const { copy, isGone, seconds } = await read(Array.from({ length: 7 }, missing));
		expect(copy).toBeUndefined();
		expect(isGone).toBe(true);
		expect(seconds).toEqual([0, 2, 5, 10, 18, 29, 45]);
	});

	it.each<[string, () => Scripted]>([
		['is not there', missing],
		['has no text yet', () => response(200, { id: 'res_9', title: 'CV', isDefault: false })],
		['is not finished', () => found({ status: 'processing' })],
		['can not be reached', () => networkError('ECONNRESET')],
		['is busy', () => response(503)],
		['answers with a page', () => response(200, '<html>', { 'content-type': 'text/html' })],
	])('is asked for again while the store %s', async (_, waiting) => {
		const { copy, seconds } = await read([waiting(), waiting(), found()]);
		expect(copy?.documentId).toBe('res_9');
		expect(seconds).toEqual([0, 2, 5]);
	});

	it('is not gone as long as the store may have it', async () => {
		const script = [...Array.from({ length: 6 }, missing), networkError('ECONNRESET')];
		expect((await read(script)).isGone).toBe(false);
	});

	it('is gone where the store has something else, which is not taken', async () => {
		const script = Array.from({ length: 7 }, () => found());
		expect(await read(script, { isResult: () => false })).toMatchObject({ isGone: true });
	});

	it('is not taken under another id than the one that was asked for', async () => {
		const script = Array.from({ length: 7 }, () => found({ id: 'res_1', resumeId: 'res_1' }));
		expect(await read(script)).toMatchObject({ isGone: true });
	});

	it('is asked for under the next id where the first has nothing', async () => {
		const { copy, urls } = await read([missing(), found({ id: 'res_8' })], {
			ids: ['res_9', 'res_8'],
		});
		expect(copy?.documentId).toBe('res_8');
		expect(urls).toEqual(['/v1/resumes/res_9', '/v1/resumes/res_8']);
	});

	it('is not asked for without an id', async () => {
		expect(await read([], { ids: [] })).toMatchObject({ isGone: true, seconds: [] });
	});

	it('is not asked for again once the key is refused', async () => {
		expect(await read([response(401)])).toMatchObject({ isGone: false, seconds: [0] });
	});

	it('is not asked for again where the key may not read, and the run goes on', async () => {
		const { seconds, isGone, isShut } = await read([
			response(403, { message: 'Missing scope', code: 'insufficient_scope' }),
		]);
		expect({ seconds, isGone, isShut }).toEqual({ seconds: [0], isGone: false, isShut: false });
	});

	it('is asked for at those times however long each response takes, and for 46 seconds at most', async () => {
		const { promise, respondWith } = later();
		const script = [promise, ...Array.from({ length: 5 }, missing), later().promise];
		const { seconds, endedAt, isGone } = await read(script, {
			async meanwhile({ clock }) {
				await clock.advance(7000);
				respondWith(missing());
			},
		});
		expect(seconds).toEqual([0, 7, 7, 10, 18, 29, 45]);
		expect(endedAt).toBe(46);
		expect(isGone).toBe(false);
	});

	it.each<[string, Scripted]>([
		['is silent for all of its time', later().promise],
		['never ends its response', response(200, '{', {}, 'hold')],
	])('is not waited for beyond 46 seconds where the store %s', async (_, silent) => {
		const { seconds, endedAt, isGone } = await read([silent]);
		expect({ seconds, endedAt, isGone }).toEqual({ seconds: [0], endedAt: 46, isGone: false });
	});

	it.each(['Pending', 'queued', 'processing', 'RUNNING', 'generating'])(
		'is not finished while its status is %s, at whichever level',
		async (status) => {
			const wrapped = response(200, { status, data: { id: 'res_9', ...RESUME } });
			const { seconds } = await read([found({ status }), wrapped, found({ status: 'completed' })]);
			expect(seconds).toEqual([0, 2, 5]);
		},
	);

	it('is waited for after a rate limit, which uses up nothing of its time and does not end the run', async () => {
		const limited = () => response(429, {}, { 'retry-after': '60' });
		const script = [limited(), limited(), ...Array.from({ length: 5 }, missing)];
		const { seconds, isGone, isShut } = await read(script);
		expect(seconds).toEqual([0, 60, 120, 125, 133, 144, 160]);
		expect({ isGone, isShut }).toEqual({ isGone: true, isShut: false });
	});

	it('is not waited for where the rate limit lasts longer than an item may take', async () => {
		const { seconds, isGone, isShut } = await read([response(429, {}, { 'retry-after': '301' })]);
		expect({ seconds, isGone, isShut }).toEqual({ seconds: [0], isGone: false, isShut: true });
	});

	it("keeps the run's pace, which uses up nothing of its time", async () => {
		const script = Array.from({ length: 7 }, missing);
		const { seconds, isGone } = await read(script, { perMinute: 2 });
		expect(seconds).toEqual([0, 2, 60, 65, 120, 131, 180]);
		expect(isGone).toBe(true);
	});

	it('is asked for although nothing else is sent any more', async () => {
		const { seconds } = await read([missing(), found()], {
			meanwhile: async ({ gate }) => gate.shut({ kind: 'stopped' }),
		});
		expect(seconds).toEqual([0, 2]);
	});

	it('is not asked for again once the execution is cancelled', async () => {
		const { seconds, endedAt, isGone } = await read([missing()], {
			async meanwhile({ execution, clock }) {
				execution.abort();
				await clock.advance(0);
			},
		});
		expect({ seconds, endedAt, isGone }).toEqual({ seconds: [0], endedAt: 0, isGone: false });
	});

	it('of a letter is at another place', async () => {
		const letter = response(200, { coverLetterId: 'let_9', letterContent: '<p>Dear team,</p>' });
		const { copy, urls } = await read([letter], { ids: ['let_9'], type: 'coverLetter' });
		expect(copy?.sections.get('letterContent')).toContain('Dear team,');
		expect(urls).toEqual(['/v1/cover-letters/let_9']);
	});

	it('may have ten thousand sections', async () => {
		const sections = Array.from({ length: 10_000 }, (_, n) => ({
			type: 'custom',
			title: `Section ${n}`,
			items: [{ fields: { text: `Text ${n}` } }],
		}));
		const { copy } = await read([found({ sections })]);
		expect(copy?.sections.size).toBeGreaterThan(10_000);
	});
});
