import type { EventSourceMessage } from 'eventsource-parser';
import { readApiError, type ApiError } from '../common/apiError';
import { isObject, parseJson } from '../common/json';

interface SectionEvent {
	type: 'section';
	section: string;
	content: string;
	/** The type or name of its event: others of the same one are a section's, too. */
	of: unknown;
}

/** One event of the stream, whichever dialect it was written in. */
export type StreamEvent =
	| SectionEvent
	/** The last event may carry a section, as any event of the second dialect may. */
	| { type: 'done'; name: string; data: unknown; last?: SectionEvent }
	| { type: 'error'; error: ApiError }
	/** Progress or an unknown type. */
	| { type: 'other'; name: string; data: unknown }
	/** Not allowed by either dialect; the rest of the stream can't be trusted. */
	| { type: 'malformed' };

/** The second dialect's names of events that end a stream; the first dialect has them in the data's `type`. */
const TYPE_BY_EVENT_NAME = new Map([
	['complete', 'done'],
	['done', 'done'],
	['error', 'error'],
]);

/** The types and names of events that are a section's, whatever they hold; an event may have neither. */
export const SECTION_EVENTS: ReadonlySet<unknown> = new Set([undefined, 'message', 'section']);

/** How JSON says that it holds a section. */
const SECTION_FIELD = /"section"\s*:/;

/**
 * Turns one SSE event into a typed value, in both dialects that the API is known to speak: unnamed events with a
 * JSON object that has a `type` (documented), and events named `progress`, `complete` and `error` with text or
 * JSON (the official SDKs). Unknown types and fields are ignored. Only what can be a section can be malformed.
 *
 * @param sectionEvents the types and names that are a section's
 * @param isLast whether the stream ended before the event did: then the beginning of an object is no event
 */
export function parseEvent(
	{ event, data }: EventSourceMessage,
	sectionEvents = SECTION_EVENTS,
	isLast = false,
): StreamEvent {
	const named = event !== undefined && event !== 'message';
	const body = parseJson(data);
	const ownType = isObject(body) ? body.type : undefined;
	const type = (named ? TYPE_BY_EVENT_NAME.get(event) : undefined) ?? ownType;
	const of = ownType ?? event;
	const mustBeSection = sectionEvents.has(of);

	// Only the second dialect sends plain text.
	const isBroken = body === undefined && data.trimStart().startsWith('{');
	if (isBroken && (isLast || mustBeSection || SECTION_FIELD.test(data)))
		return { type: 'malformed' };
	if (type === 'done' || type === 'complete') {
		const last = isObject(body) ? sectionIn(body, of) : undefined;
		return { type: 'done', name: nameOf(named ? event : type), data: body, last };
	}
	if (type === 'error') return { type: 'error', error: readApiError(body ?? data) };
	if (isObject(body) && (type === 'section' || ('section' in body && 'content' in body))) {
		const found = sectionIn(body, of);
		if (found) return found;
		// Text is a section's, whatever its event is called.
		if (mustBeSection || typeof body.content === 'string') return { type: 'malformed' };
	}
	// Without a name there is no plain text. An event without data carries no information in either dialect.
	if (!isObject(body) && !named && data !== '') return { type: 'malformed' };
	return { type: 'other', name: nameOf(named ? event : type), data: body };
}

/** Characters of a name that are shown. */
const NAME_LIMIT = 40;

/** What an event is called in a message. It comes from outside: anything but a plain name is not shown. */
function nameOf(name: unknown): string {
	return typeof name === 'string' && name.length <= NAME_LIMIT && /^[a-z][\w.:-]*$/i.test(name)
		? name
		: 'unnamed';
}

function sectionIn(
	{ section, content }: Record<string, unknown>,
	of: unknown,
): SectionEvent | undefined {
	return typeof section === 'string' && typeof content === 'string'
		? { type: 'section', section, content, of }
		: undefined;
}
