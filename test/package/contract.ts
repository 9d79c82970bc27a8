/** What users touch, as the saved workflows of all of them have it: it may grow, but not change. */
export const parameters: Record<string, string[]> = {
	resource: ['application', 'document'],
	operation: ['both', 'coverLetter', 'downloadPdf', 'get', 'getMany', 'tailor'],
	resumeSource: ['file', 'laddro'],
	resumeId: ['id', 'list'],
	resumeFile: [],
	positionName: [],
	jobSource: ['description', 'url'],
	jobDescription: [],
	jobUrl: [],
	// An empty value is for Laddro's choice.
	language: ['', ...'cs da de en es et fi fr hu is it lt lv nl no pl pt ro sk sv uk'.split(' ')],
	output: ['document', 'pdf', 'sections'],
	documentFormat: ['html', 'markdown', 'slack', 'text'],
	outputField: [],
	coverLetterField: [],
	documentType: ['coverLetter', 'resume'],
	documentId: ['id', 'list'],
	returnAll: [],
	limit: [],
	options: [
		'additionalFields',
		'colorId',
		'font',
		'fontSize',
		'includeInputFields',
		'margin',
		'mode',
		'pageNumbering',
		'sectionHeadings',
		'spacing',
		'templateId',
	],
	requestOptions: [
		'concurrency',
		'idleTimeout',
		'maxRetries',
		'onInterruption',
		'requestsPerMinute',
		'timeout',
	],
};

/** The defaults: a workflow saved without a parameter means these. Operation has one for each resource. */
export const defaults: Record<string, unknown[]> = {
	resource: ['application'],
	operation: ['tailor', 'get'],
	resumeSource: ['laddro'],
	resumeId: [{ mode: 'list', value: '' }],
	resumeFile: ['data'],
	positionName: [''],
	jobSource: ['description'],
	jobDescription: [''],
	jobUrl: [''],
	language: [''],
	output: ['document'],
	documentFormat: ['markdown'],
	outputField: ['data'],
	coverLetterField: ['coverLetter'],
	documentType: ['resume'],
	documentId: [{ mode: 'list', value: '' }],
	returnAll: [false],
	limit: [50],
	options: [{}],
	requestOptions: [{}],
};

/** The defaults inside the two collections. */
export const optionDefaults: Record<string, unknown[]> = {
	additionalFields: ['{}'],
	colorId: [{ mode: 'list', value: '' }],
	font: [{ mode: 'list', value: '' }],
	fontSize: [11],
	includeInputFields: [false],
	margin: [20],
	mode: ['standard'],
	pageNumbering: ['none'],
	sectionHeadings: [true],
	spacing: [1],
	templateId: [{ mode: 'list', value: '' }],
	concurrency: [10],
	requestsPerMinute: [100],
	maxRetries: [3],
	idleTimeout: [60],
	timeout: [300],
	onInterruption: ['fail'],
};

/** The least and the greatest value of each number that has one. */
export const ranges: Record<string, [minimum: number, maximum?: number]> = {
	limit: [1],
	concurrency: [1, 50],
	requestsPerMinute: [0],
	maxRetries: [0, 10],
	idleTimeout: [1, 3600],
	timeout: [1, 86_400],
};

/** Operations of a resource: n8n shows the label, and names nodes and agents' tools by the action. */
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
];

/** Labels of the choices in the lists that have few. */
export const labels: Record<string, Record<string, string>> = {
	resource: { application: 'Job Application', document: 'Saved Document' },
	resumeSource: { laddro: 'From Laddro', file: 'From File' },
	jobSource: { description: 'Description', url: 'URL' },
	output: { document: 'Single Document', sections: 'One Item per Section', pdf: 'PDF File' },
	documentFormat: {
		html: 'HTML',
		markdown: 'Markdown',
		text: 'Plain Text',
		slack: 'Slack Message',
	},
	documentType: { resume: 'Resume', coverLetter: 'Cover Letter' },
	pageNumbering: { fraction: 'Fraction', none: 'None', page: 'Page', simple: 'Simple' },
	onInterruption: { fail: 'Fail the Item', keepPartial: 'Keep What Arrived' },
	mode: { standard: 'Change the Resume', new: 'Write a New One' },
};

const LOOKS = ['colorId', 'font', 'fontSize', 'margin', 'pageNumbering', 'spacing', 'templateId'];

/** When a parameter is shown, besides the operations that have it; one that stands twice has each of these. */
export const conditions: Record<string, Array<Record<string, unknown[]>>> = {
	resumeId: [{ resumeSource: ['laddro'] }],
	resumeFile: [{ resumeSource: ['file'] }],
	jobDescription: [{ jobSource: ['description'] }],
	jobUrl: [{ jobSource: ['url'] }],
	documentFormat: [{ output: ['document'] }],
	outputField: [{ output: ['pdf'] }],
	coverLetterField: [{ output: ['pdf'] }],
	limit: [{ returnAll: [false] }],
	sectionHeadings: [{ '/output': ['document'] }],
	onInterruption: [{ '/output': ['document', 'sections'] }],
	...Object.fromEntries(
		LOOKS.map((look) => [look, [{ '/output': ['pdf'], '/resumeSource': ['laddro'] }]]),
	),
};

const APPLICATION = ['tailor', 'coverLetter', 'both'];

/** The operations for which an entry of a collection is offered, where these are not all. */
export const offeredFor: Record<string, string[]> = {
	additionalFields: [...APPLICATION, 'downloadPdf'],
	mode: ['tailor', 'both'],
	sectionHeadings: APPLICATION,
	onInterruption: APPLICATION,
	...Object.fromEntries(LOOKS.map((look) => [look, [...APPLICATION, 'downloadPdf']])),
};
