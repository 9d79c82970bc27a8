/**
 * Parses a web address; `undefined` for what is none.
 *
 * In place of `URL.canParse`, which on Node 20 turns addresses with letters such as `ü` down once it has been called
 * often enough to be optimised.
 */
export function parseUrl(text: string): URL | undefined {
	try {
		return new URL(text);
	} catch {
		return undefined;
	}
}
