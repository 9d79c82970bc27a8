/** What users touch, as the saved workflows of all of them have it: it may grow, but not change. */
export const parameters: Record<string, string[]> = {
	resource: ['application'],
	operation: ['both', 'coverLetter', 'tailor'],
	resumeId: ['id', 'list'],
	positionName: [],
	jobSource: ['description', 'url'],
	jobDescription: [],
	jobUrl: [],
	// An empty value is for Laddro's choice.
	language: ['', ...'cs da de en es et fi fr hu is it lt lv nl no pl pt ro sk sv uk'.split(' ')],
	output: ['document', 'sections'],
	documentFormat: ['html', 'markdown', 'slack', 'text'],
	options: ['additionalFields', 'includeInputFields', 'mode', 'sectionHeadings'],
	requestOptions: [
		'concurrency',
		'idleTimeout',
		'maxRetries',
		'onInterruption',
		'requestsPerMinute',
		'timeout',
	],
};

/** The defaults: a workflow saved without a parameter means these. */
export const defaults: Record<string, unknown> = {
	resource: 'application',
	operation: 'tailor',
	resumeId: { mode: 'list', value: '' },
	positionName: '',
	jobSource: 'description',
	jobDescription: '',
	jobUrl: '',
	language: '',
	output: 'document',
	documentFormat: 'markdown',
	options: {},
	requestOptions: {},
};

/** The defaults inside the two collections. */
export const optionDefaults: Record<string, unknown> = {
	additionalFields: '{}',
	includeInputFields: false,
	mode: 'standard',
	sectionHeadings: true,
	concurrency: 10,
	requestsPerMinute: 100,
	maxRetries: 3,
	idleTimeout: 60,
	timeout: 300,
	onInterruption: 'fail',
};

/** The least and the greatest value of each number. */
export const ranges: Record<string, [minimum: number, maximum?: number]> = {
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
];

/** Labels of the choices in the lists that have few. */
export const labels: Record<string, Record<string, string>> = {
	resource: { application: 'Job Application' },
	jobSource: { description: 'Description', url: 'URL' },
	output: { document: 'Single Document', sections: 'One Item per Section' },
	documentFormat: {
		html: 'HTML',
		markdown: 'Markdown',
		text: 'Plain Text',
		slack: 'Slack Message',
	},
	mode: { standard: 'Change the Resume', new: 'Write a New One' },
};
