/**
 * Parses a web address. Returns `undefined` when the text is not one.
 *
 * Used in place of `URL.canParse`, which on Node 20 rejects host names with letters such as `ü` once it has been
 * called often enough to be optimised.
 */
export function parseUrl(text: string): URL | undefined {
	try {
		return new URL(text);
	} catch {
		return undefined;
	}
}

/** Whether the address has one of the two protocols of the web. */
export function isHttp(url: URL): boolean {
	return url.protocol === 'https:' || url.protocol === 'http:';
}
