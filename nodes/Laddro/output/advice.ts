import type { StatusMeaning } from '../common/failure';

/** What a user can do about an answer that is no success. Labels of parameters stand in single quotes. */
export const STATUS_ADVICE: Readonly<Record<StatusMeaning, string>> = {
	badRequest: 'Laddro does not accept the request as it is. Check the parameters of this item.',
	forbidden: "The account or its key may not do this. Check the plan and the key's permissions.",
	keyRefused:
		'Check the API key in the Laddro API credential. Items that had not started fail alike, without a request.',
	noCredits:
		'The credits are used up: buy more, or wait for the next month. Items that had not started fail alike, without a request.',
	notFound:
		"Choose a resume that exists, From List, or leave 'Resume' empty to use the default resume. If it does exist, check the Base URL in the credential.",
	notModified:
		'A cache or proxy between n8n and Laddro answered in its place. Let it pass requests on without caching them, or check the Base URL in the credential.',
	planTooSmall:
		"The account's plan does not include this. Upgrade the plan. Items that had not started fail alike, without a request.",
	rateLimit:
		"Laddro takes 100 requests a minute for one key. Lower 'Requests per Minute' or 'Concurrency', or raise 'Max Retries', in Request Options.",
	redirect:
		'Redirects are not followed, because they would carry the API key elsewhere. Check the Base URL in the credential.',
	scopeMissing:
		'The API key lacks a permission. Use a key that may generate documents. Items that had not started fail alike, without a request.',
	serverError: 'Laddro has a problem. Run this item again later.',
	tooLarge: 'Shorten the job description: Laddro takes 10 MB at the most.',
	unavailable:
		"Laddro has a problem. Run this item again later, or raise 'Max Retries' in Request Options.",
	unprocessable: 'Check the job description: it may be too short, or not a job posting at all.',
};

export const CONNECTION_ADVICE =
	'Check the Base URL in the credential, and that this n8n may connect to it. If both are right, run this item again later.';

export const MAY_BE_CHARGED =
	'Credits may have been charged, so the node does not try again by itself. Check your credits before you run this item once more.';

/** Words for a request that could not be made. */
interface RequestAdvice {
	readonly message: string;
	readonly advice: string;
}

const UNTRUSTED: RequestAdvice = {
	message: "This n8n does not trust the certificate of the Base URL's server",
	advice:
		'If a proxy or server of your own answers there, start n8n with NODE_EXTRA_CA_CERTS set to the file of its certificate authority. Otherwise check the Base URL in the credential.',
};

const NOT_VALID_NOW: RequestAdvice = {
	message: "The certificate of the Base URL's server is not valid today",
	advice:
		"Check the clock of the machine that n8n runs on. If it is right, the server's certificate has to be renewed.",
};

const NO_TLS: RequestAdvice = {
	message: "The Base URL's server does not speak https as n8n expects it",
	advice: 'Check the Base URL in the credential, above all its port.',
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
			message: "The certificate of the Base URL's server is for another host name",
			advice: 'In the Base URL use the host name that the certificate was issued for.',
		},
	],
	['EPROTO', NO_TLS],
	['ERR_SSL_WRONG_VERSION_NUMBER', NO_TLS],
]);

/** The words for a request that could not be made, by its code, where it is one that a user can do something about. */
export function requestAdvice(code: string | undefined): RequestAdvice | undefined {
	return TLS_ADVICE.get(code ?? '');
}
