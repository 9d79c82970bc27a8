import type { Outcome } from '../api/call';
import type { Charged } from '../api/charge';
import { isFatalForAll, isRetryable } from '../api/retryPolicy';
import type {
	ConnectionFailure,
	Failure,
	Interruption,
	StatusMeaning,
	StreamErrorFailure,
	UnexpectedResponseFailure,
} from '../common/failure';
import { count, duration, pointInTime, sentences } from './wording';

/** The start of the advice where something other than Laddro may have responded, or nothing did. */
export const CHECK_BASE_URL = "Check 'Base URL' in the Laddro API credential";

/**
 * What a user can do about an unsuccessful status. It does not mention other items, because there may be none. Labels of
 * parameters are in single quotes.
 */
export const STATUS_ADVICE: Readonly<Record<StatusMeaning, string>> = {
	badRequest: 'Laddro did not accept the request. Check the parameters.',
	forbidden:
		"The account or its API key is not allowed to do this. Check the account's plan and the key's permissions.",
	keyRefused: "Check 'API Key' in the Laddro API credential.",
	noCredits: 'The credits are used up. Buy more, or wait until the account gets new ones.',
	headersTooLarge: `Something between n8n and Laddro, such as a proxy, does not accept headers of this size. ${CHECK_BASE_URL}.`,
	legalReasons: 'The request is blocked for legal reasons where n8n runs or where Laddro runs.',
	notFound:
		"Choose another resume in 'Resume', or leave it empty to use the account's default resume. If the resume exists, check 'Base URL' in the Laddro API credential.",
	notModified: `A cache or proxy between n8n and Laddro responded instead. Configure it to pass requests through without caching. ${CHECK_BASE_URL}.`,
	notTakenOn:
		"Laddro did not take the request on in time. Try again later, or raise 'Max Retries' in 'Limits and Retries'.",
	planTooSmall: "The account's plan does not include this. Upgrade the plan.",
	proxyLogin:
		'The proxy between n8n and Laddro requires a login. Add user and password to the proxy address that n8n is started with.',
	rateLimit:
		"Laddro accepts 100 requests a minute per key. Lower 'Requests per Minute' or 'Max Concurrency', or raise 'Max Retries', in 'Limits and Retries'.",
	redirect: `Redirects are not followed, because they would carry the API key elsewhere. ${CHECK_BASE_URL}.`,
	scopeMissing: 'The API key lacks a permission. Use a key that may generate documents.',
	serverError: 'Laddro is unavailable at the moment. Try again later.',
	tooLarge: "Shorten 'Job Posting', or use a smaller file. Laddro accepts 10 MB at most.",
	unavailable:
		"Laddro is unavailable at the moment. Try again later, or raise 'Max Retries' in 'Limits and Retries'.",
	unprocessable:
		"Check 'Job Posting', and the file if one is sent. The posting may be too short, or not be a job posting.",
	wrongServer: `The server that responded is not Laddro's API, or expects another protocol. ${CHECK_BASE_URL}.`,
};

/** The same for stored documents, for which there is no posting. */
const SAVED_ADVICE: Readonly<Record<StatusMeaning, string>> = {
	...STATUS_ADVICE,
	notFound:
		"Choose another document in 'Document'. If the document exists, check 'Document Type', and 'Base URL' in the Laddro API credential.",
	scopeMissing: 'The API key lacks a permission. Use a key that may read stored documents.',
	tooLarge: STATUS_ADVICE.badRequest,
	unprocessable: STATUS_ADVICE.badRequest,
};

/** The same for a letter that is to be saved. */
const SAVING_ADVICE: Readonly<Record<StatusMeaning, string>> = {
	...SAVED_ADVICE,
	notFound: `${CHECK_BASE_URL}.`,
	scopeMissing: 'The API key lacks a permission. Use a key that may save cover letters.',
	tooLarge: "Shorten 'Letter'.",
	unprocessable: "Check 'Letter', 'Full Name' and 'Letter Details'.",
};

/** For a response that is not the API's own. */
const MAY_BE_PROXY =
	'Something between n8n and Laddro, such as a proxy or a login page, may have responded instead.';

/** The meanings with which the API refuses the same item each time. */
export const OF_THE_ITEM: ReadonlySet<StatusMeaning | undefined> = new Set<StatusMeaning>([
	'badRequest',
	'notFound',
	'tooLarge',
	'unprocessable',
]);

/** The meanings with which the API itself speaks of the request or the account. */
const OF_THE_API: typeof OF_THE_ITEM = new Set([
	...OF_THE_ITEM,
	'forbidden',
	'keyRefused',
	'legalReasons',
	'noCredits',
]);

const CONNECTION_ADVICE = `${CHECK_BASE_URL}, and that this n8n may connect to it. If both are right, try again later.`;

/** For a response that broke before anything had arrived. */
const MAY_BE_CHARGED =
	'Credits may have been charged, so the request is not repeated. Check your credits before you request this document again.';

