import type { StatusMeaning } from '../common/failure';

/** The start of the advice wherever something else than Laddro may have answered, or nothing did. */
export const CHECK_BASE_URL = "Check 'Base URL' in the Laddro API credential";

/**
 * What a user can do about an answer that is no success. It says nothing of other items, because there may be none.
 * Labels of parameters stand in single quotes.
 */
export const STATUS_ADVICE: Readonly<Record<StatusMeaning, string>> = {
	badRequest: 'Laddro does not accept the request as it is. Check the parameters.',
	forbidden:
		"The account or its key may not do this. Check the account's plan and the key's permissions.",
	keyRefused: "Check 'API Key' in the Laddro API credential.",
	noCredits: 'The credits are used up. Buy more, or wait until the account gets new ones.',
	notFound:
		"Choose another resume in 'Resume', or leave it empty to use the account's default resume. If the resume exists, check 'Base URL' in the Laddro API credential.",
	notModified: `A cache or proxy between n8n and Laddro answered in its place. Let it pass requests on without caching them. ${CHECK_BASE_URL}.`,
	planTooSmall: "The account's plan does not include this. Upgrade the plan.",
	rateLimit:
		"Laddro accepts 100 requests a minute for one key. Lower 'Requests per Minute' or 'Concurrency', or raise 'Max Retries', in 'Request Options'.",
	redirect: `Redirects are not followed, because they would carry the API key elsewhere. ${CHECK_BASE_URL}.`,
	scopeMissing: 'The API key lacks a permission. Use a key that may generate documents.',
	serverError: 'Laddro has a problem. Try again later.',
	tooLarge: "Shorten 'Job Description', or use a smaller file. Laddro accepts 10 MB at most.",
	unavailable:
		"Laddro has a problem. Try again later, or raise 'Max Retries' in 'Request Options'.",
	unprocessable:
		"Check 'Job Description' or 'Job URL', and the file if one is sent. The posting may be too short, or not a job posting at all.",
};

/** The same for stored documents, for which there is no posting. */
export const SAVED_ADVICE: Readonly<Record<StatusMeaning, string>> = {
	...STATUS_ADVICE,
	notFound:
		"Choose another document in 'Document'. If the document exists, check 'Document Type', and 'Base URL' in the Laddro API credential.",
	scopeMissing: 'The API key lacks a permission. Use a key that may read stored documents.',
	tooLarge: STATUS_ADVICE.badRequest,
	unprocessable: STATUS_ADVICE.badRequest,
};

export const CONNECTION_ADVICE = `${CHECK_BASE_URL}, and that this n8n may connect to it. If both are right, try again later.`;

/** For an answer that broke before it had brought anything. */
export const MAY_BE_CHARGED =
	'Credits may have been charged, so the request is not repeated. Check your credits before you ask for this document again.';

/** Words for a request that could not be made. */
interface RequestAdvice {
	readonly message: string;
	readonly advice: string;
}

const UNTRUSTED: RequestAdvice = {
	message: "n8n does not trust the certificate of the server at 'Base URL'",
	advice:
		"If a proxy or server of your own answers there, start n8n with NODE_EXTRA_CA_CERTS set to the file of its certificate authority. Otherwise check 'Base URL' in the Laddro API credential.",
};

const NOT_VALID_NOW: RequestAdvice = {
	message: "The certificate of the server at 'Base URL' is not valid today",
	advice:
		"Check the clock of the machine that n8n runs on. If it is right, the server's certificate has to be renewed.",
};

const NO_TLS: RequestAdvice = {
	message: "The server at 'Base URL' does not speak https as n8n expects it",
	advice: `${CHECK_BASE_URL}, above all its port.`,
};

/** What a user can do about Node's and OpenSSL's codes for a certificate or a protocol that was not accepted. */
const TLS_ADVICE: ReadonlyMap<string, RequestAdvice> = new Map([
	['CERT_HAS_EXPIRED', NOT_VALID_NOW],
	['CERT_NOT_YET_VALID', NOT_VALID_NOW],
	['CERT_SIGNATURE_FAILURE', UNTRUSTED],
	['CERT_UNTRUSTED', UNTRUSTED],
	['DEPTH_ZERO_SELF_SIGNED_CERT', UNTRUSTED],
	['SELF_SIGNED_CERT_IN_CHAIN', UNTRUSTED],
	['UNABLE_TO_GET_ISSUER_CERT', UNTRUSTED],
	['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', UNTRUSTED],
	['UNABLE_TO_VERIFY_LEAF_SIGNATURE', UNTRUSTED],
	[
		'ERR_TLS_CERT_ALTNAME_INVALID',
		{
			message: "The certificate of the server at 'Base URL' is for another host name",
			advice: "Use the host name in 'Base URL' that the certificate was issued for.",
		},
	],
	['EPROTO', NO_TLS],
	['ERR_SSL_WRONG_VERSION_NUMBER', NO_TLS],
]);

/** The words for a request that could not be made, by its code, where it is one that a user can do something about. */
export function requestAdvice(code: string | undefined): RequestAdvice | undefined {
	return TLS_ADVICE.get(code ?? '');
}
