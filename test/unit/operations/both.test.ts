import { both } from '../../../nodes/Laddro/operations/both';
import type { Generation } from '../../../nodes/Laddro/calls/generate';
import { CONNECTION_CUT } from '../output/generation';
import { runWith, taskFor } from './task';

const RESUME: Partial<Generation> = { ids: { resumeId: 'res_9' } };
const LETTER: Partial<Generation> = { ids: { resumeId: 'res_1', coverLetterId: 'let_9' } };

/** Runs the operation with calls that end like these. */
async function run(calls: ReadonlyArray<Partial<Generation>>, parameters = {}) {
	return await runWith(taskFor(both, parameters), { generate: (_, number) => calls[number] ?? {} });
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
		const { requests, items, calls, failed, resume } = await run([
			{ ...RESUME, failure: CONNECTION_CUT },
		]);
		expect(requests).toHaveLength(1);
		expect(calls).toHaveLength(1);
		expect(items).toEqual([]);
		expect(failed).toEqual({ operation: 'tailor', documentId: 'res_9' });
		expect(resume).toBeUndefined();
	});

	it('When the letter fails, the finished resume is at hand, and the failure names the letter.', async () => {
		const { items, calls, failed, resume } = await run([
			RESUME,
			{ ...LETTER, failure: CONNECTION_CUT },
		]);
		expect(items).toEqual([]);
		expect(calls).toHaveLength(2);
		expect(failed).toEqual({ operation: 'coverLetter', documentId: 'let_9' });
		expect(resume).toMatchObject({
			document: expect.stringContaining('## Skills'),
			operation: 'tailor',
			documentId: 'res_9',
			complete: true,
		});
	});

	it('When what arrived is to be kept, the letter is not complete and the resume is whole.', async () => {
		const parameters = { requestOptions: { onInterruption: 'keepPartial' } };
		const { json } = await run([RESUME, { ...LETTER, failure: CONNECTION_CUT }], parameters);
		expect(json).toMatchObject([
			{
				resume: expect.stringContaining('TypeScript'),
				complete: false,
				interruption: expect.any(String),
			},
		]);
	});
});
