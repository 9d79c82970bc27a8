import type { EventSourceMessage } from 'eventsource-parser';
import { isObject, readApiError, type ApiError } from './apiError';

/** One event of the stream, in the one form that the rest of the house knows. */
export type StreamEvent =
	| { type: 'section'; section: string; content: string }
	| { type: 'done' }
	| { type: 'error'; error: ApiError }
	/** Progress, an unknown type: information that is passed over. */
	| { type: 'other' }
	/** Not what either dialect allows; the stream can't be trusted any further. */
	| { type: 'malformed' };

/** How the second dialect names its events; the first has the same words in the data's `type`. */
const TYPE_BY_EVENT_NAME = new Map([
	['complete', 'done'],
	['done', 'done'],
	['error', 'error'],
]);

/**
 * Turns one SSE event into a typed value, in both dialects that the API is known to speak: unnamed events with a
 * JSON object that has a `type` (documented), and events named `progress`, `complete` and `error` with text or
 * JSON (the official SDKs). Unknown types and fields are passed over.
 */
export function parseEvent({ event, data }: EventSourceMessage): StreamEvent {
	const named = event !== undefined && event !== 'message';
	const body = parseJson(data);
	const type =
		(named ? TYPE_BY_EVENT_NAME.get(event) : undefined) ?? (isObject(body) ? body.type : undefined);

	// Only the second dialect sends plain text, and a torn object is not that, whatever its event's name.
	if (body === undefined && data.trimStart().startsWith('{')) return { type: 'malformed' };
	if (type === 'done' || type === 'complete') return { type: 'done' };
	if (type === 'error') return { type: 'error', error: readApiError(body ?? data) };
	// An empty event says nothing.
	if (!isObject(body)) return { type: named || data === '' ? 'other' : 'malformed' };
	if (type === 'section' || ('section' in body && 'content' in body)) {
		const { section, content } = body;
		return typeof section === 'string' && typeof content === 'string'
			? { type: 'section', section, content }
			: { type: 'malformed' };
	}
	return { type: 'other' };
}

/** Parses JSON; `undefined` is what JSON has no word for, and so stands for text that is not JSON. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
