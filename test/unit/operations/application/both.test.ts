import { both } from '../../../../nodes/Laddro/operations/application/both';
import type { Outcome } from '../../../../nodes/Laddro/api/call';
import type { Sections } from '../../../../nodes/Laddro/stream/streamReader';
import { CONNECTION_CUT, TWO_SECTIONS } from '../../output/generation';
import { runWith, taskFor } from '../task';

type StreamCall = Partial<Outcome<Sections>>;

const RESUME: StreamCall = { ids: { resumeId: 'res_9' } };
const LETTER: StreamCall = { ids: { resumeId: 'res_1', coverLetterId: 'let_9' } };

/** Runs the operation with calls that end like these. */
async function run(calls: readonly StreamCall[], parameters = {}) {
	return await runWith(taskFor(both, parameters), { stream: (_, number) => calls[number] ?? {} });
}

describe('A resume and the letter that goes with it', () => {
	it('They are two calls, the resume first, and one item with the ids of both.', async () => {
		const { requests, json, failed } = await run([RESUME, LETTER]);
		expect(requests.map(({ path }) => path)).toEqual(['/v1/tailor', '/v1/cover-letters/generate']);
		expect(json).toMatchObject([
			{ operation: 'both', documentId: 'res_9', coverLetterId: 'let_9', complete: true },
		]);
		expect(failed).toBeUndefined();
	});

	it('Each has the headings that are usual for it, and only the resume has a mode.', async () => {
		const { requests, styles } = await run([RESUME, LETTER], { options: { mode: 'new' } });
		expect(styles.map(({ headings }) => headings)).toEqual([true, false]);
		expect(requests.map(({ body }) => body?.mode)).toEqual(['new', undefined]);
	});

	it('As items per section, each has its own operation and id.', async () => {
		const { json } = await run([RESUME, LETTER], { output: 'sections' });
		expect(json.map(({ operation, documentId }) => [operation, documentId])).toEqual([
			['tailor', 'res_9'],
			['tailor', 'res_9'],
			['coverLetter', 'let_9'],
			['coverLetter', 'let_9'],
		]);
	});

	it('The letter is not asked for when the resume failed.', async () => {
		const { requests, items, failed } = await run([{ ...RESUME, failure: CONNECTION_CUT }]);
		expect(requests).toHaveLength(1);
		expect(items).toEqual([]);
		expect(failed).toMatchObject({ operation: 'tailor', documentId: 'res_9', resume: undefined });
	});

	it('When the letter fails, the finished resume is at hand, and the failure names the letter.', async () => {
		const { requests, items, failed } = await run([RESUME, { ...LETTER, failure: CONNECTION_CUT }]);
		expect(requests).toHaveLength(2);
		expect(items).toEqual([]);
		expect(failed).toMatchObject({
			failure: CONNECTION_CUT,
			operation: 'coverLetter',
			documentId: 'let_9',
			resume: {
				document: expect.stringContaining('## Skills'),
				operation: 'tailor',
				documentId: 'res_9',
				complete: true,
			},
		});
	});

	it('When what arrived is to be kept, the letter is not complete and the resume is whole.', async () => {
		const parameters = { requestOptions: { onInterruption: 'keepPartial' } };
		const { json, failed, interruption } = await run(
			[RESUME, { ...LETTER, failure: CONNECTION_CUT }],
			parameters,
		);
		expect(json).toMatchObject([
			{
				resume: expect.stringContaining('TypeScript'),
				complete: false,
				interruption: expect.any(String),
			},
		]);
		expect(failed).toBeUndefined();
		expect(interruption).toEqual(CONNECTION_CUT);
	});

	it('The letter is not asked for when what arrived of the resume is kept.', async () => {
		const parameters = { requestOptions: { onInterruption: 'keepPartial' } };
		const cut = { ...RESUME, failure: CONNECTION_CUT };
		const { requests, json, interruption } = await run([cut], parameters);
		expect(requests).toHaveLength(1);
		expect(json).toMatchObject([
			{ documentId: 'res_9', coverLetter: null, coverLetterSections: {}, complete: false },
		]);
		expect(interruption).toEqual(CONNECTION_CUT);
		const bySection = { ...parameters, output: 'sections' };
		expect((await run([cut], bySection)).json).toHaveLength(TWO_SECTIONS.size);
	});
});
