import { bytesOf, parsed, type Exchange } from './exchange';
import type { Reading, StreamEvent } from './stream';
import {
	allKnown,
	differs,
	holds,
	nameForReport,
	notSeen,
	size,
	verdict,
	type Verdict,
} from './verdict';

/** Different values, in the order in which each first came. */
const distinct = <Value>(values: Iterable<Value>): Value[] => [...new Set(values)];

/** Milliseconds in words. */
const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;

const sectionEvents = ({ events }: Reading) => events.filter(({ kind }) => kind === 'section');

const nameOf = ({ name, fields: { type } }: StreamEvent): string =>
	nameForReport(name ?? (typeof type === 'string' ? type : 'message'));

const ending = ({ end, endedAt, chunks }: Exchange): string => {
	const wait = seconds(endedAt - (chunks.at(-1)?.at ?? 0));
	if (end === 'hold') return `the server holds the connection open (waited ${wait})`;
	return end === 'close' ? `the server closes after ${wait}` : 'the connection is cut';
};

/** Sections are unnamed events of type `section`, or events named `progress`: one way in the whole stream. */
export function dialect(reading: Reading): Verdict {
	const sections = sectionEvents(reading);
	const events = distinct(reading.events.map(nameOf)).join(', ');
	if (sections.length === 0) {
		const isKnown = reading.events.every(
			({ name, kind }) => name === 'progress' || kind !== 'other',
		);
		return isKnown ? notSeen : differs(`no sections; events: ${events}`);
	}
	const dialectOf = ({ name, fields: { type } }: StreamEvent) => {
		if (name === 'progress') return "the SDKs' (named progress)";
		return name === undefined && type === 'section' ? 'the documented one' : 'another one';
	};
	const dialects = distinct(sections.map(dialectOf));
	const isKnown = dialects.length === 1 && !dialects.includes('another one');
	return verdict(isKnown, dialects.join(', '));
}

/** Each event has a JSON object, or text that does not begin like one. */
export function readable({ events }: Reading): Verdict {
	const broken = events.filter(
		({ data, fields, name }) =>
			Object.keys(fields).length === 0 &&
			(data.trimStart().startsWith('{') ? data.replace(/\s/g, '') !== '{}' : name === undefined),
	);
	return verdict(broken.length === 0, `${broken.length} of ${events.length} can't be read`);
}

/** Section and content are texts. */
export function texts(reading: Reading): Verdict {
	const sections = sectionEvents(reading);
	if (sections.length === 0) return notSeen;
	const types = distinct(
		sections.map(({ fields: { section, content } }) => `${typeof section} and ${typeof content}`),
	);
	return verdict(types.join() === 'string and string', types.join(', '));
}

/** The pieces of a section follow each other. */
export function order({ pieces, sections }: Reading): Verdict {
	if (pieces.length === 0) return notSeen;
	const runs = pieces.filter(({ section }, index) => pieces[index - 1]?.section !== section).length;
	if (runs > sections.size) return differs('a section goes on after another one has begun');
	const isWhole = pieces.length === sections.size;
	return holds(isWhole ? 'whole sections' : `${pieces.length} pieces of ${sections.size} sections`);
}

/** A piece goes on where the one before it ended, and does not repeat what was there. */
export function increments({ pieces }: Reading): Verdict {
	const pairs = pieces.flatMap((piece, index) => {
		const before = pieces[index - 1];
		return before?.section === piece.section && before.content !== '' ? [{ before, piece }] : [];
	});
	if (pairs.length === 0) return pieces.length === 0 ? notSeen : holds('one piece each');
	const repeats = pairs.filter(({ before, piece }) => piece.content.startsWith(before.content));
	return verdict(repeats.length < pairs.length, `${repeats.length} of ${pairs.length} repeat`);
}

/** All sections have names that are known. */
export const names =
	(known: readonly string[]) =>
	({ sections }: Reading): Verdict =>
		allKnown([...sections.keys()], known);

/** The stream says that it is done. */
export function done({ last }: Reading, exchange: Exchange): Verdict {
	if (last?.kind === 'end') return holds(nameOf(last));
	if (last === undefined) return differs(`nothing; ${ending(exchange)}`);
	const { statusCode, status, code } = last.fields;
	return differs(`error ${String(statusCode ?? status ?? code ?? '')}`.trim());
}

/** Nothing comes after the last event, whether or not the server closes the connection. */
export function afterDone({ events, last }: Reading, exchange: Exchange): Verdict {
	if (last === undefined) return notSeen;
	const more = events.length - 1 - events.indexOf(last);
	if (more > 0) return differs(`${more} more events`);
	return verdict(exchange.end !== 'cut', ending(exchange));
}

/** The longest wait is shorter than the node waits. */
export const silence =
	(limit: number) =>
	({ longestSilence, comments }: Reading): Verdict =>
		verdict(longestSilence < limit, `${seconds(longestSilence)}, ${comments} comments`);

/** The time from the request to the last event. */
export const duration =
	(limit: number) =>
	({ last }: Reading, exchange: Exchange): Verdict => {
		const time = last?.at ?? exchange.endedAt;
		return verdict(time < limit, seconds(time));
	};

const EVENT_LIMIT = 8 * 1024 * 1024;
const STREAM_LIMIT = 64 * 1024 * 1024;

/** Events and stream are no larger than the node reads. */
export function sizes({ events }: Reading, exchange: Exchange): Verdict {
	const largest = Math.max(0, ...events.map(({ data }) => Buffer.byteLength(data)));
	const total = bytesOf(exchange).length;
	const isSmall = largest <= EVENT_LIMIT && total <= STREAM_LIMIT;
	return verdict(isSmall, `largest event ${size(largest)}, stream ${size(total)}`);
}

/** The bytes are UTF-8. */
export function utf8(_: Reading, exchange: Exchange): Verdict {
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(exchange));
		return holds();
	} catch {
		return differs('bytes that are not UTF-8');
	}
}

const TAG = /<\/?(p|br|ul|ol|li|b|strong|i|em|u|a|h[1-6]|span|div)\b[^<>]*>/i;
const MARKDOWN = /^ {0,3}(#{1,6} |[-*+] |\d{1,3}[.)] |> )|\*\*[^*\n]+\*\*|\[[^\]\n]+\]\([^)\n]+\)/m;

/** What kind of text a content is, by the markup in it. Of a content only this and its length are ever reported. */
export function kindOfContent(content: string): 'plain text' | 'Markdown' | 'HTML' | 'JSON' {
	if (/^\s*[[{]/.test(content) && parsed(content) !== undefined) return 'JSON';
	if (TAG.test(content)) return 'HTML';
	return MARKDOWN.test(content) ? 'Markdown' : 'plain text';
}

/** What kinds of text the contents are. */
export function contents({ sections }: Reading): Verdict {
	if (sections.size === 0) return notSeen;
	const all = [...sections.values()];
	const kinds = distinct(all.map(kindOfContent)).sort();
	const characters = all.reduce((total, content) => total + content.length, 0);
	return verdict(!kinds.includes('JSON'), `${kinds.join(' and ')}, ${characters} characters`);
}
