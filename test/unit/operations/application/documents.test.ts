import { coverLetter } from '../../../../nodes/Laddro/operations/application/coverLetter';
import { tailor } from '../../../../nodes/Laddro/operations/application/tailor';
import type { Field } from '../../../../nodes/Laddro/parameters/field';
import { looks } from '../../../../nodes/Laddro/parameters/looks';
import { limits } from '../../../../nodes/Laddro/parameters/requestOptions';
import { BadExpression, parametersWith } from '../../parameters/context';
import { bodyFor, itemsFor, run, taskFor } from '../task';

describe('A document with nothing but its posting and a resume', () => {
	it('One request is made of what the defaults say.', async () => {
		const { requests } = await run(taskFor(tailor));
		expect(requests).toEqual([
			{
				method: 'POST',
				path: '/v1/tailor',
				body: { resumeId: 'res_1', jobDescription: 'We look for an engineer.' },
			},
		]);
	});

	it('The limits are in milliseconds.', () => {
		expect(taskFor(tailor).limits).toEqual({
			maxRetries: 3,
			idleTimeout: 120_000,
			timeout: 300_000,
		});
		const requestOptions = { maxRetries: 1, idleTimeout: 2, timeout: 3 };
		expect(taskFor(tailor, { requestOptions }).limits).toEqual({
			maxRetries: 1,
			idleTimeout: 2000,
			timeout: 3000,
		});
	});

	it("The input's fields are left out unless they are to be kept.", () => {
		expect(taskFor(tailor).includeInputFields).toBe(false);
		const options = { includeInputFields: true };
		expect(taskFor(tailor, { options }).includeInputFields).toBe(true);
	});

	it.each([
		[{ output: 'document', documentFormat: 'html' }, 'html'],
		[{ output: 'document', documentFormat: 'text' }, 'text'],
		[{ output: 'document', documentFormat: 'slack' }, 'slack'],
		[{ output: 'sections', documentFormat: 'html' }, 'html'],
	])('With %j the sections are written live in %s.', async (parameters, format) => {
		const { styles } = await run(taskFor(tailor, parameters));
		expect(styles).toMatchObject([{ format }]);
	});

	it.each([
		[tailor, undefined, true],
		[tailor, null, true],
		[tailor, false, false],
		[coverLetter, undefined, false],
		[coverLetter, null, false],
		[coverLetter, true, true],
	])(
		'For $value with Section Headings %s, the document has headings, live and as an item: %s',
		async (operation, sectionHeadings, hasHeadings) => {
			const parameters = { options: { sectionHeadings } };
			const { styles } = await run(taskFor(operation, parameters));
			expect(styles).toMatchObject([{ headings: hasHeadings }]);
			const [item] = await itemsFor(operation, parameters);
			expect(String(item?.document).includes('## Skills')).toBe(hasHeadings);
		},
	);

	it('The titles are in the language that was asked for, of sections and in a document.', async () => {
		expect((await run(taskFor(tailor))).styles[0]?.language).toBeUndefined();
		expect((await run(taskFor(tailor, { options: { language: 'de' } }))).styles[0]?.language).toBe(
			'de',
		);
		expect(await itemsFor(tailor, { options: { language: 'de' } })).toMatchObject([
			{ document: '## Berufserfahrung\n\nBuilt things.\n\n## Kenntnisse\n\nTypeScript' },
		]);
		expect(
			await itemsFor(tailor, { options: { language: 'fi' }, output: 'sections' }),
		).toMatchObject([
			{ title: 'Työkokemus', section: 'work_experience' },
			{ title: 'Osaaminen', section: 'skills' },
		]);
	});
});

describe('The body of the request', () => {
	it('What the parameters say is in the body.', async () => {
		const body = await bodyFor(tailor, {
			resumeId: { mode: 'id', value: ' res_2 ' },
			positionName: 'Kehittäjä',
			jobPosting: ' https://jobs.example/1 ',
			options: { language: 'fi', mode: 'new' },
		});
		expect(body).toEqual({
			resumeId: 'res_2',
			positionName: 'Kehittäjä',
			jobUrl: 'https://jobs.example/1',
			language: 'fi',
			mode: 'new',
		});
	});

	it('Numbers are sent as text where text is wanted.', async () => {
		const body = await bodyFor(tailor, { resumeId: 17, positionName: 0 });
		expect(body).toMatchObject({ resumeId: '17', positionName: '0' });
	});

	it('Parameters that are not set are left out.', async () => {
		const body = await bodyFor(tailor, {
			resumeId: { mode: 'list', value: '' },
			positionName: ' ',
			options: { language: '', mode: null },
		});
		expect(Object.keys(body)).toEqual(['jobDescription']);
	});

	it('Additional body fields are merged into the body.', async () => {
		const options = { additionalFields: '{"templateId":"COBALT"}' };
		expect(await bodyFor(tailor, { options })).toEqual({
			templateId: 'COBALT',
			resumeId: 'res_1',
			jobDescription: 'We look for an engineer.',
		});
	});

	it('A parameter that is set wins over an additional field, and one that is not set does not.', async () => {
		const additionalFields = { resumeId: 'other', positionName: 'Chef', language: 'sv' };
		expect(await bodyFor(tailor, { options: { additionalFields } })).toEqual({
			resumeId: 'res_1',
			positionName: 'Chef',
			language: 'sv',
			jobDescription: 'We look for an engineer.',
		});
	});

	it('An additional field can not reach the prototype of the body.', async () => {
		const options = { additionalFields: '{"__proto__":{"polluted":true}}' };
		const { requests } = await run(taskFor(tailor, { options }));
		const body = Object(requests[0]?.body);
		expect(Object.getPrototypeOf(body)).toBe(Object.prototype);
		expect(Reflect.get(body, 'polluted')).toBeUndefined();
	});
});

