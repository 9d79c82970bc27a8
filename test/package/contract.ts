/**
 * What users touch, as the saved workflows of all of them have it: it may grow, but not change. A field is listed here and
 * nowhere else in the tests.
 */
export interface ContractField {
	name: string;
	label: string;
	type: string;
	/** A workflow saved without the field means this. */
	default: unknown;
	/** Labels by values; those of a resource locator's modes by their names. */
	choices?: Record<string, string>;
	/** The least and the greatest value, where a number has them. */
	range?: [minimum?: number, maximum?: number];
	/** When the field is shown. */
	show?: Record<string, unknown[] | undefined>;
	isRequired?: true;
}

/** The operations: n8n shows the label, and names nodes and agents' tools by the action. */
export const operations = [
	{
		resource: 'application',
		value: 'tailor',
		label: 'Tailor Resume',
		action: 'Tailor resume',
	},
	{
		resource: 'application',
		value: 'coverLetter',
		label: 'Write Cover Letter',
		action: 'Write cover letter',
	},
	{
		resource: 'application',
		value: 'both',
		label: 'Tailor Resume and Write Cover Letter',
		action: 'Tailor resume and write cover letter',
	},
	{ resource: 'document', value: 'get', label: 'Get', action: 'Get document' },
	{ resource: 'document', value: 'getMany', label: 'Get Many', action: 'Get many documents' },
	{
		resource: 'document',
		value: 'downloadPdf',
		label: 'Download PDF',
		action: 'Download document as PDF',
	},
	{
		resource: 'document',
		value: 'createCoverLetter',
		label: 'Save Cover Letter',
		action: 'Save cover letter',
	},
];

const operationsOf = (resource: string) => operations.filter((one) => one.resource === resource);

/** The operations on job applications. */
export const APPLICATION = operationsOf('application').map(({ value }) => value);

/** The operations on stored documents. */
export const DOCUMENT = operationsOf('document').map(({ value }) => value);

const forApplications = { resource: ['application'], operation: APPLICATION };
/** A letter's text that is made of an uploaded resume comes with its file. */
const textWithFile = {
	...forApplications,
	resumeSource: ['file'],
	output: ['document', 'sections'],
};

const forDocuments = { resource: ['document'], operation: ['get', 'getMany', 'downloadPdf'] };
const forLetters = { resource: ['document'], operation: ['createCoverLetter'] };
const fromList = { mode: 'list', value: '' };
const modes = { list: 'From List', id: 'By ID' };

const operationField = (resource: string, preset: string): ContractField => ({
	name: 'operation',
	label: 'Operation',
	type: 'options',
	default: preset,
	choices: Object.fromEntries(operationsOf(resource).map(({ value, label }) => [value, label])),
	show: { resource: [resource] },
});

/** How a text comes out, which depends on the output. */
const textFields = (show: ContractField['show']): ContractField[] => [
	{
		name: 'documentFormat',
		label: 'Format',
		type: 'options',
		default: 'html',
		choices: {
			asSent: 'As Sent by Laddro',
			html: 'HTML',
			markdown: 'Markdown',
			text: 'Plain Text',
			slack: 'Slack Message',
		},
		show: { ...show, output: ['document', 'sections'] },
	},
	{
		name: 'simplify',
		label: 'Simplify',
		type: 'boolean',
		default: true,
		show: { ...show, output: ['document'] },
	},
];

