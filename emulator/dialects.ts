import type { Frame, Style } from './plan';
import type { Dialect } from './types';

interface ServerSentEvent {
	readonly event?: string;
	/** A string is sent as it is, anything else as JSON. */
	readonly data: unknown;
}

type Message = Exclude<Frame, { kind: 'bytes' | 'gate' }>;

function documentedEvent(frame: Message): ServerSentEvent | undefined {
	switch (frame.kind) {
		case 'section': {
			const { section, content, extra } = frame;
			return { data: { type: 'section', section, content, ...extra } };
		}
		case 'progress':
			return undefined;
		case 'done':
			return { data: { type: 'done' } };
		case 'error': {
			const { message, statusCode } = frame;
			return { data: { type: 'error', message, statusCode } };
		}
		case 'garbage':
			return { data: frame.data };
		case 'event':
			return frame;
	}
}

function sdkEvent(frame: Message, resumeId: string): ServerSentEvent {
	switch (frame.kind) {
		case 'section': {
			const { section, content, extra } = frame;
			return { event: 'progress', data: { section, content, ...extra } };
		}
		case 'progress':
			return { event: 'progress', data: frame.text };
		case 'done':
			return { event: 'complete', data: { resumeId } };
		case 'error': {
			const { message, statusCode } = frame;
			return { event: 'error', data: { message, statusCode } };
		}
		case 'garbage':
			return { event: 'progress', data: frame.data };
		case 'event':
			return frame;
	}
}

/** A frame as the event that a dialect makes of it; undefined when it has no word for it. */
export function eventOf(
	frame: Message,
	dialect: Dialect,
	resumeId: string,
): ServerSentEvent | undefined {
	return dialect === 'sdk' ? sdkEvent(frame, resumeId) : documentedEvent(frame);
}

/** An event as text on the wire, its closing blank line included. */
export function formatEvent({ event, data }: ServerSentEvent, style: Style): string {
	const json = style.multiLine ? JSON.stringify(data, null, 2) : JSON.stringify(data);
	const text = typeof data === 'string' ? data : json;
	const lines = text.split('\n').map((line) => `data: ${line}`);
	if (event !== undefined) lines.unshift(`event: ${event}`);
	return [...lines, '', ''].join(style.lineEnd ?? '\n');
}