describe('The output items of a document', () => {
	it('A complete document is one item unless the sections are wanted.', async () => {
		expect(await itemsFor(tailor)).toMatchObject([
			{ format: 'markdown', operation: 'tailor', resumeId: 'res_1', complete: true },
		]);
		expect(await itemsFor(tailor, { output: 'sections' })).toMatchObject([
			{ title: 'Work Experience', operation: 'tailor', resumeId: 'res_1' },
			{ title: 'Skills', operation: 'tailor', resumeId: 'res_1' },
		]);
	});

	it('The resume is null when the default one was used.', async () => {
		const parameters = { resumeId: { mode: 'list', value: '' } };
		expect(await itemsFor(tailor, parameters)).toMatchObject([{ resumeId: null }]);
	});

	it.each([
		['res_2', 'res_2'],
		[17, '17'],
		[true, null],
	])(
		'A resume that is given as the additional body field %j is in the output as %j.',
		async (resumeId, shown) => {
			const parameters = {
				resumeId: { mode: 'list', value: '' },
				options: { additionalFields: { resumeId } },
			};
			expect(await itemsFor(tailor, parameters)).toMatchObject([{ resumeId: shown }]);
			const sections = await itemsFor(tailor, { ...parameters, output: 'sections' });
			expect(sections).toMatchObject([{ resumeId: shown }, { resumeId: shown }]);
		},
	);
});

describe('The parameters of a document', () => {
	it.each<[string, Record<string, unknown>]>([
		["'Resume' is not text", { resumeId: { id: 1 } }],
		["'Position Name' is not text", { positionName: ['x'] }],
		["'Job Posting' is empty", { jobPosting: '' }],
		["'Language' is not text", { options: { language: ['en'] } }],
		["'Mode' has an unknown value", { options: { mode: 'old' } }],
		["'Output' has an unknown value", { output: 'doc' }],
		["'Format' has an unknown value", { documentFormat: 'doc' }],
		["'Additional Body Fields' is not a JSON object", { options: { additionalFields: '{' } }],
		["'Section Headings' is not true", { options: { sectionHeadings: 'yes' } }],
		["'Include Input Fields' is not true", { options: { includeInputFields: 'yes' } }],
		["'Max Retries' is not a whole number", { requestOptions: { maxRetries: 11 } }],
		["'Idle Timeout (Seconds)' is not", { requestOptions: { idleTimeout: 3601 } }],
		["'Timeout (Seconds)' is not a whole", { requestOptions: { timeout: 86_401 } }],
		["'On Interrupted Stream' has an unk", { requestOptions: { onInterruption: 'retry' } }],
		['x is not defined', { jobPosting: new BadExpression('x is not defined') }],
	])('The failure of a wrong parameter names it: %s', (message, parameters) => {
		expect(tailor.read(parametersWith(parameters))).toMatchObject({
			ok: false,
			failure: { kind: 'parameter', message: expect.stringContaining(message) },
		});
	});

	it('The options of the run are not read for an item.', () => {
		const bad = new BadExpression('x is not defined');
		const requestOptions = { concurrency: bad, requestsPerMinute: bad };
		expect(tailor.read(parametersWith({ requestOptions })).ok).toBe(true);
	});

	it('The fields come in the order in which they are filled in.', () => {
		const namesIn = ({ properties }: Field<unknown>) => properties.map(({ name }) => name);
		const names = tailor.fields.flatMap(namesIn);
		expect(names).toEqual([
			'resumeSource',
			'resumeId',
			'resumeFile',
			'jobPosting',
			'positionName',
			'language',
			'output',
			'documentFormat',
			'simplify',
			'includeInputFields',
			'additionalFields',
			'outputField',
			'sectionHeadings',
			'onInterruption',
			...namesIn(looks),
			...namesIn(limits),
			'compareWithSource',
			'mode',
		]);
	});
});