/** The parameters, in the order in which they are filled in, before the collections. */
export const parameters: ContractField[] = [
	{
		name: 'resource',
		label: 'Resource',
		type: 'options',
		default: 'application',
		choices: { application: 'Job Application', document: 'Saved Document' },
	},
	operationField('application', 'tailor'),
	operationField('document', 'get'),
	{
		name: 'resumeSource',
		label: 'Resume Source',
		type: 'options',
		default: 'laddro',
		choices: { laddro: 'From Laddro', file: 'From File' },
		show: forApplications,
	},
	{
		name: 'resumeId',
		label: 'Resume',
		type: 'resourceLocator',
		default: fromList,
		choices: modes,
		show: { ...forApplications, resumeSource: ['laddro'] },
	},
	{
		name: 'resumeFile',
		label: 'Input Binary Field',
		type: 'string',
		default: 'data',
		show: { ...forApplications, resumeSource: ['file'] },
		isRequired: true,
	},
	{
		name: 'jobPosting',
		label: 'Job Posting',
		type: 'string',
		default: '',
		show: forApplications,
		isRequired: true,
	},
	{
		name: 'positionName',
		label: 'Position Name',
		type: 'string',
		default: '',
		show: forApplications,
	},
	{
		name: 'output',
		label: 'Output',
		type: 'options',
		default: 'document',
		choices: { document: 'Single Document', sections: 'One Item per Section', pdf: 'PDF File' },
		show: forApplications,
	},
	...textFields(forApplications),
	{
		name: 'outputField',
		label: 'Put Output File in Field',
		type: 'string',
		default: 'data',
		show: { ...forApplications, output: ['pdf'] },
		isRequired: true,
	},
	{
		name: 'outputField',
		label: 'Put Output File in Field',
		type: 'string',
		default: 'data',
		show: { ...textWithFile, operation: ['coverLetter', 'both'] },
		isRequired: true,
	},
	{
		name: 'coverLetterField',
		label: 'Put Cover Letter in Field',
		type: 'string',
		default: 'coverLetter',
		show: { ...forApplications, operation: ['both'], output: ['pdf'] },
		isRequired: true,
	},
	{
		name: 'coverLetterField',
		label: 'Put Cover Letter in Field',
		type: 'string',
		default: 'coverLetter',
		show: { ...textWithFile, operation: ['both'] },
		isRequired: true,
	},
	{
		name: 'documentType',
		label: 'Document Type',
		type: 'options',
		default: 'resume',
		choices: { coverLetter: 'Cover Letter', resume: 'Resume' },
		show: forDocuments,
	},
	{
		name: 'documentId',
		label: 'Document',
		type: 'resourceLocator',
		default: fromList,
		choices: modes,
		show: { ...forDocuments, operation: ['get', 'downloadPdf'] },
		isRequired: true,
	},
	{
		name: 'output',
		label: 'Output',
		type: 'options',
		default: 'asSent',
		choices: {
			asSent: 'As Stored by Laddro',
			document: 'Single Document',
			sections: 'One Item per Section',
		},
		show: { ...forDocuments, operation: ['get'] },
	},
	...textFields({ ...forDocuments, operation: ['get'] }),
	{
		name: 'returnAll',
		label: 'Return All',
		type: 'boolean',
		default: false,
		show: { ...forDocuments, operation: ['getMany'] },
	},
	{
		name: 'limit',
		label: 'Limit',
		type: 'number',
		default: 50,
		range: [1],
		show: { ...forDocuments, operation: ['getMany'], returnAll: [false] },
	},
	{
		name: 'outputField',
		label: 'Put Output File in Field',
		type: 'string',
		default: 'data',
		show: { ...forDocuments, operation: ['downloadPdf'] },
		isRequired: true,
	},
	{
		name: 'letterContent',
		label: 'Letter',
		type: 'string',
		default: '',
		show: forLetters,
		isRequired: true,
	},
	{
		name: 'fullName',
		label: 'Full Name',
		type: 'string',
		default: '',
		show: forLetters,
		isRequired: true,
	},
];

/** How a PDF looks is asked where one is made of a resume in Laddro, and where one is downloaded. */
const looks = (field: ContractField): ContractField[] => [
	{
		...field,
		show: { '/operation': APPLICATION, '/output': ['pdf'], '/resumeSource': ['laddro'] },
	},
	{ ...field, show: { '/operation': ['downloadPdf'] } },
];

const picked = { type: 'resourceLocator', default: fromList, choices: modes };

const text = (name: string, label: string): ContractField => ({
	name,
	label,
	type: 'string',
	default: '',
});

