import { apiError, rateLimited } from '../errors';
import type { Plan } from '../plan';
import type { Fault } from './fault';

const once = (what: string, plan: () => Plan): Fault => ({
	description: `${what} the first time, then goes well`,
	when: 'recovering',
	plan: ({ metBefore }) => (metBefore ? undefined : plan()),
});

/** An HTTP date about a second ahead. It knows no fractions, so it is rounded up. */
const inASecond = () => new Date(Math.ceil(Date.now() / 1000) * 1000 + 1000).toUTCString();

/** Faults that strike once for each item: same endpoint, resume and posting. */
export const recoveringFaults = {
	rate_limited_once: once('answers 429 with Retry-After: 1', () => rateLimited(1)),
	unavailable_once: once('answers 503', () => apiError(503, 'Try again soon')),
	unavailable_date_once: once('answers 503 with Retry-After as a date', () =>
		apiError(503, 'Try again soon', { 'retry-after': inASecond() }),
	),
	reset_once: once('resets the connection before the answer', () => ({ kind: 'reset' })),
	error_first_once: once('streams an error 429 before any section', () => ({
		kind: 'stream',
		frames: [{ kind: 'error', message: 'Rate limit exceeded', statusCode: 429 }],
	})),
} satisfies Record<string, Fault>;
