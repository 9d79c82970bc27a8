/** A JSON object, as opposed to an array, `null` or a plain value. */
export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Parses JSON. Returns `undefined`, which JSON can't express, for text that is not JSON. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** A copy without the properties whose value is `undefined`. */
export function withoutUndefined<Value>(
	object: Readonly<Record<string, Value | undefined>>,
): Record<string, Value> {
	return Object.fromEntries(
		Object.entries(object).filter((entry): entry is [string, Value] => entry[1] !== undefined),
	);
}
