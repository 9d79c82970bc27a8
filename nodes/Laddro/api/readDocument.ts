import type { ApiError } from '../common/apiError';
import { readDocumentIds, type DocumentIds } from '../common/documentIds';
import { beginsLike } from '../common/fileTypes';
import type { Failure, StreamErrorFailure } from '../common/failure';
import { parseJson } from '../common/json';
import { isVisible } from '../common/visible';
import { StreamReader, type Note, type Piece, type Sections } from '../stream/streamReader';
import { collectBody, readBody } from './body';
import type { CallTimer } from './callTimer';
import { announcedType, readFile, type ReceivedFile } from './readFile';
import type { CallKind, Reading } from './request';
import { hasType, JSON_DATA, unexpectedResponse, type Response } from './response';
import { meaningOf } from './status';

/** What a paid call for a document was answered with. */
export interface Received<Found> {
	/** The sections of a stream; empty where there was none. */
	readonly sections: Sections;
	/** A whole document inside an event or a JSON response. */
	readonly found?: Found;
	/** The data of a stream's last event, or the JSON response. */
	readonly last?: unknown;
	/** The ids in the body of the response. Those of its headers go first. */
	readonly ids?: DocumentIds;
	/** A file that came without its text. */
	readonly file?: ReceivedFile;
}

/** How the text of a document is asked for and taken. */
export interface DocumentReader<Found> {
	/** Where the API streams nothing, a file is asked for, and its text has to be read back. */
	readonly accepts: 'stream' | 'file';
	/** Called with every piece of a section, at once. */
	readonly onPiece: (piece: Piece) => void;
	/** Looks for a whole document in JSON data. */
	readonly find: (data: unknown) => Promise<Found | undefined>;
}

/** A call for the text of a document, which is paid for. Whatever a response brings is the value, also with a failure. */
export function document<Found>(reader: DocumentReader<Found>): CallKind<Received<Found>> {
	return {
		// A server or proxy that compresses may hold events back.
		headers: {
			Accept: reader.accepts === 'stream' ? 'text/event-stream' : '*/*',
			'Accept-Encoding': 'identity',
		},
		isFree: false,
		async read(response, timer) {
			if (hasType(response, EVENT_STREAM)) return await readStream(response, timer, reader);
			if (hasType(response, JSON_DATA)) return await readJsonDocument(response, timer, reader);
			const type = announcedType(response.headers);
			if (type === 'any') return await readUntyped(response, timer, reader);
			if (type) return await readFileAlone(response, timer);
			response.body.destroy();
			return { failure: unexpectedResponse(reader.accepts, response) };
		},
	};
}

/**
 * Reads a stream to its end. What has arrived is the value, also where the stream broke.
 *
 * @throws what a callback throws
 */
async function readStream<Found>(
	response: Response,
	timer: CallTimer,
	{ onPiece, find }: DocumentReader<Found>,
): Promise<Reading<Received<Found>>> {
	const events = new Map<string, number>();
	let ids: DocumentIds = {};
	let found: Found | undefined;
	let last: unknown;
	const notes: Note[] = [];
	const takeNotes = async () => {
		for (const { name, data } of notes.splice(0)) {
			events.set(name, (events.get(name) ?? 0) + 1);
			ids = { ...ids, ...readDocumentIds(data) };
			found = (await find(data)) ?? found;
			last = data;
		}
	};
	const reader = new StreamReader({
		onPiece(piece) {
			timer.begunWell();
			onPiece(piece);
		},
		onNote: (note) => notes.push(note),
	});
	const bodyEnd = await readBody(response.body, timer.signal, async (chunk) => {
		timer.received();
		const isOver = reader.push(chunk) !== undefined;
		await takeNotes();
		return isOver;
	});
	const ending = reader.end();
	await takeNotes();
	// Sections in which there is nothing to see are none: what Laddro has stored may have more.
	const hasText = [...reader.sections.values()].some(isVisible);
	const sections: Sections = hasText ? reader.sections : new Map();
	const value = { sections, found, last, ids };
	const isEmpty = !hasText && !found;
	// The document itself was whole, whatever came after it.
	if (!hasText && found) return { value, ids };
	switch (ending.type) {
		case 'error':
			return { value, isEmpty, ids, failure: streamError(ending.error, ending.isFirstEvent) };
		case 'done':
			if (!isEmpty) return { value, ids };
			return { value, isEmpty, ids, failure: { kind: 'nothingGenerated', events: listOf(events) } };
		case 'interrupted': {
			const cause = ending.cause === 'ended' && bodyEnd === 'cut' ? 'connectionCut' : ending.cause;
			const broken: Failure = { kind: 'interrupted', cause };
			return {
				value,
				isEmpty,
				ids,
				failure: (ending.cause === 'ended' && timer.failure) || broken,
			};
		}
	}
}

