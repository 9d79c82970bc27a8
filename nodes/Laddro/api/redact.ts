import type { Failure } from '../common/failure';

/** Characters of the key that are enough to recognize it; no more of it is shown. */
const KEY_START = 8;

/** The properties of each failure that may hold text from outside. All others are this package's own words. */
const TEXTS_FROM_OUTSIDE: {
	readonly [Kind in Failure['kind']]: ReadonlyArray<keyof Extract<Failure, { kind: Kind }>>;
} = {
	parameter: ['message', 'advice'],
	connection: ['code'],
	request: ['code', 'message'],
	status: ['message', 'code', 'upgradeUrl'],
	rateLimited: ['message', 'code', 'upgradeUrl'],
	streamError: ['message', 'code', 'upgradeUrl'],
	unexpectedAnswer: ['contentType'],
	nothingGenerated: ['events'],
	interrupted: [],
	stopped: [],
	internal: [],
};

/**
 * The key as it is sent. Keys are visible ASCII; spaces and invisible characters, which come with pasting, are not part
 * of them, and the HTTP client would drop some of these on the way.
 */
export function sentKey(apiKey: unknown): string {
	return typeof apiKey === 'string' ? apiKey.replace(/[^!-~]/g, '') : '';
}

/**
 * Cuts the key out of every text of a failure, also what is left of it where a text was shortened.
 *
 * @param key as it is sent
 */
export function redact(key: string, failure: Failure): Failure {
	if (key === '') return failure;
	const redacted = { ...failure };
	for (const name of TEXTS_FROM_OUTSIDE[failure.kind]) {
		const text: unknown = Reflect.get(failure, name);
		if (typeof text === 'string') Object.assign(redacted, { [name]: withoutKey(key, text) });
	}
	return redacted;
}

function withoutKey(key: string, text: string): string {
	const keyRest = key.slice(KEY_START);
	// A key may hold its own beginning once more.
	const [before, ...others] = text.replaceAll(key, '***').split(key.slice(0, KEY_START));
	return [before, ...others.map((part) => part.slice(sharedStart(part, keyRest)))].join('***');
}

/** How many characters two texts share at their start. */
function sharedStart(one: string, other: string): number {
	let length = 0;
	while (length < other.length && one[length] === other[length]) length++;
	return length;
}
