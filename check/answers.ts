import { bytesOf, fieldsOf, isFields, oncePer, parsed, type Exchange } from './exchange';
import { storedId } from './requests';
import { readStream, type Reading } from './stream';
import { kindOfContent } from './streamChecks';
import { differs, holds, nameForReport, notSeen, verdict, type Verdict } from './verdict';

/** What holds the text of a structured document, in any of its known shapes. */
const CONTENT = /^(summary|sections|experience|employment|work_experience|letterContent)$/;

/** Whether a document has its text, at the top or in what it is wrapped in. */
const hasContent = (value: unknown, depth = 3): boolean =>
	isFields(value) &&
	Object.entries(value).some(
		([name, part]) =>
			(CONTENT.test(name) && !/^(|""|\[\]|\{\})$/.test(JSON.stringify(part ?? ''))) ||
			(depth > 0 && hasContent(part, depth - 1)),
	);

/** The names of keys and the kinds of values, without any of the values. */
export function shapeOf(value: unknown, depth = 4): string {
	if (typeof value === 'string') return kindOfContent(value).replace('plain ', '');
	if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${shapeOf(value[0], depth)}]`;
	if (!isFields(value)) return value === null ? 'null' : typeof value;
	if (depth === 0) return '{…}';
	const fields = Object.entries(value).slice(0, 20);
	return `{${fields.map(([name, part]) => `${nameForReport(name)}: ${shapeOf(part, depth - 1)}`).join(', ')}}`;
}

/** In which of the known ways a call for a stream has been answered; undefined in any other. */
const wayOf = oncePer((exchange: Exchange) => {
	if (bytesOf(exchange).toString('latin1', 0, 5) === '%PDF-') return 'pdf';
	if (Object.keys(fieldsOf(exchange)).length > 0) return 'json';
	const { events, last } = readStream(exchange);
	const section = events.find(({ kind }) => kind === 'section');
	if (section) return section.name === undefined ? 'documented' : 'sdk';
	if (events.some(({ fields }) => hasContent(fields))) return 'inline';
	return last?.kind === 'end' && storedId(exchange) ? 'ids' : undefined;
});

/** The document, or its id, is there in one of the known ways. */
export function way(exchange: Exchange): Verdict {
	const known = wayOf(exchange);
	return known ? holds(known) : differs('neither a document nor its id');
}

/** Whether there is a stream at all. */
export const isStream = (exchange: Exchange): boolean =>
	!['json', 'pdf'].includes(wayOf(exchange) ?? '');

/** The content type is that of what has been sent. */
export function type(exchange: Exchange): Verdict {
	const seen = exchange.headers['content-type'] ?? 'none';
	const types = { json: 'application/json', pdf: 'application/pdf' };
	const expected = new Map(Object.entries(types)).get(wayOf(exchange) ?? '') ?? 'text/event-stream';
	return verdict(seen.split(';')[0]?.trim().toLowerCase() === expected, seen);
}

/** What the events hold that are neither sections nor the end. */
export function progress({ events }: Reading): Verdict {
	const others = events.filter(({ kind }) => kind === 'other');
	const shapes = new Set(others.map(({ data }) => shapeOf(parsed(data) ?? data)));
	return holds([...shapes].slice(0, 5).join('; ') || 'there is none');
}

/** What the event holds that ends a stream well. */
export const complete = ({ last }: Reading): Verdict =>
	last?.kind === 'end' ? holds(shapeOf(parsed(last.data) ?? last.data)) : notSeen;

/** A stored document comes with its text. */
export function content(exchange: Exchange): Verdict {
	const fields = fieldsOf(exchange);
	return verdict(hasContent(fields), shapeOf(fields));
}
