import { operations } from '../../../nodes/Laddro/operations';
import { describeParameters, describeSubtitle } from '../../../nodes/Laddro/operations/description';
import {
	APPLICATION,
	choicesOf,
	DOCUMENT,
	entriesOf,
	labelsOf,
	parameter,
	parametersNamed,
} from './described';

/** Everything with a label below some parameters: themselves, their choices, the entries of collections. */
function everyLabelled(properties: readonly unknown[]): object[] {
	return properties.flatMap((property) => {
		const { options = [], modes = [] } = Object(property);
		return [Object(property), ...everyLabelled(options), ...everyLabelled(modes)];
	});
}

describe('What the editor shows', () => {
	const properties = describeParameters(operations);

	it('The parameters stand in the order in which they are filled in, with their kinds and defaults.', () => {
		expect(properties.map(({ name, type, default: preset }) => [name, type, preset])).toEqual([
			['resource', 'options', 'application'],
			['operation', 'options', 'tailor'],
			['operation', 'options', 'get'],
			['resumeSource', 'options', 'laddro'],
			['resumeId', 'resourceLocator', { mode: 'list', value: '' }],
			['resumeFile', 'string', 'data'],
			['positionName', 'string', ''],
			['jobSource', 'options', 'description'],
			['jobDescription', 'string', ''],
			['jobUrl', 'string', ''],
			['language', 'options', ''],
			['output', 'options', 'document'],
			['documentFormat', 'options', 'markdown'],
			['outputField', 'string', 'data'],
			['coverLetterField', 'string', 'coverLetter'],
			['documentType', 'options', 'resume'],
			['documentId', 'resourceLocator', { mode: 'list', value: '' }],
			['returnAll', 'boolean', false],
			['limit', 'number', 50],
			['outputField', 'string', 'data'],
			['options', 'collection', {}],
			['requestOptions', 'collection', {}],
		]);
	});

	it('The parameters have the labels that messages name.', () => {
		expect(properties.map(({ displayName }) => displayName)).toEqual([
			'Resource',
			'Operation',
			'Operation',
			'Resume Source',
			'Resume',
			'Input Binary Field',
			'Position Name',
			'Job Source',
			'Job Description',
			'Job URL',
			'Language',
			'Output',
			'Document Format',
			'Put Output File in Field',
			'Put Cover Letter in Field',
			'Document Type',
			'Document',
			'Return All',
			'Limit',
			'Put Output File in Field',
			'Options',
			'Request Options',
		]);
	});

	it.each([
		['resource', ['Job Application', 'Saved Document']],
		['operation', ['Tailor Resume', 'Write Cover Letter', 'Tailor Resume and Write Cover Letter']],
		['resumeSource', ['From Laddro', 'From File']],
		['resumeId', ['list', 'id']],
		['documentType', ['Cover Letter', 'Resume']],
		['documentId', ['list', 'id']],
		['jobSource', ['Description', 'URL']],
		['output', ['Single Document', 'One Item per Section', 'PDF File']],
		['documentFormat', ['HTML', 'Markdown', 'Plain Text', 'Slack Message']],
	])('The list %s offers %j.', (name, labels) => {
		expect(labelsOf(properties, name)).toEqual(labels);
	});

	it('The resource and the operation can not be expressions, because n8n names nodes by them.', () => {
		expect(parameter(properties, 'resource').noDataExpression).toBe(true);
		const choices = parametersNamed(properties, 'operation');
		expect(choices.map(({ noDataExpression }) => noDataExpression)).toEqual([true, true]);
	});

	it('The operations have the actions by which n8n names nodes and describes tools.', () => {
		const listed = parametersNamed(properties, 'operation').flatMap(choicesOf);
		expect(listed).toEqual(
			operations.map(({ label, value, action, description }) => ({
				name: label,
				value,
				action,
				description,
			})),
		);
		expect(operations.map(({ value, action }) => [value, action])).toEqual([
			['tailor', 'Tailor resume'],
			['coverLetter', 'Write cover letter'],
			['both', 'Tailor resume and write cover letter'],
			['get', 'Get document'],
			['getMany', 'Get many documents'],
			['downloadPdf', 'Download document as PDF'],
		]);
	});

	it('Each resource says what it is, and has operations of its own.', () => {
		expect(choicesOf(parameter(properties, 'resource'))).toEqual([
			{
				name: 'Job Application',
				value: 'application',
				description: 'The documents for a job application',
			},
			{
				name: 'Saved Document',
				value: 'document',
				description: 'A resume or cover letter stored by Laddro',
			},
		]);
	});

	it('Each parameter is shown for the operations that have it, and under its own conditions.', () => {
		const application = { resource: ['application'], operation: APPLICATION };
		const document = { resource: ['document'], operation: DOCUMENT };
		expect(properties.map(({ name, displayOptions }) => [name, displayOptions?.show])).toEqual([
			['resource', undefined],
			['operation', { resource: ['application'] }],
			['operation', { resource: ['document'] }],
			['resumeSource', application],
			['resumeId', { ...application, resumeSource: ['laddro'] }],
			['resumeFile', { ...application, resumeSource: ['file'] }],
			['positionName', application],
			['jobSource', application],
			['jobDescription', { ...application, jobSource: ['description'] }],
			['jobUrl', { ...application, jobSource: ['url'] }],
			['language', application],
			['output', application],
			['documentFormat', { ...application, output: ['document'] }],
			['outputField', { ...application, output: ['pdf'] }],
			['coverLetterField', { ...application, operation: ['both'], output: ['pdf'] }],
			['documentType', document],
			['documentId', { ...document, operation: ['get', 'downloadPdf'] }],
			['returnAll', { ...document, operation: ['getMany'] }],
			['limit', { ...document, operation: ['getMany'], returnAll: [false] }],
			['outputField', { ...document, operation: ['downloadPdf'] }],
			['options', undefined],
			['requestOptions', undefined],
		]);
	});

	it('The posting, a stored document and the names of binary fields are required, and the text of a posting has several rows.', () => {
		const required = properties.filter((property) => property.required).map(({ name }) => name);
		expect(required).toEqual([
			'resumeFile',
			'jobDescription',
			'jobUrl',
			'outputField',
			'coverLetterField',
			'documentId',
			'outputField',
		]);
		expect(parameter(properties, 'jobDescription').typeOptions).toEqual({ rows: 6 });
	});

	it.each([
		['resumeId', 'searchResumes', 'Default Resume'],
		['documentId', 'searchDocuments', 'Select a document…'],
	])(
		'The parameter %s can be searched for in a list, or given by its id.',
		(name, searchListMethod, placeholder) => {
			expect(parameter(properties, name).modes).toEqual([
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder,
					typeOptions: { searchListMethod, searchable: true },
				},
				{
					displayName: 'By ID',
					name: 'id',
					type: 'string',
					placeholder: expect.stringMatching(/^e\.g\. [\da-f-]{36}$/),
				},
			]);
		},
	);

	/** What has conditions of its own for generated and for stored documents. */
	const twice = (...entry: unknown[]) => [entry, entry];

	it.each([
		[
			'options',
			[
				['Additional Body Fields', 'additionalFields', 'json', '{}'],
				...twice('Color', 'colorId', 'resourceLocator', { mode: 'list', value: '' }),
				...twice('Font', 'font', 'resourceLocator', { mode: 'list', value: '' }),
				...twice('Font Size', 'fontSize', 'number', 11),
				['Include Input Fields', 'includeInputFields', 'boolean', false],
				...twice('Margin', 'margin', 'number', 20),
				['Mode', 'mode', 'options', 'standard'],
				...twice('Page Numbering', 'pageNumbering', 'options', 'none'),
				['Section Headings', 'sectionHeadings', 'boolean', true],
				...twice('Spacing', 'spacing', 'number', 1),
				...twice('Template', 'templateId', 'resourceLocator', { mode: 'list', value: '' }),
			],
		],
		[
			'requestOptions',
			[
				['Concurrency', 'concurrency', 'number', 10],
				['Idle Timeout (Seconds)', 'idleTimeout', 'number', 60],
				['Max Retries', 'maxRetries', 'number', 3],
				['On Interrupted Stream', 'onInterruption', 'options', 'fail'],
				['Requests per Minute', 'requestsPerMinute', 'number', 100],
				['Timeout (Seconds)', 'timeout', 'number', 300],
			],
		],
	])('The entries of %s are in the order of their labels, as n8n wants it.', (name, expected) => {
		const entries = entriesOf(properties, name).map((entry) => [
			entry.displayName,
			entry.name,
			entry.type,
			entry.default,
		]);
		expect(entries).toEqual(expected);
	});

	it('An entry is offered only where it means something, and looks only where there is a PDF file of a stored resume.', () => {
		const conditions = ['options', 'requestOptions'].flatMap((collection) =>
			entriesOf(properties, collection).map(({ name, displayOptions }) => [name, displayOptions]),
		);
		const application = { '/operation': APPLICATION };
		const pdf = { ...application, '/output': ['pdf'], '/resumeSource': ['laddro'] };
		const look = (name: string) => [
			[name, { show: pdf }],
			[name, { show: { '/operation': ['downloadPdf'] } }],
		];
		expect(conditions.filter(([, displayOptions]) => displayOptions !== undefined)).toEqual([
			['additionalFields', { show: { '/operation': [...APPLICATION, 'downloadPdf'] } }],
			...['colorId', 'font', 'fontSize', 'margin'].flatMap(look),
			['mode', { show: { '/operation': ['tailor', 'both'] } }],
			...look('pageNumbering'),
			['sectionHeadings', { show: { ...application, '/output': ['document'] } }],
			...['spacing', 'templateId'].flatMap(look),
			['onInterruption', { show: { ...application, '/output': ['document', 'sections'] } }],
		]);
	});

	it.each([
		['mode', ['Change the Resume', 'Write a New One'], ['standard', 'new']],
		['onInterruption', ['Fail the Item', 'Keep What Arrived'], ['fail', 'keepPartial']],
	])('The entry %s offers %j.', (name, labels, values) => {
		const entries = [
			...entriesOf(properties, 'options'),
			...entriesOf(properties, 'requestOptions'),
		];
		expect(labelsOf(entries, name)).toEqual(labels);
		expect(choicesOf(parameter(entries, name))).toMatchObject(values.map((value) => ({ value })));
	});

	it('Every text in the editor says something.', () => {
		const wordless = ['default', 'value', 'type', 'name'];
		const silent = everyLabelled(properties).flatMap((shown) =>
			Object.entries(shown)
				.filter(([key, text]) => text === '' && !wordless.includes(key))
				.map(([key]) => ({ ...shown, key })),
		);
		expect(silent).toEqual([]);
	});

	it('Every parameter but the first three and the collections has a description or a hint.', () => {
		const described = properties.filter(({ description, hint }) => description ?? hint);
		expect(properties.map(({ name }) => name).slice(3, -2)).toEqual(
			described.map(({ name }) => name),
		);
		for (const collection of ['options', 'requestOptions']) {
			for (const entry of entriesOf(properties, collection)) {
				expect(entry.description).toMatch(/^[A-Z]\w* /);
			}
			expect(parameter(properties, collection).placeholder).toBe('Add option');
		}
	});

	it('The line below a node is the label of its operation.', () => {
		expect(describeSubtitle(operations)).toBe(
			'={{ {"tailor":"Tailor Resume","coverLetter":"Write Cover Letter","both":"Tailor Resume and Write Cover Letter","get":"Get","getMany":"Get Many","downloadPdf":"Download PDF"}[$parameter["operation"]] }}',
		);
	});
});
