import { strToU8, zipSync } from 'fflate';
import { both } from '../../../../nodes/Laddro/operations/application/both';
import { coverLetter } from '../../../../nodes/Laddro/operations/application/coverLetter';
import { tailor } from '../../../../nodes/Laddro/operations/application/tailor';
import type { ReceivedFile } from '../../../../nodes/Laddro/api/readFile';
import { CONNECTION_CUT } from '../../output/generation';
import { BadExpression, parametersWith } from '../../parameters/context';
import { PDF, runWith, taskFor } from '../task';

const posting = { resumeId: 'res_1', jobDescription: 'We look for an engineer.' };
const asPdf = (rest: object = {}) => ({ output: 'pdf', ...rest });

const ZIP: ReceivedFile = {
	type: 'zip',
	content: Buffer.from(
		zipSync({
			'cover-letter.pdf': strToU8('%PDF-letter %%EOF'),
			'resume.pdf': strToU8('%PDF-resume%%EOF'),
		}),
	),
};

const bytesOf = (data: string) => Buffer.from(data, 'base64').toString();

describe('A PDF file of one document', () => {
	it.each([
		[tailor, '/v1/tailor', 'resume.pdf', 'res_9'],
		[coverLetter, '/v1/cover-letters/generate', 'cover-letter.pdf', 'let_9'],
	] as const)(
		'$value is one request for a file, and one item with it.',
		async (operation, path, fileName, documentId) => {
			const { requests, types, items, failed } = await runWith(taskFor(operation, asPdf()));
			expect(types).toEqual([['pdf']]);
			expect(requests).toEqual([{ method: 'POST', path, body: posting }]);
			expect(items).toEqual([
				{
					json: {
						fileName,
						mimeType: 'application/pdf',
						fileSize: PDF.content.length,
						operation: operation.value,
						resumeId: 'res_1',
						documentId,
						complete: true,
					},
					binary: {
						data: { data: PDF.content.toString('base64'), fileName, mimeType: 'application/pdf' },
					},
					forTool: expect.objectContaining({ fileName, documentId }),
				},
			]);
			expect(Object.keys(items[0]!.json)).toEqual([
				'fileName',
				'mimeType',
				'fileSize',
				'operation',
				'resumeId',
				'documentId',
				'complete',
			]);
			expect(failed).toBeUndefined();
		},
	);

	it('It has the name that the response gives it, and stands in the field that is named.', async () => {
		const task = taskFor(tailor, asPdf({ outputField: ' cv ' }));
		const { items } = await runWith(task, { file: { ...PDF, fileName: 'Jane.pdf' } });
		expect(items).toMatchObject([
			{ json: { fileName: 'Jane.pdf' }, binary: { cv: { fileName: 'Jane.pdf' } } },
		]);
		expect(Object.keys(items[0]!.binary!)).toEqual(['cv']);
	});

	it('The resume is null when the default one was used.', async () => {
		const task = taskFor(tailor, asPdf({ resumeId: '' }));
		expect((await runWith(task)).json).toMatchObject([{ resumeId: null }]);
	});

	it('Its looks are in the body, and win over additional fields.', async () => {
		const options = {
			templateId: { mode: 'id', value: 'COBALT' },
			colorId: 'blue',
			font: 'Inter',
			spacing: '1.5',
			margin: 0,
			fontSize: 11,
			pageNumbering: 'page',
			mode: 'new',
			additionalFields: { font: 'Lora', locale: 'de' },
		};
		const { requests } = await runWith(taskFor(tailor, asPdf({ options })));
		expect(requests[0]?.body).toEqual({
			...posting,
			locale: 'de',
			mode: 'new',
			templateId: 'COBALT',
			colorId: 'blue',
			font: 'Inter',
			spacing: 1.5,
			margin: 0,
			fontSize: 11,
			pageNumbering: 'page',
		});
	});

	it.each(['document', 'sections'])(
		'Looks are neither sent nor read where the output is %s.',
		async (output) => {
			const options = { templateId: new BadExpression('No'), fontSize: 'wrong' };
			const { requests } = await runWith(taskFor(tailor, { output, options }));
			expect(requests).toMatchObject([{ body: posting }]);
			expect(requests[0]?.body).toEqual(posting);
		},
	);

	it('What concerns streams is not read.', () => {
		const bad = new BadExpression('No');
		const options = { sectionHeadings: bad };
		const parameters = asPdf({
			options,
			documentFormat: bad,
			requestOptions: { onInterruption: bad },
		});
		expect(tailor.read(parametersWith(parameters)).ok).toBe(true);
	});

	it.each([
		["'Font Size' is not a number", asPdf({ options: { fontSize: 'x' } })],
		["'Put Output File in Field' is not text", asPdf({ outputField: [] })],
	])('The failure of a wrong parameter names it: %s', (message, parameters) => {
		expect(tailor.read(parametersWith(parameters))).toMatchObject({
			ok: false,
			failure: { kind: 'parameter', message },
		});
	});

	it.each([
		[tailor, 'res_9'],
		[coverLetter, 'let_9'],
		[both, 'res_9'],
	] as const)(
		'When $value fails there is no item, but what it was for.',
		async (operation, documentId) => {
			const { items, failed } = await runWith(taskFor(operation, asPdf()), {
				file: CONNECTION_CUT,
			});
			expect(items).toEqual([]);
			expect(failed).toEqual({
				failure: CONNECTION_CUT,
				call: expect.objectContaining({ failure: CONNECTION_CUT, attempts: 1 }),
				operation: operation.value,
				documentId,
			});
		},
	);
});

