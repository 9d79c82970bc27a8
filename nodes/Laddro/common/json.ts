import type { IBinaryData } from 'n8n-workflow';

/** A JSON object, as opposed to an array, `null` or a plain value. */
export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A file as n8n holds it: its content, or where n8n stores binary data elsewhere, the id of that. */
export function isBinaryData(value: unknown): value is IBinaryData {
	return (
		isObject(value) &&
		typeof value.mimeType === 'string' &&
		(typeof value.data === 'string' || typeof value.id === 'string')
	);
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
