import type { Answer } from '../wire/answer';
import { apiError, rateLimited } from '../wire/errors';
import type { AnyFault, Fault } from './fault';

const once = (what: string, answer: () => Answer): AnyFault => ({
	description: `${what} the first time, then succeeds`,
	when: 'recovering',
	of: 'any',
	answer: ({ metBefore }) => (metBefore ? undefined : answer()),
});

/** An HTTP date one to two seconds ahead. It has no fractions, so it is rounded up. */
const inASecond = () => new Date(Math.ceil(Date.now() / 1000) * 1000 + 1000).toUTCString();

/** Faults that show once for each item: same endpoint, resume and posting. */
export const recovering = {
	rate_limited_once: once('answers 429 with Retry-After: 1', () => rateLimited(1)),
	unavailable_once: once('answers 503', () => apiError(503, 'Try again soon')),
	unavailable_date_once: once('answers 503 with Retry-After as a date', () =>
		apiError(503, 'Try again soon', { 'retry-after': inASecond() }),
	),
	reset_once: once('resets the connection before the answer', () => ({ kind: 'reset' })),
	error_first_once: {
		description: 'streams an error 429 before any section the first time, then succeeds',
		when: 'recovering',
		of: 'stream',
		answer: ({ metBefore }) =>
			metBefore
				? undefined
				: {
						kind: 'stream',
						frames: [{ kind: 'error', message: 'Rate limit exceeded', statusCode: 429 }],
					},
	},
} satisfies Record<string, Fault>;