async function readJsonDocument<Found>(
	response: Response,
	timer: CallTimer,
	{ find, accepts }: DocumentReader<Found>,
): Promise<Reading<Received<Found>>> {
	const body = await collectBody(response.body, timer);
	if (!body.ok) return { failure: body.failure };
	const last = parseJson(body.value.toString());
	const found = await find(last);
	const ids = readDocumentIds(last);
	return {
		value: { sections: new Map(), found, last, ids },
		isEmpty: !found,
		ids,
		failure: found ? undefined : unexpectedResponse(accepts, response),
	};
}

/** A file is paid for and handed on, but is not the text. */
async function readFileAlone(
	response: Response,
	timer: CallTimer,
): Promise<Reading<Received<never>>> {
	const { value: file, failure } = await readFile(response, timer, ['pdf', 'zip']);
	if (!file) return { failure };
	timer.begunWell();
	return {
		value: { sections: new Map(), file },
		failure: unexpectedResponse('text', response),
	};
}

/** Bytes of a response without a telling type that are looked at: within them a PDF file has to begin. */
const START = 1024;
const JSON_START = /^\s*[{[]/;
const STREAM_START = /^\s*(data|event|id|retry)?:/;

/** How to read what begins so; `undefined` where that is not known, or not yet. */
function readerOf(start: Buffer) {
	if ((['pdf', 'zip'] as const).some((type) => beginsLike(type, start))) return readFileAlone;
	const text = start.toString();
	if (JSON_START.test(text)) return readJsonDocument;
	return STREAM_START.test(text) ? readStream : undefined;
}

/** It may have been paid for, whatever has taken its type off. Its beginning tells what it is. */
async function readUntyped<Found>(
	response: Response,
	timer: CallTimer,
	reader: DocumentReader<Found>,
): Promise<Reading<Received<Found>>> {
	const chunks = response.body[Symbol.asyncIterator]();
	const rest = { [Symbol.asyncIterator]: () => chunks };
	const close = () => response.body.destroy();
	let start = Buffer.alloc(0);
	const beginning = { ...rest, destroy: () => timer.signal.aborted && close() };
	const end = await readBody(beginning, timer.signal, (chunk) => {
		timer.received();
		start = Buffer.concat([start, chunk]);
		return readerOf(start) !== undefined || start.length >= START;
	});
	const read = readerOf(start);
	if (read) {
		const body = {
			async *[Symbol.asyncIterator]() {
				yield start;
				yield* rest;
			},
			destroy: close,
		};
		return await read({ ...response, body }, timer, reader);
	}
	close();
	if (end === 'whole') return { failure: unexpectedResponse(reader.accepts, response) };
	return { failure: timer.failure ?? { kind: 'interrupted', cause: 'connectionCut' } };
}

/** Names of events that are listed. */
const NAMES_LISTED = 8;

/** E.g. `progress × 12, complete`. */
function listOf(events: ReadonlyMap<string, number>): string {
	const names = [...events].map(([name, count]) => (count > 1 ? `${name} × ${count}` : name));
	return [...names.slice(0, NAMES_LISTED), ...(names.length > NAMES_LISTED ? ['…'] : [])].join(
		', ',
	);
}

const EVENT_STREAM = /^text\/event-stream\s*(;|$)/i;

function streamError(error: ApiError, isFirstEvent: boolean): StreamErrorFailure {
	const { statusCode, code } = error;
	return {
		kind: 'streamError',
		...error,
		meaning: statusCode === undefined ? undefined : meaningOf(statusCode, code),
		isFirstEvent,
	};
}
