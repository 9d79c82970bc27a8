import type { INodeProperties } from 'n8n-workflow';
import type { Field } from '../../../nodes/Laddro/parameters/field';
import { jobPosting, positionName } from '../../../nodes/Laddro/parameters/jobPosting';
import { language } from '../../../nodes/Laddro/parameters/language';
import {
	additionalFields,
	includeInputFields,
	sectionHeadings,
} from '../../../nodes/Laddro/parameters/options';
import {
	coverLetterField,
	documentFormat,
	output,
	outputField,
} from '../../../nodes/Laddro/parameters/output';
import { limits, onInterruption, runFields } from '../../../nodes/Laddro/parameters/requestOptions';
import { resume } from '../../../nodes/Laddro/parameters/resume';

const fields: ReadonlyArray<Field<unknown>> = [
	resume,
	positionName,
	jobPosting,
	language,
	output,
	documentFormat,
	outputField,
	coverLetterField,
	additionalFields,
	sectionHeadings,
	includeInputFields,
	...Object.values(runFields),
	limits,
	onInterruption,
];
const shown = fields.flatMap(({ properties }) => properties);

/** Labels and values of the entries of a list. */
const choicesOf = ({ options = [] }: INodeProperties) =>
	options.map((choice) => [choice.name, Reflect.get(choice, 'value')]);

it('The editor shows each parameter with its label, kind and default.', () => {
	const seen = shown.map(({ displayName, name, type, default: preset }) => [
		displayName,
		name,
		type,
		preset,
	]);
	expect(seen).toEqual([
		['Resume Source', 'resumeSource', 'options', 'laddro'],
		['Resume', 'resumeId', 'resourceLocator', { mode: 'list', value: '' }],
		['Input Binary Field', 'resumeFile', 'string', 'data'],
		['Position Name', 'positionName', 'string', ''],
		['Job Source', 'jobSource', 'options', 'description'],
		['Job Description', 'jobDescription', 'string', ''],
		['Job URL', 'jobUrl', 'string', ''],
		['Language', 'language', 'options', ''],
		['Output', 'output', 'options', 'document'],
		['Document Format', 'documentFormat', 'options', 'markdown'],
		['Put Output File in Field', 'outputField', 'string', 'data'],
		['Put Cover Letter in Field', 'coverLetterField', 'string', 'coverLetter'],
		['Additional Body Fields', 'additionalFields', 'json', '{}'],
		['Section Headings', 'sectionHeadings', 'boolean', true],
		['Include Input Fields', 'includeInputFields', 'boolean', false],
		['Concurrency', 'concurrency', 'number', 10],
		['Requests per Minute', 'requestsPerMinute', 'number', 100],
		['Max Retries', 'maxRetries', 'number', 3],
		['Idle Timeout (Seconds)', 'idleTimeout', 'number', 60],
		['Timeout (Seconds)', 'timeout', 'number', 300],
		['On Interrupted Stream', 'onInterruption', 'options', 'fail'],
	]);
});

it('Each parameter, and each choice that its label does not explain, has a description or a hint.', () => {
	const selfExplaining = ['Markdown', 'Plain Text'];
	const choices = shown
		.filter(({ name }) => name !== 'language')
		.flatMap(({ options = [] }) => options)
		.filter(({ name }) => !selfExplaining.includes(name));
	for (const { name, description, hint } of [...shown, ...choices].map((entry) => Object(entry))) {
		expect([name, description ?? hint]).toEqual([name, expect.stringMatching(/^\S.{8,}/)]);
	}
});

it.each([
	[
		'resumeSource',
		[
			['From Laddro', 'laddro'],
			['From File', 'file'],
		],
	],
	[
		'jobSource',
		[
			['Description', 'description'],
			['URL', 'url'],
		],
	],
	[
		'output',
		[
			['Single Document', 'document'],
			['One Item per Section', 'sections'],
			['PDF File', 'pdf'],
		],
	],
	[
		'documentFormat',
		[
			['HTML', 'html'],
			['Markdown', 'markdown'],
			['Plain Text', 'text'],
			['Slack Message', 'slack'],
		],
	],
	[
		'onInterruption',
		[
			['Fail the Item', 'fail'],
			['Keep What Arrived', 'keepPartial'],
		],
	],
])('The list of %s has these entries.', (parameter, choices) => {
	expect(shown.filter(({ name }) => name === parameter).map(choicesOf)).toEqual([choices]);
});

it('A parameter is hidden where another one makes it meaningless.', () => {
	const conditions = shown.flatMap(({ name, displayOptions }) =>
		displayOptions ? [[name, displayOptions]] : [],
	);
	expect(Object.fromEntries(conditions)).toEqual({
		resumeId: { show: { resumeSource: ['laddro'] } },
		resumeFile: { show: { resumeSource: ['file'] } },
		jobDescription: { show: { jobSource: ['description'] } },
		jobUrl: { show: { jobSource: ['url'] } },
		documentFormat: { show: { output: ['document'] } },
	});
});

it('The posting and the names of binary fields are required, and its text has room for several lines.', () => {
	const required = shown.filter((property) => property.required);
	expect(required.map(({ name, typeOptions }) => [name, typeOptions?.rows])).toEqual([
		['resumeFile', undefined],
		['jobDescription', 6],
		['jobUrl', undefined],
		['outputField', undefined],
		['coverLetterField', undefined],
	]);
});

it('Text fields show an example of what to enter.', () => {
	const examples = shown.filter(({ type, hint }) => type === 'string' && hint === undefined);
	expect(examples.length).toBeGreaterThan(2);
	for (const { placeholder } of examples) expect(placeholder).toMatch(/^e\.g\. \S/);
});

it('A resume is picked from a list that can be searched, or given by its ID.', () => {
	expect(shown.find(({ name }) => name === 'resumeId')?.modes).toEqual([
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Default Resume',
			typeOptions: { searchListMethod: 'searchResumes', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: expect.stringMatching(/^e\.g\. [\da-f-]{36}$/),
		},
	]);
});

it('Options concern the document, Request Options the way it is asked for.', () => {
	const collections = fields.map(({ collection }) => collection ?? '');
	expect(collections).toEqual([
		...Array<string>(8).fill(''),
		...Array<string>(3).fill('options'),
		...Array<string>(4).fill('requestOptions'),
	]);
});
