import { downloadPdf } from '../../../../nodes/Laddro/operations/document/downloadPdf';
import { get } from '../../../../nodes/Laddro/operations/document/get';
import { BadExpression, parametersWith } from '../../parameters/context';
import { runWith, taskFor } from '../task';

const NOT_FOUND = { kind: 'status', statusCode: 404, meaning: 'notFound' } as const;
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
		const { requests } = await runWith(taskFor(get, parameters));
		expect(requests).toEqual([{ method: 'GET', path }]);
	});

	it('It is one item with what the API says, and the id that other calls take.', async () => {
		const value = { id: 17, resumeId: 'res_1', title: 'Engineer', experience: [{ a: 1 }] };
		const { items, failed } = await runWith(
			taskFor(get, { documentId: 'res_1', output: 'asSent' }),
			{
				json: () => ({ value }),
			},
		);
		expect(items).toEqual([{ json: { ...value, id: 'res_1' } }]);
		expect(failed).toBeUndefined();
	});

	it.each([
		[
			'resume',
			{ id: 'res_1', title: 'Engineer', sections: { summary: 'A **b**', skills: ['Go'] } },
		],
		[
			'resume',
			{
				data: {
					id: 'res_1',
					title: 'Engineer',
					summary: { value: 'A **b**' },
					sections: [{ type: 'skills', items: [{ skill: 'Go' }] }],
				},
			},
		],
	])(
		'A %s in the shape %j is a document that is ready to be sent.',
		async (documentType, value) => {
			const parameters = {
				documentType,
				documentId: 'res_1',
				output: 'document',
				documentFormat: 'html',
			};
			const { items } = await runWith(taskFor(get, parameters), { json: () => ({ value }) });
			expect(items.map(({ json }) => json)).toMatchObject([
				{
					document:
						'<h2>Summary</h2>\n<p>A <strong>b</strong></p>\n<h2>Skills</h2>\n<ul>\n<li>Go</li>\n</ul>',
					format: 'html',
					operation: 'get',
					documentType: 'resume',
					documentTitle: 'Engineer',
					resumeId: 'res_1',
					documentId: 'res_1',
					complete: true,
				},
			]);
		},
	);

	it('A letter has no headings unless they are asked for, and belongs to no resume.', async () => {
		const value = { coverLetterId: 'let_1', letterContent: '<p>Dear Jane</p>' };
		const documentOf = async (options: object) => {
			const task = taskFor(get, { ...letter, output: 'document', options });
			return (await runWith(task, { json: () => ({ value }) })).json[0];
		};
		const item = await documentOf({});
		expect(item).toMatchObject({ document: 'Dear Jane', resumeId: null, documentId: 'let_1' });
		expect(item).not.toHaveProperty('documentTitle');
		expect(await documentOf({ sectionHeadings: true })).toMatchObject({
			document: expect.stringMatching(/^## .+\n\nDear Jane$/),
		});
	});

	it('It is an item for each section, with headings and dates in its own language.', async () => {
		const job = {
			company: 'Acme',
			position: 'Dev',
			startDate: '2020-03',
			endDate: null,
			current: true,
		};
		const value = {
			id: 'res_1',
			title: 'CV',
			locale: 'de',
			summary: { value: 'Kurz.' },
			sections: [{ type: 'employment', items: [job] }],
		};
		const task = taskFor(get, { documentId: 'res_1', output: 'sections' });
		const { json } = await runWith(task, { json: () => ({ value }) });
		expect(Object.entries(Object(json[0]))).toEqual([
			['title', 'Profil'],
			['content', 'Kurz.'],
			['section', 'summary'],
			['sectionIndex', 0],
			['sectionCount', 2],
			['operation', 'get'],
			['documentType', 'resume'],
			['documentTitle', 'CV'],
			['resumeId', 'res_1'],
			['documentId', 'res_1'],
			['complete', true],
		]);
		expect(json[1]).toMatchObject({
			title: 'Berufserfahrung',
			content: expect.stringMatching(/März 2020 – heute/),
		});
	});

	it.each([
		{},
		{ id: 'res_1', title: 'CV' },
		{ id: 'res_1', sections: {} },
		{ letterContent: 'Dear' },
	])(
		'The response %j, without a resume in it, is a failure for a document and for sections.',
		async (value) => {
			for (const output of ['document', 'sections']) {
				const { failed } = await runWith(taskFor(get, { documentId: 'res_1', output }), {
					json: () => ({ value }),
				});
				expect(failed).toMatchObject({
					failure: { kind: 'unexpectedAnswer', expected: 'storedText' },
					operation: 'get',
					documentId: 'res_1',
					isSaved: true,
				});
			}
		},
	);

	it('When it fails there is no item, but what it was for.', async () => {
		const { items, failed } = await runWith(taskFor(get, letter), {
			json: () => ({ failure: NOT_FOUND, value: undefined }),
		});
		expect(items).toEqual([]);
		expect(failed).toEqual({
			failure: NOT_FOUND,
			call: expect.objectContaining({ failure: NOT_FOUND, isFree: true }),
			operation: 'get',
			documentId: 'let_1',
			isSaved: true,
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
		['a\u200bb', "'Document' is not the ID of a document"],
		['res_1\ud83d', "'Document' is not the ID of a document"],
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
		["'Output' has an unknown value", { output: 'pdf' }],
		["'Section Headings' is not", { output: 'document', options: { sectionHeadings: 'yes' } }],
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

	it('It has the words by which people know it, and says what it costs.', () => {
		expect(get).toMatchObject({
			resource: 'document',
			value: 'get',
			label: 'Get',
			action: 'Get document',
			credits: 0,
		});
	});
});
