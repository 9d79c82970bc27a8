import fc from 'fast-check';
import type { Exchange } from '../../../check/exchange';
import { mask, maskStream, record } from '../../../check/record';
import { recordedBytes } from '../../../emulator';
import { cases } from '../cases';

const kindOf = (character: string): string => {
	if (/\p{Lu}/u.test(character)) return 'upper';
	if (/\p{Ll}/u.test(character)) return 'lower';
	if (/\p{L}/u.test(character)) return 'letter';
	return /\p{Nd}/u.test(character) ? 'digit' : character;
};
const form = (text: string) =>
	Array.from(text, (character) => [kindOf(character), Buffer.byteLength(character)]);

/** Letters of one to four bytes, digits, symbols, and whatever Unicode has. */
const content = fc.string({
	unit: fc.oneof(
		fc.constantFrom(...'aZ9 \n"\\/<>&;#*_-äÖñßאạẠ字१€–😀𝐀𝐚𠀀'),
		fc.string({ unit: 'grapheme' }),
	),
	maxLength: 60,
});

describe('A masked text', () => {
	it('has the same length, kinds of characters, punctuation and bytes for each character', () => {
		fc.assert(
			fc.property(content, (text) => {
				expect(form(mask(text))).toEqual(form(text));
			}),
			cases(),
		);
	});

	it('does not depend on which letters there were', () => {
		const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'q', 'z'), maxLength: 40 });
		fc.assert(
			fc.property(letters, letters, (one, other) => {
				const length = Math.min(one.length, other.length);
				const [first, second] = [one, other].map((each) => mask(each.slice(0, length)));
				expect(first).toBe(second);
			}),
			cases(),
		);
	});

	it.each([
		['**Nurse**, Clinic (2019)\n- Ran *it*', '**Xxxxx**, Xxxxxx (1111)\n- Xxx *xx*'],
		['<p>Ran <b>it</b> &amp; more</p>', '<p>Xxx <b>xx</b> &amp; xxxx</p>'],
		['<a href="https://me.example/x">me</a>', '<a href="https://xx.xxxxxxx/x">xx</a>'],
		['[me](mailto:me@example.com)', '[xx](mailto:xx@xxxxxxx.xxx)'],
		['<Hannah> 5 < 6', '<Xxxxxx> 1 < 1'],
	])('keeps the markup of %j', (text, masked) => {
		expect(mask(text)).toBe(masked);
	});
});

const event = (data: unknown) => `data: ${JSON.stringify(data)}\n\n`;