/** For a response that broke after it had named its document, or that n8n could not store. */
const IS_CHARGED = 'The credits for it are spent, so the request is not repeated.';

/** The same for a letter that is to be saved. */
const MAY_BE_SAVED =
	'The letter may have been saved, so the request is not repeated. Look for it among the stored cover letters before you save it again.';

/** A failure in words for the user. */
export interface FailureText {
	/** What happened, in the API's own words where it gives any. */
	readonly message: string;
	/** What the user can do about it. */
	readonly advice?: string;
}

/** For a stored document of which Laddro sends no content. */
const NO_TEXT: FailureText = {
	message: 'The stored document has no text',
	advice:
		"Laddro sent only what it knows of the document, such as its title. To get that, set 'Output' to As Stored by Laddro. The resource's operation Download PDF gets the document as a file.",
};

/** What a user can do about Node's and OpenSSL's codes for a certificate or a protocol that was not accepted. */
const TLS_TEXTS: ReadonlyArray<FailureText & { readonly codes: readonly string[] }> = [
	{
		codes: [
			'CERT_SIGNATURE_FAILURE',
			'CERT_UNTRUSTED',
			'DEPTH_ZERO_SELF_SIGNED_CERT',
			'SELF_SIGNED_CERT_IN_CHAIN',
			'UNABLE_TO_GET_ISSUER_CERT',
			'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
			'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		],
		message: "n8n does not trust the certificate of the server at 'Base URL'",
		advice:
			"If your own proxy or server runs there, start n8n with NODE_EXTRA_CA_CERTS set to the file of its certificate authority. Otherwise check 'Base URL' in the Laddro API credential.",
	},
	{
		codes: ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'],
		message: "The certificate of the server at 'Base URL' is not valid today",
		advice:
			"Check the clock of the machine that runs n8n. If it is right, the server's certificate has to be renewed.",
	},
	{
		codes: ['ERR_TLS_CERT_ALTNAME_INVALID'],
		message: "The certificate of the server at 'Base URL' is for another host name",
		advice: "In 'Base URL', use the host name that the certificate was issued for.",
	},
	{
		codes: ['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER'],
		message: "The server at 'Base URL' does not accept n8n's https connection",
		advice: `${CHECK_BASE_URL}, especially its port.`,
	},
];

const NO_PROXY: FailureText = {
	message: 'The proxy between n8n and Laddro did not connect',
	advice: 'Check the proxy that n8n is started with, and that it may connect to Laddro.',
};

interface InterruptionText extends FailureText {
	/** In place of the message where the time limit is known, which comes after it. */
	readonly pastLimit?: string;
}

const INTERRUPTIONS: Readonly<Record<Interruption, InterruptionText>> = {
	ended: { message: "Laddro's response ended before the document was complete" },
	connectionCut: { message: "Laddro's response broke off before the document was complete" },
	malformedResponse: { message: "Laddro's response breaks the rules of HTTP and cannot be read" },
	malformedEvent: { message: "Laddro's response contained an event that cannot be read" },
	eventTooLarge: { message: "Laddro's response contained an event larger than 8 MiB" },
	streamTooLarge: { message: "Laddro's response is larger than 64 MiB" },
	fileCut: { message: 'The file ended before it was complete' },
	notTheFile: { message: 'The file received does not match its content type' },
	responseTooLarge: { message: "Laddro's response is larger than 64 MiB" },
	notStored: {
		message: 'n8n could not store the file',
		advice: 'Check that the disk or storage for binary data has space left.',
	},
	silence: {
		message: 'Laddro did not respond in time',
		pastLimit: 'Laddro sent nothing for',
		advice: "If Laddro needs longer, raise 'Idle Timeout (Seconds)' in 'Limits and Retries'.",
	},
	timeUp: {
		message: 'The item took too long',
		pastLimit: 'The item took longer than',
		advice: "If Laddro needs longer, raise 'Timeout (Seconds)' in 'Limits and Retries'.",
	},
};

/** What is known of the call that failed. */
interface Circumstances extends Partial<Pick<Outcome, 'charged' | 'isCreation'>> {
	/** How many sections had arrived. */
	readonly arrived?: number;
	/** Whether it was about a stored document. */
	readonly isSaved?: boolean;
}

export function failureText(
	failure: Failure,
	{ arrived = 0, charged = 'maybe', isCreation = false, isSaved = false }: Circumstances = {},
): FailureText {
	const charge = isCreation ? MAY_BE_SAVED : chargeAdvice(failure, charged, arrived);
	const statusAdvice = isCreation ? SAVING_ADVICE : isSaved ? SAVED_ADVICE : STATUS_ADVICE;
	switch (failure.kind) {
		case 'parameter':
			return failure;
		case 'connection':
			return connectionText(failure, charge || 'Try again later.');
		case 'request': {
			const { code = '', message = 'The request to Laddro could not be made' } = failure;
			const known = TLS_TEXTS.find(({ codes }) => codes.includes(code));
			if (known) return { message: `${known.message} (${code})`, advice: known.advice };
			return { message, advice: 'Check the Laddro API credential.' };
		}
		case 'status': {
			const { meaning, message, statusCode, upgradeUrl, isJson } = failure;
			const mayBeAtWork =
				(meaning === 'serverError' || meaning === 'unavailable') &&
				!isRetryable(failure, { isCreation });
			return {
				message: message ?? responseWith(statusCode),
				advice: sentences(
					statusAdvice[meaning],
					upgradeUrl,
					isJson === false && OF_THE_API.has(meaning) && MAY_BE_PROXY,
					mayBeAtWork && charge,
				),
			};
		}
		case 'rateLimited':
			return {
				message: failure.message ?? responseWith(failure.statusCode),
				advice: sentences(
					`Laddro accepts no more requests with this key until ${pointInTime(failure.retryAt)}. Run the node again after that.`,
					failure.upgradeUrl,
				),
			};
		case 'streamError':
			return streamErrorText(failure, charge);
		case 'unexpectedAnswer':
			return unexpectedResponseText(failure, charged);
		case 'nothingGenerated':
			return {
				message: "Nothing was generated: Laddro's response was complete but had no section",
				advice: sentences(
					"Check that the resume in 'Resume' and the posting in 'Job Posting' have text.",
					charged !== 'no' && 'The credits for it are spent.',
					failure.events !== '' && `Events that came: ${failure.events}.`,
				),
			};
		case 'interrupted': {
			const { limit, cause } = failure;
			const { message, pastLimit, advice } = INTERRUPTIONS[cause];
			return {
				message: pastLimit && limit !== undefined ? `${pastLimit} ${duration(limit)}` : message,
				advice: sentences(charge, advice),
			};
		}
		case 'stopped':
			return { message: 'The run was stopped before this item was done' };
		case 'internal':
			return {
				message: `The Laddro node could not work on this item (${failure.name})`,
				advice: sentences(charge, 'This is a bug in the node: please report it.'),
			};
	}
}

function responseWith(statusCode: number): string {
	return `Laddro responded with status ${statusCode}`;
}

function connectionText({ code, mayBeDelivered }: ConnectionFailure, advice: string): FailureText {
	if (code === 'proxy') return NO_PROXY;
	return mayBeDelivered
		? { message: `The connection to Laddro broke before it responded (${code})`, advice }
		: { message: `Laddro could not be reached (${code})`, advice: CONNECTION_ADVICE };
}

/** @param charge what is known of the credits, once the server has taken the request on */
function streamErrorText(failure: StreamErrorFailure, charge: string | false): FailureText {
	const { message, meaning, upgradeUrl } = failure;
	const isPassing = meaning === 'rateLimit' || meaning === 'unavailable';
	const wasTakenOn = !isRetryable(failure);
	return {
		message: message ?? 'Laddro could not finish the document',
		advice: sentences(
			meaning && !(isPassing && wasTakenOn) && STATUS_ADVICE[meaning],
			upgradeUrl,
			wasTakenOn && charge,
		),
	};
}

function unexpectedResponseText(
	{ expected, contentType }: UnexpectedResponseFailure,
	charged: Charged,
): FailureText {
	if (expected === 'storedText') return NO_TEXT;
	const wanted = {
		stream: 'a document',
		text: 'a document',
		file: 'a PDF file',
		json: 'JSON',
		letterId: 'the ID of the letter',
	}[expected];
	return {
		message: contentType
			? `Laddro responded with "${contentType}" instead of ${wanted}`
			: `Laddro's response has no content type; expected ${wanted}`,
		advice: sentences(
			expected === 'text'
				? 'The document came as a file, and its text could not be read from Laddro.'
				: `${MAY_BE_PROXY} ${CHECK_BASE_URL}.`,
			expected === 'letterId' && MAY_BE_SAVED,
			charged === 'maybe' &&
				expected !== 'json' &&
				expected !== 'letterId' &&
				'If Laddro itself responded, credits may have been charged.',
			charged === 'yes' && IS_CHARGED,
		),
	};
}

/** Where the key or the credits are refused, that and not the charge is the reason for no further request. */
function chargeAdvice(failure: Failure, charged: Charged, arrived: number): string | false {
	if (arrived > 0) {
		return `${count(arrived, 'section')} arrived, so the credits are spent and the request is not repeated. To keep what arrives, set 'On Interrupted Stream' in 'Limits and Retries' to Keep What Arrived.`;
	}
	if (charged === 'no') return false;
	if (charged === 'yes') return IS_CHARGED;
	return isFatalForAll(failure)
		? 'Credits may have been charged for this request.'
		: MAY_BE_CHARGED;
}