/** The entries of the collections, in the order of their labels. */
export const collections: Record<string, ContractField[]> = {
	letterDetails: [
		text('address', 'Address'),
		text('companyName', 'Company Name'),
		text('email', 'Email'),
		text('hiringManager', 'Hiring Manager'),
		text('jobTitle', 'Job Title'),
		text('phone', 'Phone'),
		text('title', 'Title'),
	],
	options: [
		{
			name: 'additionalFields',
			label: 'Additional Body Fields',
			type: 'json',
			default: '{}',
			show: { '/operation': [...APPLICATION, 'downloadPdf'] },
		},
		...looks({ name: 'colorId', label: 'Color', ...picked }),
		{
			name: 'compareWithSource',
			label: 'Compare With Source',
			type: 'boolean',
			default: false,
			show: {
				'/operation': ['tailor', 'both'],
				'/output': ['document'],
				'/resumeSource': ['laddro'],
			},
		},
		...looks({ name: 'font', label: 'Font', ...picked }),
		...looks({ name: 'fontSize', label: 'Font Size', type: 'number', default: 11 }),
		{
			name: 'includeInputFields',
			label: 'Include Input Fields',
			type: 'boolean',
			default: false,
		},
		{
			name: 'language',
			label: 'Language',
			type: 'options',
			default: 'en',
			choices: {
				cs: 'Czech',
				da: 'Danish',
				nl: 'Dutch',
				en: 'English',
				et: 'Estonian',
				fi: 'Finnish',
				fr: 'French',
				de: 'German',
				hu: 'Hungarian',
				is: 'Icelandic',
				it: 'Italian',
				lv: 'Latvian',
				lt: 'Lithuanian',
				no: 'Norwegian',
				pl: 'Polish',
				pt: 'Portuguese',
				ro: 'Romanian',
				sk: 'Slovak',
				es: 'Spanish',
				sv: 'Swedish',
				uk: 'Ukrainian',
			},
			show: { '/operation': APPLICATION },
		},
		...looks({ name: 'margin', label: 'Margin', type: 'number', default: 20 }),
		{
			name: 'mode',
			label: 'Mode',
			type: 'options',
			default: 'standard',
			choices: { standard: 'Change the Resume', new: 'Write a New One' },
			show: { '/operation': ['tailor', 'both'] },
		},
		...looks({
			name: 'pageNumbering',
			label: 'Page Numbering',
			type: 'options',
			default: 'none',
			choices: { fraction: 'Fraction', none: 'None', page: 'Page', simple: 'Simple' },
		}),
		{
			name: 'sectionHeadings',
			label: 'Section Headings',
			type: 'boolean',
			default: true,
			show: { '/operation': APPLICATION, '/output': ['document'] },
		},
		{
			name: 'sectionHeadings',
			label: 'Section Headings',
			type: 'boolean',
			default: true,
			show: { '/operation': ['get'], '/output': ['document'] },
		},
		...looks({ name: 'spacing', label: 'Spacing', type: 'number', default: 1 }),
		...looks({ name: 'templateId', label: 'Template', ...picked }),
	],
	requestOptions: [
		{
			name: 'idleTimeout',
			label: 'Idle Timeout (Seconds)',
			type: 'number',
			default: 120,
			range: [1, 3600],
		},
		{ name: 'concurrency', label: 'Max Concurrency', type: 'number', default: 50, range: [1, 100] },
		{ name: 'maxRetries', label: 'Max Retries', type: 'number', default: 3, range: [0, 10] },
		{
			name: 'onInterruption',
			label: 'On Interrupted Stream',
			type: 'options',
			default: 'fail',
			choices: { fail: 'Fail the Item', keepPartial: 'Keep What Arrived' },
			show: { '/operation': APPLICATION, '/output': ['document', 'sections'] },
		},
		{
			name: 'requestsPerMinute',
			label: 'Requests per Minute',
			type: 'number',
			default: 100,
			range: [0],
		},
		{
			name: 'timeout',
			label: 'Timeout (Seconds)',
			type: 'number',
			default: 300,
			range: [1, 86_400],
		},
	],
};
