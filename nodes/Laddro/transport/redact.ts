import type { Failure } from '../common/failure';

/** Characters of the key that are enough to recognise it; no more of it is shown. */
const KEY_START = 8;

/** The properties of a failure whose values are this package's own words: a short key may be part of one. */
const OWN_WORDS: ReadonlySet<string> = new Set(['kind', 'meaning', 'cause', 'expected']);

/**
 * Cuts the key out of every text of a failure, also what is left of it where a text was shortened. Blanks around a key,
 * which come with pasting, are not part of it: HTTP drops them on the way.
 */
export function redact<Any extends Failure>(apiKey: string, failure: Any): Any {
	const key = apiKey.trim();
	if (key === '') return failure;
	const redacted = { ...failure };
	for (const name in redacted) {
		const value = redacted[name];
		if (typeof value !== 'string' || OWN_WORDS.has(name)) continue;
		Object.assign(redacted, { [name]: withoutKey(key, value) });
	}
	return redacted;
}

function withoutKey(key: string, text: string): string {
	const keyRest = key.slice(KEY_START);
	const [before, ...others] = text.split(key.slice(0, KEY_START));
	return [before, ...others.map((part) => part.slice(sharedStart(part, keyRest)))].join('***');
}

/** How many characters two texts share at their start. */
function sharedStart(one: string, other: string): number {
	let length = 0;
	while (length < other.length && one[length] === other[length]) length++;
	return length;
}
