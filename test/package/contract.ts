/** What users touch, as the saved workflows of all of them know it: it may grow, but not change. */
export const parameters: Record<string, string[]> = {
	operation: ['coverLetter', 'tailor'],
	resumeId: ['id', 'list'],
	positionName: [],
	jobSource: ['description', 'url'],
	jobDescription: [],
	jobUrl: [],
	output: ['document', 'sections'],
	documentFormat: ['html', 'markdown', 'text'],
	options: [
		'additionalFields',
		'concurrency',
		'idleTimeout',
		'language',
		'maxRetries',
		'mode',
		'onInterruption',
		'requestsPerMinute',
		'timeout',
	],
};

/** The defaults: a workflow saved without a parameter means these. */
export const defaults: Record<string, unknown> = {
	operation: 'tailor',
	resumeId: { mode: 'list', value: '' },
	positionName: '',
	jobSource: 'description',
	jobDescription: '',
	jobUrl: '',
	output: 'sections',
	documentFormat: 'markdown',
	options: {},
};

export const optionDefaults: Record<string, unknown> = {
	concurrency: 5,
	requestsPerMinute: 100,
	maxRetries: 3,
	idleTimeout: 60,
	timeout: 300,
	onInterruption: 'fail',
};

export const languages = 'da de en es et fi fr is it nl no pl pt sv'.split(' ');
