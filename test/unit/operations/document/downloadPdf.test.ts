import { downloadPdf } from '../../../../nodes/Laddro/operations/document/downloadPdf';
import { parametersWith } from '../../parameters/context';
import { PDF, runWith, taskFor } from '../task';

const NOT_FOUND = { kind: 'status', statusCode: 404, meaning: 'notFound' } as const;
const letter = { documentType: 'coverLetter', documentId: 'let_1' };

describe('Downloading a stored document', () => {
	const options = {
		templateId: 'COBALT',
		fontSize: 11,
		additionalFields: { locale: 'de', fontSize: 1 },
	};

	it.each([
		[
			{ documentId: 'res_1', options },
			{
				method: 'POST',
				path: '/v1/export',
				body: { resumeId: 'res_1', templateId: 'COBALT', fontSize: 11, locale: 'de' },
			},
		],
		[{ documentId: 'res_1' }, { method: 'POST', path: '/v1/export', body: { resumeId: 'res_1' } }],
		[
			{ ...letter, options },
			{
				method: 'PUT',
				path: '/v1/cover-letters/let_1/render',
				body: { templateId: 'COBALT', fontSize: 11, locale: 'de' },
			},
		],
		[letter, { method: 'PUT', path: '/v1/cover-letters/let_1/render' }],
	])('With %j it is one request for a file.', async (parameters, request) => {
		const { requests, types } = await runWith(taskFor(downloadPdf, parameters));
		expect(requests).toEqual([request]);
		expect(types).toEqual([['pdf']]);
	});

	it.each([
		[{ documentId: 'res_1' }, 'resume.pdf', 'res_1', 'res_1'],
		[letter, 'cover-letter.pdf', null, 'let_1'],
	])(
		'With %j it is one item with the file.',
		async (parameters, fileName, resumeId, documentId) => {
			const { items } = await runWith(taskFor(downloadPdf, parameters));
			expect(items).toEqual([
				{
					json: {
						fileName,
						mimeType: 'application/pdf',
						fileSize: PDF.content.length,
						operation: 'downloadPdf',
						resumeId,
						documentId,
						complete: true,
					},
					binary: {
						data: { data: PDF.content.toString('base64'), fileName, mimeType: 'application/pdf' },
					},
					forTool: expect.objectContaining({ fileName, documentId }),
				},
			]);
		},
	);

	it('The file stands in the field that is named.', async () => {
		const task = taskFor(downloadPdf, { documentId: 'res_1', outputField: 'cv' });
		const { items } = await runWith(task, { file: { ...PDF, fileName: 'Jane.pdf' } });
		expect(items).toMatchObject([{ json: { fileName: 'Jane.pdf' }, binary: { cv: {} } }]);
	});

	it('When it fails there is no item, but what it was for.', async () => {
		const { items, failed } = await runWith(taskFor(downloadPdf, letter), { file: NOT_FOUND });
		expect(items).toEqual([]);
		expect(failed).toEqual({
			failure: NOT_FOUND,
			call: expect.objectContaining({ failure: NOT_FOUND, isFree: false }),
			operation: 'downloadPdf',
			documentId: 'let_1',
			isSaved: true,
		});
	});

	it.each<[string, Record<string, unknown>]>([
		["'Document Type' has an unknown value", { documentType: 'photo' }],
		["'Put Output File in Field' is not text", { outputField: [] }],
		["'Font Size' is not a number", { options: { fontSize: 'x' } }],
		["'Additional Body Fields' is not", { options: { additionalFields: '[' } }],
		["'Timeout (Seconds)' is not", { requestOptions: { timeout: 0 } }],
	])('The failure of a wrong parameter names it: %s', (message, parameters) => {
		expect(downloadPdf.read(parametersWith({ documentId: 'res_1', ...parameters }))).toMatchObject({
			failure: { message: expect.stringContaining(message) },
		});
	});

	it('Its limits and whether input fields are kept are read.', () => {
		const requestOptions = { timeout: 7 };
		const chosen = { options: { includeInputFields: true }, requestOptions };
		expect(taskFor(downloadPdf, { documentId: 'res_1', ...chosen })).toMatchObject({
			limits: { timeout: 7000 },
			includeInputFields: true,
		});
	});

	it('It has the words by which people know it, and says what it costs.', () => {
		expect(downloadPdf).toMatchObject({
			resource: 'document',
			value: 'downloadPdf',
			label: 'Download PDF',
			action: 'Download document as PDF',
			credits: 1,
		});
	});
});
