import type { ParameterFailure } from '../common/failure';
import { failed, success, type Failed, type Result } from '../common/result';
import { isHttp, parseUrl } from '../common/url';

const BASE_URL = "'Base URL' in the Laddro API credential";

const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Checks the credential's base URL against the one rule for it: https, so that the key never crosses a network in
 * the clear. Plain http is for loopback only, where there is no network to cross.
 *
 * @param subject what the address is, for the message
 * @returns the base URL without a slash at its end
 */
export function checkBaseUrl(value: unknown, subject = BASE_URL): Result<string, ParameterFailure> {
	const url = parseUrl(typeof value === 'string' ? value.trim() : '');
	if (!url || !isHttp(url)) {
		return unusable(subject, 'is not a web address, e.g. https://api.laddro.com');
	}
	// The parser has turned every spelling of an IPv4 address into the one with dots.
	if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
		return unusable(
			subject,
			'must begin with https://, so that the API key is never sent in the clear',
		);
	}
	return success((url.origin + url.pathname).replace(/\/+$/, ''));
}

function unusable(subject: string, reason: string): Failed<ParameterFailure> {
	return failed({
		kind: 'parameter',
		message: `${subject} ${reason}`,
		advice: `Correct ${BASE_URL}.`,
	});
}
