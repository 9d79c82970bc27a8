import fc from 'fast-check';
import { bytesOf, cutAt, readChunks } from './sse';
import { cases } from '../cases';

/** Text with all that can go wrong where a chunk ends: multi-byte characters, line ends, quotes, a byte order mark. */
const text = fc.string({
	unit: fc.oneof(
		fc.constantFrom(
			'ä',
			'€',
			'🚀',
			'日',
			'\n',
			'\r\n',
			'\r',
			'\u2028',
			'\uFEFF',
			'"',
			'\\',
			':',
			' ',
		),
		fc
			.string({ minLength: 1, maxLength: 1, unit: 'binary' })
			.filter((unit) => !/\p{Cs}/u.test(unit)),
	),
	maxLength: 12,
});

const name = fc.oneof(fc.constantFrom('summary', 'skills', '__proto__', 'constructor'), text);

/** A section event in one of the dialects, with its data on one line or on several. */
const sectionEvent = fc
	.record({
		section: name,
		content: text,
		form: fc.constantFrom('documented', 'lines', 'progress'),
	})
	.map(({ section, content, form }) => {
		if (form === 'progress') {
			return `event: progress\ndata: ${JSON.stringify({ section, content })}\n\n`;
		}
		const data = JSON.stringify(
			{ type: 'section', section, content },
			null,
			form === 'lines' ? 1 : 0,
		);
		return data.replace(/^/gm, 'data: ') + '\n\n';
	});

const noise = fc.constantFrom(
	': heartbeat\n\n',
	':\n',
	'retry: 100\n\n',
	'id: ä1\n',
	'event: progress\ndata: Lukee – 40 %\n\n',
	'data: {"type":"thinking"}\n\n',
	'foo\n\n',
	'\n',
);

const ending = fc.constantFrom(
	'',
	'data: {"type":"done"}\n\n',
	'data: {"type":"done"}',
	'event: complete\ndata: Valmis\n\n',
	'event: error\ndata: Törö\n\n',
	'data: {"type":"error","message":"Ei","statusCode":429}\n\n',
	'data: {"type":"section","section":"torn","content":"ä',
	'data: {torn\n\ndata: {"type":"done"}\n\n',
	'data: {"type":"done"}\n\ndata: {"section":"late","content":"x"}\n\n',
);

const stream = fc
	.record({
		mark: fc.constantFrom('', '\uFEFF'),
		events: fc.array(fc.oneof({ weight: 3, arbitrary: sectionEvent }, noise), { maxLength: 8 }),
		ending,
		lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
	})
	.map(
		({ mark, events, ending: last, lineEnd }) =>
			mark + (events.join('') + last).replaceAll('\n', lineEnd),
	);

describe('A stream that is cut into chunks anywhere', () => {
	it('gives the same sections, pieces and ending as in one chunk', () => {
		fc.assert(
			fc.property(stream, fc.array(fc.nat(), { maxLength: 12 }), (whole, cuts) => {
				const bytes = bytesOf(whole);
				const places = cuts.map((cut) => cut % (bytes.length + 1));
				expect(readChunks(cutAt(bytes, places))).toEqual(readChunks([bytes]));
			}),
			cases(500),
		);
	});

	it('gives the same when every byte is a chunk of its own', () => {
		fc.assert(
			fc.property(stream, (whole) => {
				const bytes = bytesOf(whole);
				const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
				expect(readChunks(single)).toEqual(readChunks([bytes]));
			}),
			cases(200),
		);
	});

	it('is interrupted when its end is missing, and keeps the pieces that came before', () => {
		const parts = fc.array(sectionEvent, { minLength: 1, maxLength: 6 });
		fc.assert(
			fc.property(parts, fc.nat(), (events, cut) => {
				const bytes = bytesOf(events.join(''));
				const { pieces, ending: end } = readChunks([bytes.subarray(0, cut % bytes.length)]);
				expect(end).toEqual({ type: 'interrupted', cause: 'ended' });
				expect(readChunks([bytes]).pieces.slice(0, pieces.length)).toEqual(pieces);
			}),
			cases(300),
		);
	});
});

describe('A stream in which the pieces of several sections are mixed', () => {
	it('gives each section joined in order, in the place where it was first seen', () => {
		const pieces = fc.array(fc.tuple(name, text), { maxLength: 20 });
		fc.assert(
			fc.property(pieces, (sent) => {
				const events = sent.map(
					([section, content]) => `data: ${JSON.stringify({ section, content })}\n\n`,
				);
				const names = [...new Set(sent.map(([section]) => section))];
				const expected = names.map((section) => [
					section,
					sent.flatMap(([other, content]) => (other === section ? [content] : [])).join(''),
				]);
				expect(readChunks([bytesOf(events.join(''))]).sections).toEqual(expected);
			}),
			cases(300),
		);
	});
});