describe('The PDF files of a resume and its letter', () => {
	it('They are one request, whose ZIP file becomes one item with both.', async () => {
		const { requests, types, items } = await runWith(taskFor(both, asPdf()), { file: ZIP });
		expect(requests).toEqual([
			{
				method: 'POST',
				path: '/v1/tailor',
				body: { ...posting, includeCoverLetter: true },
			},
		]);
		expect(types).toEqual([['zip', 'pdf']]);
		expect(items).toMatchObject([
			{
				json: {
					fileName: 'resume.pdf',
					mimeType: 'application/pdf',
					fileSize: 16,
					coverLetterFileName: 'cover-letter.pdf',
					coverLetterFileSize: 17,
					operation: 'both',
					resumeId: 'res_1',
					documentId: 'res_9',
					coverLetterId: 'let_9',
					complete: true,
				},
			},
		]);
		const [{ json, binary = {} } = { json: {} }] = items;
		expect(json).not.toHaveProperty('unpacked');
		expect(Object.keys(binary)).toEqual(['data', 'coverLetter']);
		expect(bytesOf(binary.data!.data)).toBe('%PDF-resume%%EOF');
		expect(bytesOf(binary.coverLetter!.data)).toBe('%PDF-letter %%EOF');
	});

	it('The mode, which only a resume has, and looks are sent.', async () => {
		const options = { mode: 'new', templateId: 'COBALT' };
		const { requests } = await runWith(taskFor(both, asPdf({ options })), { file: ZIP });
		expect(requests[0]?.body).toMatchObject({ mode: 'new', templateId: 'COBALT' });
	});

	it('They stand in the fields that are named.', async () => {
		const parameters = asPdf({ outputField: 'cv', coverLetterField: 'letter' });
		const { items } = await runWith(taskFor(both, parameters), { file: ZIP });
		expect(Object.keys(items[0]!.binary!)).toEqual(['cv', 'letter']);
	});

	it.each<[string, ReceivedFile, string]>([
		[
			'a ZIP file that can not be unpacked',
			{ type: 'zip', content: Buffer.from('PK') },
			'resume.zip',
		],
		['a PDF alone', PDF, 'resume.pdf'],
		['a file with a name', { ...PDF, fileName: 'Jane.pdf' }, 'Jane.pdf'],
	])(
		'What came instead has been paid for, and comes out as it is: %s',
		async (_, file, fileName) => {
			const { items } = await runWith(taskFor(both, asPdf()), { file });
			expect(items).toMatchObject([
				{
					json: {
						fileName,
						unpacked: false,
						documentId: 'res_9',
						coverLetterId: 'let_9',
						complete: true,
					},
					binary: { data: { data: file.content.toString('base64') } },
				},
			]);
			expect(Object.keys(items[0]!.binary!)).toEqual(['data']);
			expect(items[0]!.json).not.toHaveProperty('coverLetterFileName');
		},
	);

	it('A ZIP file that an additional body field asks for comes out as it is.', async () => {
		const options = { additionalFields: { includeCoverLetter: true } };
		const { types, items } = await runWith(taskFor(tailor, asPdf({ options })), { file: ZIP });
		expect(types).toEqual([['zip', 'pdf']]);
		expect(items).toMatchObject([
			{
				json: { fileName: 'resume.zip', mimeType: 'application/zip', operation: 'tailor' },
				binary: { data: { data: ZIP.content.toString('base64') } },
			},
		]);
	});

	it('They can not stand in one field.', () => {
		const parameters = asPdf({ outputField: 'x', coverLetterField: ' x ' });
		expect(both.read(parametersWith(parameters))).toMatchObject({
			failure: {
				message: "'Put Cover Letter in Field' is the same as 'Put Output File in Field'",
				advice: 'Enter two different names.',
			},
		});
		expect(tailor.read(parametersWith(parameters)).ok).toBe(true);
	});
});
