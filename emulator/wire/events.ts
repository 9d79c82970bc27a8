import type { Dialect, DocumentIds } from './api';
import type { EventFormat, Message } from './response';

interface ServerSentEvent {
	readonly event?: string;
	/** A string is sent as it is, anything else as JSON. */
	readonly data: unknown;
}

/**
 * The event that stands for a message; undefined when the dialect has none for it.
 * @param ids that the last event names
 */
export function eventOf(
	message: Message,
	dialect: Dialect,
	ids: DocumentIds = {},
): ServerSentEvent | undefined {
	const isSdk = dialect === 'sdk';
	switch (message.kind) {
		case 'section': {
			const { section, content, extra } = message;
			const data = { section, content, ...extra };
			return isSdk ? { event: 'progress', data } : { data: { type: 'section', ...data } };
		}
		case 'progress':
			return isSdk ? { event: 'progress', data: message.text } : undefined;
		case 'done':
			return isSdk
				? { event: 'complete', data: { ...ids, ...message.extra } }
				: { data: { type: 'done', ...ids } };
		case 'error': {
			const { kind, ...data } = message;
			return isSdk ? { event: 'error', data } : { data: { type: kind, ...data } };
		}
		case 'malformed':
			return { ...(isSdk && { event: 'progress' }), data: message.data };
		case 'event':
			return message;
	}
}

/** An event as it is sent, including the empty line at its end. */
export function formatEvent({ event, data }: ServerSentEvent, format: EventFormat): string {
	const text =
		typeof data === 'string' ? data : JSON.stringify(data, null, format.multiLine ? 2 : 0);
	const lines = text.split('\n').map((line) => `data: ${line}`);
	if (event !== undefined) lines.unshift(`event: ${event}`);
	return [...lines, '', ''].join(format.lineEnd ?? '\n');
}
