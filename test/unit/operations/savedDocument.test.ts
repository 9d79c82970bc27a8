import { notSent } from '../../../nodes/Laddro/calls/callApi';
import { downloadPdf } from '../../../nodes/Laddro/operations/downloadPdf';
import { get } from '../../../nodes/Laddro/operations/get';
import { BadExpression, parametersWith } from '../parameters/context';
import { PDF, runWith, taskFor } from './task';

const NOT_FOUND = { kind: 'status', statusCode: 404, meaning: 'notFound' } as const;
const failure = { ...notSent(NOT_FOUND), attempts: 1 };
const letter = { documentType: 'coverLetter', documentId: 'let_1' };

describe('Getting a stored document', () => {
	it.each([
		[{ documentId: { mode: 'list', value: 'res_1' } }, '/v1/resumes/res_1'],
		[{ documentId: ' res_1 ' }, '/v1/resumes/res_1'],
		[{ documentId: 17 }, '/v1/resumes/17'],
		[letter, '/v1/cover-letters/let_1'],
		[{ documentId: 'ä€😀' }, '/v1/resumes/%C3%A4%E2%82%AC%F0%9F%98%80'],
		[{ documentId: '..a' }, '/v1/resumes/..a'],
		[{ documentId: 'a..' }, '/v1/resumes/a..'],
	])('With %j it is one request to %s.', async (parameters, path) => {
		const { requests } = await runWith(taskFor(get, parameters), {});
		expect(requests).toEqual([{ method: 'GET', path }]);
	});

	it('It is one item with what the API says, and the id that other calls take.', async () => {
		const value = { id: 17, resumeId: 'res_1', title: 'Engineer', experience: [{ a: 1 }] };
		const { items, failed } = await runWith(taskFor(get, { documentId: 'res_1' }), {
			json: () => ({ value }),
		});
		expect(items).toEqual([{ json: { ...value, id: 'res_1' } }]);
		expect(failed).toMatchObject({ operation: 'get' });
	});

	it('When it fails there is no item, but what it was for.', async () => {
		const result = await runWith(taskFor(get, letter), {
			json: () => ({ ...failure, value: undefined }),
		});
		expect(result).toMatchObject({
			items: [],
			calls: [{ failure: NOT_FOUND }],
			failed: { operation: 'get', documentId: 'let_1' },
		});
	});

	it.each([
		['', "'Document' is empty"],
		['  ', "'Document' is empty"],
		[null, "'Document' is empty"],
		[{ mode: 'list', value: '' }, "'Document' is empty"],
		[[], "'Document' is not text"],
		['a/b', "'Document' is not the ID of a document"],
		['a\\b', "'Document' is not the ID of a document"],
		['a b', "'Document' is not the ID of a document"],
		['a?b', "'Document' is not the ID of a document"],
		['a#b', "'Document' is not the ID of a document"],
		['.', "'Document' is not the ID of a document"],
		['..', "'Document' is not the ID of a document"],
		['https://laddro.com/resumes/res_1', "'Document' is not the ID of a document"],
	])('The id %j is refused: %s', (documentId, message) => {
		for (const operation of [get, downloadPdf]) {
			expect(operation.read(parametersWith({ documentId }))).toMatchObject({
				ok: false,
				failure: { kind: 'parameter', message, advice: expect.stringMatching(/\.$/) },
			});
		}
	});

	it.each<[string, Record<string, unknown>]>([
		["'Document Type' has an unknown value", { documentType: 'photo' }],
		["'Include Input Fields' is not", { options: { includeInputFields: 'yes' } }],
		["'Max Retries' is not a whole", { requestOptions: { maxRetries: 11 } }],
		['x is not defined', { documentId: new BadExpression('x is not defined') }],
	])('The failure of a wrong parameter names it: %s', (message, parameters) => {
		expect(get.read(parametersWith({ documentId: 'res_1', ...parameters }))).toMatchObject({
			failure: { message: expect.stringContaining(message) },
		});
	});

	it('Its limits and whether input fields are kept are read.', () => {
		const { limits, includeInputFields, check } = taskFor(get, {
			documentId: 'res_1',
			options: { includeInputFields: true },
			requestOptions: { maxRetries: 1, idleTimeout: 2, timeout: 3 },
		});
		expect(limits).toEqual({ maxRetries: 1, idleTimeout: 2000, timeout: 3000 });
		expect(includeInputFields).toBe(true);
		expect(check).toBeUndefined();
	});
});

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
		const { requests } = await runWith(taskFor(downloadPdf, parameters), {});
		expect(requests).toEqual([request]);
	});

	it.each([
		[{ documentId: 'res_1' }, 'resume.pdf', 'res_1', 'res_1'],
		[letter, 'cover-letter.pdf', null, 'let_1'],
	])(
		'With %j it is one item with the file.',
		async (parameters, fileName, resumeId, documentId) => {
			const { items } = await runWith(taskFor(downloadPdf, parameters), {});
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
		const result = await runWith(taskFor(downloadPdf, letter), { file: failure });
		expect(result).toMatchObject({
			items: [],
			calls: [failure],
			failed: { operation: 'downloadPdf', documentId: 'let_1' },
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
});

describe('The names of the operations', () => {
	it.each([
		[get, 'Get', 'Get document', 'no credits'],
		[downloadPdf, 'Download PDF', 'Download document as PDF', '1 credit'],
	] as const)(
		'$label is what people read, and says what it costs.',
		(operation, label, action, price) => {
			expect(operation).toMatchObject({ resource: 'document', label, action });
			expect(operation.description).toContain(price);
		},
	);
});
