import type { INodeProperties } from 'n8n-workflow';
import { success } from '../../../nodes/Laddro/common/result';
import { operations, readTask } from '../../../nodes/Laddro/operations';
import { describeParameters, describeSubtitle } from '../../../nodes/Laddro/operations/description';
import type { Operation } from '../../../nodes/Laddro/operations/operation';
import { readFields } from '../../../nodes/Laddro/parameters/field';
import { choiceField, textField } from '../../../nodes/Laddro/parameters/kinds';
import { requestFields } from '../../../nodes/Laddro/parameters/requestOptions';
import { resumeId } from '../../../nodes/Laddro/parameters/resume';
import { parametersWith } from '../parameters/context';
import { run } from './task';

const ALL = ['tailor', 'coverLetter', 'both'];

function parameter(properties: readonly INodeProperties[], name: string): INodeProperties {
	const found = properties.find((property) => property.name === name);
	if (!found) throw new Error(`There is no parameter "${name}"`);
	return found;
}

/** The entries of a list or collection, or the modes of a resource locator. */
function choicesOf({ options, modes }: INodeProperties): unknown[] {
	return modes ?? options ?? [];
}

function entriesOf(properties: readonly INodeProperties[], collection: string): INodeProperties[] {
	const { options = [] } = parameter(properties, collection);
	return options.filter((option): option is INodeProperties => 'type' in option);
}

