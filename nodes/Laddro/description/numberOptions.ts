/** One of the numbers in Options: what the editor shows, and what is held against it when an item is read. */
export interface NumberOption {
	displayName: string;
	default: number;
	min: number;
	max?: number;
	description: string;
}

export const numberOptions = {
	concurrency: {
		displayName: 'Concurrency',
		default: 5,
		min: 1,
		max: 50,
		description: 'How many input items are worked on at the same time',
	},
	idleTimeout: {
		displayName: 'Idle Timeout (Seconds)',
		default: 60,
		min: 1,
		description:
			'The longest silence to put up with, before the answer and on the open stream. Comments in the stream count as life.',
	},
	maxRetries: {
		displayName: 'Max Retries',
		default: 3,
		min: 0,
		max: 10,
		description:
			'How often an input item is tried again when Laddro is busy, in trouble or out of reach. A stream that has opened is never asked for again, because that would be paid for again.',
	},
	requestsPerMinute: {
		displayName: 'Requests per Minute',
		default: 100,
		min: 0,
		description:
			"The pace across one run of the node. Laddro's limit for one key is 100; 0 is for no limit.",
	},
	timeout: {
		displayName: 'Timeout (Seconds)',
		default: 300,
		min: 1,
		description:
			'The longest that one input item may take, from its first request on, retries included',
	},
} as const satisfies Record<string, NumberOption>;

export type NumberOptionName = keyof typeof numberOptions;
