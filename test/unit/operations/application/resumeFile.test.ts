import type { IBinaryData } from 'n8n-workflow';
import { both } from '../../../../nodes/Laddro/operations/application/both';
import { coverLetter } from '../../../../nodes/Laddro/operations/application/coverLetter';
import type { Operation } from '../../../../nodes/Laddro/operations/operation';
import { tailor } from '../../../../nodes/Laddro/operations/application/tailor';
import { inlineFile, storedFile, textOf } from '../../parameters/binaryHelpers';
import { BadExpression, parametersWith } from '../../parameters/context';
import { runWith, taskFor } from '../task';

const CV = inlineFile('%PDF-1.7 my resume', { fileName: 'cv.pdf' });
const fromFile = (rest: object = {}) => ({ resumeSource: 'file', ...rest });

const fileTask = (operation: Operation, rest: object = {}, data: IBinaryData = CV) =>
	taskFor(operation, fromFile(rest), { data });

describe('A resume that is sent along', () => {
	it.each(['document', 'sections'])('Tailoring streams it as %s.', async (output) => {
		const { requests, styles, json } = await runWith(fileTask(tailor, { output }));
		expect(requests).toEqual([
			{
				method: 'POST',
				path: '/v1/tailor',
				body: { jobDescription: 'We look for an engineer.' },
				file: { content: expect.any(File), hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
			},
		]);
		expect(await textOf(requests[0]?.file?.content)).toBe('%PDF-1.7 my resume');
		expect(styles).toHaveLength(1);
		expect(json[0]).toMatchObject({ operation: 'tailor', resumeId: null });
	});

	it.each([tailor, coverLetter, both])(
		'As a PDF file, $value sends it in one request.',
		async (operation) => {
			const { requests, json } = await runWith(fileTask(operation, { output: 'pdf' }));
			expect(requests[0]?.file?.content.name).toBe('cv.pdf');
			expect(requests).toHaveLength(1);
			expect(json).toMatchObject([{ operation: operation.value, resumeId: null }]);
		},
	);

	it('No looks are sent with it, nor read.', async () => {
		const options = { templateId: new BadExpression('No'), fontSize: 'wrong' };
		const { requests } = await runWith(fileTask(tailor, { output: 'pdf', options }));
		expect(requests[0]?.body).toEqual({ jobDescription: 'We look for an engineer.' });
	});

	it.each([
		[coverLetter, 'document', '/v1/cover-letters/generate'],
		[coverLetter, 'sections', '/v1/cover-letters/generate'],
		[both, 'document', '/v1/tailor'],
		[both, 'sections', '/v1/tailor'],
	] as const)(
		'For $value as %s, its files are asked for in one request.',
		async (operation, output, path) => {
			const { requests, accepts } = await runWith(fileTask(operation, { output }));
			expect(requests.map((request) => request.path)).toEqual([path]);
			expect(requests[0]?.body?.includeCoverLetter).toBe(operation === both || undefined);
			expect(accepts).toEqual(['file']);
		},
	);

	it('The files that come with the texts are in the item, each in its field.', async () => {
		const parameters = { output: 'document', outputField: 'cv', coverLetterField: 'letter' };
		const { items, json } = await runWith(fileTask(both, parameters), { textFiles: 2 });
		expect(Object.keys(items[0]?.binary ?? {})).toEqual(['cv', 'letter']);
		expect(json).toMatchObject([{ fileName: 'file_1.pdf', coverLetterFileName: 'file_2.pdf' }]);
	});

	it('A file that can not be used is known before anything is sent.', async () => {
		expect(await fileTask(tailor).check?.()).toBeUndefined();
		expect(await fileTask(tailor, {}, inlineFile('hello')).check?.()).toMatchObject({
			kind: 'parameter',
			message: expect.stringContaining('is neither a PDF nor a DOCX file'),
		});
	});

	it('A resume from Laddro needs no such check.', () => {
		expect(taskFor(tailor).check).toBeUndefined();
	});

	it.each(['document', 'pdf'])(
		'A file that is lost until then fails its item without a request: %s',
		async (output) => {
			const task = fileTask(tailor, { output }, storedFile('gone'));
			const { requests, items, failed } = await runWith(task);
			expect(requests).toEqual([]);
			expect(items).toEqual([]);
			expect(failed).toEqual({
				failure: expect.objectContaining({
					kind: 'parameter',
					message: expect.stringContaining('cannot be read'),
				}),
			});
		},
	);

	it('A field that the item does not have is the failure of its parameters.', () => {
		expect(tailor.read(parametersWith(fromFile()))).toMatchObject({
			ok: false,
			failure: { kind: 'parameter' },
		});
	});
});