/** The labels of the choices of a parameter. */
function labelsOf(properties: readonly INodeProperties[], name: string): unknown[] {
	return choicesOf(parameter(properties, name)).map((choice) =>
		Reflect.get(Object(choice), 'name'),
	);
}

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
			['resumeId', 'resourceLocator', { mode: 'list', value: '' }],
			['positionName', 'string', ''],
			['jobSource', 'options', 'description'],
			['jobDescription', 'string', ''],
			['jobUrl', 'string', ''],
			['language', 'options', ''],
			['output', 'options', 'document'],
			['documentFormat', 'options', 'markdown'],
			['options', 'collection', {}],
			['requestOptions', 'collection', {}],
		]);
	});

	it('The parameters have the labels that messages name.', () => {
		expect(properties.map(({ displayName }) => displayName)).toEqual([
			'Resource',
			'Operation',
			'Resume',
			'Position Name',
			'Job Source',
			'Job Description',
			'Job URL',
			'Language',
			'Output',
			'Document Format',
			'Options',
			'Request Options',
		]);
	});

	it.each([
		['resource', ['Job Application']],
		['operation', ['Tailor Resume', 'Write Cover Letter', 'Tailor Resume and Write Cover Letter']],
		['resumeId', ['list', 'id']],
		['jobSource', ['Description', 'URL']],
		['output', ['Single Document', 'One Item per Section']],
		['documentFormat', ['HTML', 'Markdown', 'Plain Text', 'Slack Message']],
	])('The list %s offers %j.', (name, labels) => {
		expect(labelsOf(properties, name)).toEqual(labels);
	});

	it('The resource and the operation can not be expressions, because n8n names nodes by them.', () => {
		expect(parameter(properties, 'resource').noDataExpression).toBe(true);
		expect(parameter(properties, 'operation').noDataExpression).toBe(true);
	});

	it('The operations have the actions by which n8n names nodes and describes tools.', () => {
		expect(choicesOf(parameter(properties, 'operation'))).toMatchObject([
			{ value: 'tailor', action: 'Tailor resume', description: operations[0]?.description },
			{
				value: 'coverLetter',
				action: 'Write cover letter',
				description: operations[1]?.description,
			},
			{
				value: 'both',
				action: 'Tailor resume and write cover letter',
				description: operations[2]?.description,
			},
		]);
	});

	it('Each parameter is shown for the operations that have it, and under its own conditions.', () => {
		const shown = properties.map(({ name, displayOptions }) => [name, displayOptions?.show]);
		const application = { resource: ['application'], operation: ALL };
		expect(Object.fromEntries(shown)).toEqual({
			resource: undefined,
			operation: { resource: ['application'] },
			resumeId: application,
			positionName: application,
			jobSource: application,
			jobDescription: { ...application, jobSource: ['description'] },
			jobUrl: { ...application, jobSource: ['url'] },
			language: application,
			output: application,
			documentFormat: { ...application, output: ['document'] },
			options: undefined,
			requestOptions: undefined,
		});
	});

	it('The posting is required in whichever form it is given, and its text has several rows.', () => {
		const required = properties.filter((property) => property.required).map(({ name }) => name);
		expect(required).toEqual(['jobDescription', 'jobUrl']);
		expect(parameter(properties, 'jobDescription').typeOptions).toEqual({ rows: 6 });
	});

	it('A resume can be searched for in a list, or given by its id.', () => {
		expect(parameter(properties, 'resumeId').modes).toMatchObject([
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchResumes', searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string' },
		]);
	});

	it.each([
		[
			'options',
			[
				['Additional Body Fields', 'additionalFields', 'json', '{}'],
				['Include Input Fields', 'includeInputFields', 'boolean', false],
				['Mode', 'mode', 'options', 'standard'],
				['Section Headings', 'sectionHeadings', 'boolean', true],
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

	it('The entry Mode is offered only where a resume is tailored, Section Headings for a document only, and all others always.', () => {
		const conditions = ['options', 'requestOptions'].flatMap((collection) =>
			entriesOf(properties, collection).map(({ name, displayOptions }) => [name, displayOptions]),
		);
		expect(conditions.filter(([, displayOptions]) => displayOptions !== undefined)).toEqual([
			['mode', { show: { '/operation': ['tailor', 'both'] } }],
			['sectionHeadings', { show: { '/output': ['document'] } }],
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

	it('Every parameter but the first two and the collections has a description.', () => {
		const described = properties.filter(({ description }) => description !== undefined);
		expect(properties.map(({ name }) => name).slice(2, -2)).toEqual(
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
			'={{ {"tailor":"Tailor Resume","coverLetter":"Write Cover Letter","both":"Tailor Resume and Write Cover Letter"}[$parameter["operation"]] }}',
		);
	});
});

describe('An operation that is added', () => {
	const question = textField({ displayName: 'Question', name: 'question', default: '' });
	const tone = choiceField(
		{
			displayName: 'Tone',
			name: 'tone',
			options: [{ name: 'Friendly', value: 'friendly' }],
			default: 'friendly',
			displayOptions: { show: { '/language': ['en'] }, hide: { '/output': ['sections'] } },
		},
		'options',
	);
	const fields = { resumeId, question, tone, ...requestFields };

	/** All there is to the invented operation. */
	const ask = {
		resource: 'application',
		value: 'ask',
		label: 'Ask a Question',
		action: 'Ask a question',
		description: 'Have a question of the employer answered',
		fields: Object.values(fields),
		read(parameters) {
			const values = readFields(fields, parameters);
			if (!values.ok) return values;
			const { maxRetries, idleTimeout, timeout, resumeId: resume, question: text } = values.value;
			return success({
				limits: { maxRetries, idleTimeout, timeout },
				includeInputFields: false,
				async run(call) {
					const style = { format: 'text', headings: true } as const;
					const generation = await call({ path: '/v1/ask', body: { resume, text } }, style);
					const answer = [...generation.sections.values()].join(' ');
					return { generations: [generation], items: [{ answer }] };
				},
			});
		},
	} satisfies Operation;

	const all = [...operations, ask];
	const properties = describeParameters(all);

	it('The operation is in the list of operations, with its label, its action and its description.', () => {
		const { options = [] } = parameter(properties, 'operation');
		expect(options.map(({ name }) => name)).toEqual([
			'Tailor Resume',
			'Write Cover Letter',
			'Tailor Resume and Write Cover Letter',
			'Ask a Question',
		]);
		expect(options.at(-1)).toEqual({
			name: 'Ask a Question',
			value: 'ask',
			action: 'Ask a question',
			description: 'Have a question of the employer answered',
		});
		expect(parameter(properties, 'operation').default).toBe('tailor');
	});

	it('Its own fields are shown for it alone.', () => {
		expect(parameter(properties, 'question')).toMatchObject({
			displayName: 'Question',
			type: 'string',
			displayOptions: { show: { resource: ['application'], operation: ['ask'] } },
		});
	});

	it('A field of its own in a collection is offered for it alone, under its own conditions too.', () => {
		expect(entriesOf(properties, 'options').map(({ name }) => name)).toEqual([
			'additionalFields',
			'includeInputFields',
			'mode',
			'sectionHeadings',
			'tone',
		]);
		expect(parameter(entriesOf(properties, 'options'), 'tone').displayOptions).toEqual({
			show: { '/operation': ['ask'], '/language': ['en'] },
			hide: { '/output': ['sections'] },
		});
	});

	it('A field that it shares is described once, and shown for all operations that have it.', () => {
		const resumes = properties.filter(({ name }) => name === 'resumeId');
		expect(resumes).toHaveLength(1);
		expect(resumes[0]?.displayOptions?.show?.operation).toEqual([...ALL, 'ask']);
	});

	it('A field that it does not have is not shown for it.', () => {
		expect(parameter(properties, 'jobSource').displayOptions?.show?.operation).toEqual(ALL);
		const entry = parameter(entriesOf(properties, 'options'), 'includeInputFields');
		expect(entry.displayOptions?.show).toEqual({ '/operation': ALL });
	});

	it('What it shares with every operation in a collection is offered without conditions.', () => {
		for (const entry of entriesOf(properties, 'requestOptions')) {
			expect(entry.displayOptions).toBeUndefined();
		}
	});

	it('Its label is the line below a node.', () => {
		expect(describeSubtitle(all)).toContain('"ask":"Ask a Question"}[$parameter["operation"]]');
	});

	it('Its items are read and worked on by it.', async () => {
		const parameters = { operation: 'ask', question: 'Why you?', options: { tone: 'friendly' } };
		const task = readTask(parametersWith(parameters), all);
		if (!task.ok) throw new Error('Not read');
		const { requests, items } = await run(task.value);
		expect(requests).toEqual([{ path: '/v1/ask', body: { resume: 'res_1', text: 'Why you?' } }]);
		expect(items).toEqual([{ answer: 'Built things. TypeScript' }]);
		expect(task.value.limits.timeout).toBe(300);
	});

	it('A wrong field of its own is the failure of its item.', () => {
		const parameters = { operation: 'ask', question: [] };
		expect(readTask(parametersWith(parameters), all)).toMatchObject({
			failure: { message: "'Question' is not text" },
		});
	});

	it('Its name is in the advice for an unknown operation.', () => {
		expect(readTask(parametersWith({ operation: 'x' }), all)).toMatchObject({
			failure: { advice: 'Use one of: tailor, coverLetter, both, ask.' },
		});
	});
});
