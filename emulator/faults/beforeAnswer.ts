import { jsonAnswer, type Answer, type PlainAnswer } from '../wire/answer';
import { apiError, codedError, outOfCredits, rateLimited, upgradeError } from '../wire/errors';
import type { AnyFault } from './fault';

const before = (description: string, answer: () => Answer): AnyFault => ({
	description,
	when: 'before',
	of: 'any',
	answer,
});

const status = (code: number, message: string) =>
	before(`answers ${code}: ${message}`, () => apiError(code, message));

const stalling = (code: number) =>
	before(`answers ${code}, then sends nothing more halfway through the body`, () => ({
		...apiError(code, 'This message does not arrive'),
		stalls: true,
	}));

const page = (code: number, title: string): PlainAnswer => ({
	kind: 'plain',
	status: code,
	headers: { 'content-type': 'text/html; charset=utf-8' },
	body: `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1><hr><center>nginx</center></body></html>`,
});

/** Faults that show before a stream or a file has begun. None of them costs credits. */
export const beforeAnswer = {
	status_400: status(400, 'The request body is not valid'),
	status_401: status(401, 'Invalid API key'),
	status_402: before('answers 402 insufficient_credits with an upgradeUrl', () => outOfCredits()),
	status_403: status(403, 'This key may not generate documents'),
	status_404: status(404, 'Resume not found'),
	status_409: status(409, 'The resume is being changed by another request'),
	status_413: status(413, 'The request body is larger than 10 MB'),
	status_422: status(422, 'The job description is too short'),
	status_429: before('answers 429 with Retry-After: 1, every time', () => rateLimited(1)),
	status_500: status(500, 'Something went wrong on our side'),
	status_502: status(502, 'The language model could not be reached'),
	status_503: status(503, 'The service is down for maintenance'),
	status_504: status(504, 'The language model took too long'),
	status_429_stalls: stalling(429),
	status_503_stalls: stalling(503),
	retry_after_day: before('answers 429 with Retry-After: 86400', () => rateLimited(86_400)),
	not_modified: before('answers 304 without a body', () => ({
		kind: 'plain',
		status: 304,
		headers: {},
		body: '',
	})),
	other_shape_403: before('answers 403 in the other error shape, insufficient_scope', () =>
		codedError(403, 'This key lacks the scope "generate"', 'insufficient_scope'),
	),
	upgrade_403: before('answers 403 requires_upgrade with an upgradeUrl', () =>
		upgradeError(403, 'Your plan does not include generated documents', 'requires_upgrade'),
	),
	credits_403: before('answers 403 insufficient_credits with an upgradeUrl', () =>
		outOfCredits(403),
	),
	reset: before('resets the connection before the answer', () => ({ kind: 'reset' })),
	no_answer: before('never answers', () => ({ kind: 'silence' })),
	redirect: before('redirects (302) to /v1/moved on the same server', () =>
		jsonAnswer(302, { message: 'Moved' }, { location: '/v1/moved' }),
	),
	html: before('answers 200 with an HTML page, as a captive portal does', () =>
		page(200, 'Sign in to the network'),
	),
	json: before('answers 200 with JSON instead of a document', () =>
		jsonAnswer(200, { message: 'Accepted', jobId: 'job_4711' }),
	),
	html_502: before("answers 502 with a proxy's HTML page", () => page(502, '502 Bad Gateway')),
	big_error: before('answers 500 with 1 MB of text', () => ({
		kind: 'plain',
		status: 500,
		headers: { 'content-type': 'text/plain; charset=utf-8' },
		body: 'An unhandled error occurred; the stack trace follows.\n'.repeat(20_000),
	})),
} satisfies Record<string, AnyFault>;
