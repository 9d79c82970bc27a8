import { choiceFieldWithDefault, wholeNumberField } from './kinds';

/** What holds for the whole run of the node; an expression in one of these is evaluated for the first item. */
export const runFields = {
	concurrency: wholeNumberField(
		{
			displayName: 'Concurrency',
			name: 'concurrency',
			default: 10,
			minimum: 1,
			maximum: 50,
			description: 'How many input items are worked on at the same time',
		},
		'requestOptions',
	),
	requestsPerMinute: wholeNumberField(
		{
			displayName: 'Requests per Minute',
			name: 'requestsPerMinute',
			default: 100,
			minimum: 0,
			description:
				"How many requests one run of the node sends in a minute at the most. Laddro's limit for one key is 100; 0 is for no limit.",
		},
		'requestOptions',
	),
};

/** How long a call of an input item may take, and how often it is tried. */
export const limitFields = {
	maxRetries: wholeNumberField(
		{
			displayName: 'Max Retries',
			name: 'maxRetries',
			default: 3,
			minimum: 0,
			maximum: 10,
			description:
				'How often a request is repeated when Laddro is busy, has a problem or cannot be reached. A document whose answer has begun is not asked for again, because it would be paid for again.',
		},
		'requestOptions',
	),
	idleTimeout: wholeNumberField(
		{
			displayName: 'Idle Timeout (Seconds)',
			name: 'idleTimeout',
			default: 60,
			minimum: 1,
			maximum: 3600,
			description:
				'How long Laddro may send nothing, before the answer and within it. Comments in a stream count as activity.',
		},
		'requestOptions',
	),
	timeout: wholeNumberField(
		{
			displayName: 'Timeout (Seconds)',
			name: 'timeout',
			default: 300,
			minimum: 1,
			maximum: 86_400,
			description:
				'How long one call to Laddro may take from its first request on, retries included',
		},
		'requestOptions',
	),
};

/** What to do with a stream that breaks. */
export const onInterruption = choiceFieldWithDefault(
	{
		displayName: 'On Interrupted Stream',
		name: 'onInterruption',
		options: [
			{
				name: 'Fail the Item',
				value: 'fail',
				description:
					"The item fails. With 'On Error' set to Continue, the error contains the sections that had arrived.",
			},
			{
				name: 'Keep What Arrived',
				value: 'keepPartial',
				description: 'The sections that had arrived are the output, marked with complete: false',
			},
		],
		default: 'fail',
		displayOptions: { show: { '/output': ['document', 'sections'] } },
		description:
			'What to do when a stream breaks after its first section. Its credits are spent by then, so it is not asked for again.',
	},
	'requestOptions',
);
