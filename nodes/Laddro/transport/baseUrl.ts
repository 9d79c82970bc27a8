import { parseUrl } from '../parseUrl';

/** A base URL that can be used, without a slash at its end, or what is wrong with it. */
export type CheckedBaseUrl = { baseUrl: string } | { problem: string };

const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Holds the credential's base URL against the one rule for it: https, so that the key never crosses a network in
 * the clear. Plain http is for loopback only, where there is no network to cross.
 */
export function checkBaseUrl(value: unknown): CheckedBaseUrl {
	const text = typeof value === 'string' ? value.trim() : '';
	const url = parseUrl(text);
	if (!url || !/^https?:$/.test(url.protocol)) {
		return {
			problem:
				'The Base URL in the Laddro API credential is not a web address, e.g. https://api.laddro.com',
		};
	}
	// The parser has brought every way of writing an IPv4 address into the one with dots.
	if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
		return {
			problem:
				'The Base URL in the Laddro API credential must begin with https://, so that the API key is never sent in the clear',
		};
	}
	return { baseUrl: (url.origin + url.pathname).replace(/\/+$/, '') };
}