describe('A masked stream', () => {
	const section = (text: string) => ({ type: 'section', section: 'summary', content: text });

	it('has events of the same form, with the names of fields, types and sections', () => {
		fc.assert(
			fc.property(fc.array(content, { maxLength: 5 }), (contents) => {
				const text =
					contents.map((each) => event(section(each))).join('') + event({ type: 'done' });
				const masked = maskStream(text);
				expect(Buffer.byteLength(masked)).toBe(Buffer.byteLength(text));
				const events = masked
					.split('\n\n')
					.flatMap((each) => (each ? [JSON.parse(each.slice(6))] : []));
				expect(events).toHaveLength(contents.length + 1);
				contents.forEach((each, index) => {
					expect(form(events[index].content)).toEqual(form(each));
					expect(events[index]).toMatchObject({ type: 'section', section: 'summary' });
				});
				expect(events.at(-1)).toEqual({ type: 'done' });
			}),
			cases(),
		);
	});

	it('has the same length, whatever the bytes of the stream are', () => {
		const line = fc.constantFrom(
			'data: ',
			'event: ',
			'id: ',
			': ',
			'',
			'retry: 3',
			'data',
			'{"a":',
		);
		const lines = fc.array(fc.tuple(line, content).map((parts) => parts.join('')));
		fc.assert(
			fc.property(lines, (all) => {
				const text = all.join('\n');
				expect(form(maskStream(text))).toEqual(form(text).map((each) => each));
			}),
			cases(),
		);
	});

	it.each([
		[
			'JSON written with escapes',
			'data: {"section":"summary","content":"\\u00d6 \\ud835\\udc01\\n\\u003cb\\u003eHi\\u003c/b\\u003e"}',
			'data: {"section":"summary","content":"\\u00c4 \\ud835\\udc00\\n\\u003cb\\u003eXx\\u003c/b\\u003e"}',
		],
		[
			'JSON over several lines',
			'data: {\ndata:   "content": "Nine lives"\ndata: }',
			'data: {\ndata:   "content": "Xxxx xxxxx"\ndata: }',
		],
		['progress in words', 'event: progress\ndata: Reading it', 'event: progress\ndata: Xxxxxxx xx'],
		[
			'ids',
			'event: complete\ndata: {"resumeId":"r-81"}',
			'event: complete\ndata: {"resumeId":"x-11"}',
		],
		['numbers', 'data: {"n":8108,"statusCode":429}', 'data: {"n":1111,"statusCode":429}'],
		['data that have been cut', 'data: {"content":"Nine li', 'data: {"content":"Xxxx xx'],
		['words outside of strings', 'data: {oops: true, Hannah}', 'data: {xxxx: true, Xxxxxx}'],
		[
			'comments and fields of the protocol',
			': for Hannah\nid: 7a\nretry: 30',
			': xxx Xxxxxx\nid: 1x\nretry: 30',
		],
		[
			'names of sections that are phrases',
			'data: {"section":"My Hobby"}',
			'data: {"section":"Xx Xxxxx"}',
		],
	])('keeps the form of %s', (_, text, masked) => {
		expect(maskStream(text)).toBe(masked);
	});
});

describe('A recording', () => {
	const exchange = (chunks: readonly Buffer[]): Exchange => ({
		request: { method: 'POST', path: '/v1/tailor', stream: true },
		status: 200,
		headers: {
			'content-type': 'text/event-stream',
			'x-resume-id': 'secret-81',
			'content-disposition': 'inline; filename="Hannah.txt"',
			'set-cookie': 'session=Hannah',
			date: 'Tue, 25 Nov 2025 16:00:00 GMT',
		},
		respondedAt: 12.4,
		chunks: chunks.map((bytes, index) => ({ at: 20 * index, bytes })),
		end: 'close',
		endedAt: 100,
	});

	it('has the length and the time of every chunk, wherever it was cut', () => {
		const stream = Buffer.from(
			event({ type: 'section', section: 'summary', content: 'Älykäs 😀 työ' }),
		);
		fc.assert(
			fc.property(fc.array(fc.nat(stream.length)), (places) => {
				const cuts = [0, ...places.sort((a, b) => a - b), stream.length];
				const chunks = cuts.slice(1).map((end, index) => stream.subarray(cuts[index], end));
				const recorded = record('tailor', exchange(chunks))?.chunks ?? [];
				expect(recorded.map((each) => recordedBytes(each).length)).toEqual(
					chunks.map(({ length }) => length),
				);
				expect(recorded.map(({ at }) => at)).toEqual(chunks.map((_, index) => 20 * index));
				expect(Buffer.concat(recorded.map(recordedBytes)).toString()).toContain('Äxxxäx 😀 xxä');
			}),
			cases(),
		);
	});

	it('names neither documents nor people in its headers', () => {
		expect(record('tailor', exchange([]))).toMatchObject({
			headers: { 'content-type': 'text/event-stream', 'x-resume-id': 'xxxxxx-11' },
			answeredAt: 12,
		});
		const json = JSON.stringify(record('tailor', exchange([])));
		expect(json).not.toMatch(/Hannah|secret|GMT/);
	});

	it('is not made of bytes that are not UTF-8', () => {
		expect(record('tailor', exchange([Buffer.from([0x3a, 0xff])]))).toBeUndefined();
	});
});
