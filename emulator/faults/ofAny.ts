import {
	apiError,
	outOfCredits,
	rateLimited,
	upgradeError,
	freeResponse,
	jsonResponse,
	type Response,
} from '../wire/response';
import { faultsOf, type Fault } from './fault';

const before = faultsOf('any', 'before');

const once = (what: string, outcome: Fault['outcome']): Fault =>
	faultsOf('any', 'recovering')(`${what} the first time, then succeeds`, outcome);

const status = (code: number, message: string) =>
	before(`answers ${code}: ${message}`, () => apiError(code, message));

const stalling = (code: number) =>
	before(`answers ${code}, then sends nothing more halfway through the body`, () => ({
		...apiError(code, ''),
		frames: [{ kind: 'bytes', bytes: '{"error":"This message does n' }],
		end: 'hold',
	}));

const page = (code: number, title: string): Response =>
	freeResponse(
		code,
		{ 'content-type': 'text/html; charset=utf-8' },
		`<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1><hr><center>nginx</center></body></html>`,
	);

/** An HTTP date one to two seconds ahead. It has no fractions, so it is rounded up. */
const inASecond = () => new Date(Math.ceil(Date.now() / 1000) * 1000 + 1000).toUTCString();

/** Faults that show before a stream or a file has begun. None of them costs credits. */
export const ofAny = {
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
	not_modified: before('answers 304 without a body', () => freeResponse(304, {}, '')),
	other_shape_403: before('answers 403 in the other error shape, insufficient_scope', () =>
		jsonResponse(403, {
			error: 'This key lacks the scope "generate"',
			code: 'insufficient_scope',
		}),
	),
	upgrade_403: before('answers 403 requires_upgrade with an upgradeUrl', () =>
		upgradeError(403, 'Your plan does not include generated documents', 'requires_upgrade'),
	),
	credits_403: before('answers 403 insufficient_credits with an upgradeUrl', () =>
		outOfCredits(403),
	),
	reset: before('resets the connection before the response', () => 'reset'),
	no_answer: before('never answers', () => 'silence'),
	redirect: before('redirects (302) to /v1/moved on the same server', () =>
		jsonResponse(302, { message: 'Moved' }, { location: '/v1/moved' }),
	),
	html: before('answers 200 with an HTML page, as a captive portal does', () =>
		page(200, 'Sign in to the network'),
	),
	json: before('answers 200 with JSON instead of a document', () =>
		jsonResponse(200, { message: 'Accepted', jobId: 'job_4711' }),
	),
	html_502: before("answers 502 with a proxy's HTML page", () => page(502, '502 Bad Gateway')),
	big_error: before('answers 500 with 1 MB of text', () =>
		freeResponse(
			500,
			{ 'content-type': 'text/plain; charset=utf-8' },
			'An unhandled error occurred; the stack trace follows.\n'.repeat(20_000),
		),
	),

	rate_limited_once: once('answers 429 with Retry-After: 1', () => rateLimited(1)),
	unavailable_once: once('answers 503', () => apiError(503, 'Try again soon')),
	unavailable_date_once: once('answers 503 with Retry-After as a date', () =>
		apiError(503, 'Try again soon', { 'retry-after': inASecond() }),
	),
	reset_once: once('resets the connection before the response', () => 'reset'),
} satisfies Record<string, Fault>;
