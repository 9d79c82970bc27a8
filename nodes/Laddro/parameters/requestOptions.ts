import type { CallLimits } from '../api/call';
import { success } from '../common/result';
import { grouped, mapped, type Field } from './field';
import { choiceFieldWithDefault, wholeNumberField, within } from './kinds';

const SECOND = 1000;

const wholeNumber = within('requestOptions', wholeNumberField);

/** What holds for the whole run of the node; an expression in one of these is evaluated for the first item. */
export const runFields = {
	concurrency: wholeNumber({
		displayName: 'Max Concurrency',
		name: 'concurrency',
		default: 50,
		minimum: 1,
		maximum: 100,
		description:
			'Maximum input items to work on at the same time. A run that costs credits begins with one.',
	}),
	requestsPerMinute: wholeNumber({
		displayName: 'Requests per Minute',
		name: 'requestsPerMinute',
		default: 100,
		minimum: 0,
		description:
			'Maximum requests per minute in one run. Laddro allows 100 per key; 0 means no limit.',
	}),
};

const limitFields = {
	maxRetries: wholeNumber({
		displayName: 'Max Retries',
		name: 'maxRetries',
		default: 3,
		minimum: 0,
		maximum: 10,
		description:
			'Maximum tries after the first when Laddro is busy, unavailable, or cannot be reached. Once a response has begun, the request is never repeated, since that would cost credits again.',
	}),
	idleTimeout: wholeNumber({
		displayName: 'Idle Timeout (Seconds)',
		name: 'idleTimeout',
		default: 120,
		minimum: 1,
		maximum: 3600,
		description:
			'Seconds to wait while nothing arrives and nothing is sent. Comments in a response count as data.',
	}),
	timeout: wholeNumber({
		displayName: 'Timeout (Seconds)',
		name: 'timeout',
		default: 300,
		minimum: 1,
		maximum: 86_400,
		description: 'Maximum seconds for one call to Laddro, including retries',
	}),
};

/** How long a call of an input item may take, and how often it is tried. */
export const limits: Field<CallLimits> = mapped(
	grouped(limitFields, 'requestOptions'),
	({ maxRetries, idleTimeout, timeout }) =>
		success({ maxRetries, idleTimeout: idleTimeout * SECOND, timeout: timeout * SECOND }),
);

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
					"With 'On Error' set to Continue, the error contains the sections that arrived",
			},
			{
				name: 'Keep What Arrived',
				value: 'keepPartial',
				description: 'Output the sections that arrived, marked with complete: false',
			},
		],
		default: 'fail',
		description:
			'What to do when the response breaks off after its first section. Its credits are spent by then, so the request is not repeated.',
	},
	'requestOptions',
);
