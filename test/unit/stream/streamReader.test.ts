import { StreamReader } from '../../../nodes/Laddro/stream/streamReader';
import { bytesOf, DONE, readChunks, readText, section } from './sse';

const ended = { type: 'interrupted', by: 'ended' };
const malformed = { type: 'interrupted', by: 'malformed' };

describe('Reading a stream', () => {
	it('joins the pieces of each section, and keeps the order in which each was first seen', () => {
		const read = readText(
			section('summary', 'Expe') +
				section('skills', 'Type') +
				section('summary', 'rienced') +
				section('skills', 'Script') +
				DONE,
		);
		expect(read.sections).toEqual([
			['summary', 'Experienced'],
			['skills', 'TypeScript'],
		]);
		expect(read.ending).toEqual({ type: 'done' });
	});

	it('tells of each piece as it arrives, and which is the first of its section', () => {
		const { pieces } = readText(
			section('summary', '') + section('summary', 'a') + section('skills', 'b') + DONE,
		);
		expect(pieces).toEqual([
			{ section: 'summary', content: '', first: true },
			{ section: 'summary', content: 'a', first: false },
			{ section: 'skills', content: 'b', first: true },
		]);
	});

	it('hands sections on before the stream is over', () => {
		const reader = new StreamReader();
		expect(reader.push(bytesOf(section('summary', 'a')))).toBeUndefined();
		expect([...reader.sections]).toEqual([['summary', 'a']]);
	});

	it('keeps sections called __proto__ and constructor like any other', () => {
		const read = readText(section('__proto__', 'a') + section('constructor', 'b') + DONE);
		expect(read.sections).toEqual([
			['__proto__', 'a'],
			['constructor', 'b'],
		]);
	});

	it('passes over comments, retry, id, unknown fields and unknown events', () => {
		const noise =
			': heartbeat\n\nretry: 3000\nid: 7\n\nretry: soon\nfoo: bar\nfoo\n\n' +
			'data: {"type":"progress"}\n\nevent: progress\ndata: Reading\n\nevent: ping\n\ndata:\n\n';
		const read = readText(`${noise}${section('summary', 'a')}${noise}${DONE}`);
		expect(read).toMatchObject({ sections: [['summary', 'a']], ending: { type: 'done' } });
	});

	it('joins several data lines of one event', () => {
		const text = 'data: {"type":"section",\ndata: "section":"summary",\ndata:"content":"a"}\n\n';
		expect(readText(text + DONE).sections).toEqual([['summary', 'a']]);
	});

	it('drops a byte order mark, in one chunk or byte by byte', () => {
		const bytes = bytesOf(`\uFEFF${section('summary', 'a')}${DONE}`);
		expect(readChunks([bytes]).sections).toEqual([['summary', 'a']]);
		expect(readChunks([...bytes].map((byte) => Uint8Array.of(byte))).sections).toEqual([
			['summary', 'a'],
		]);
	});

	it('keeps a byte order mark that is part of the text', () => {
		expect(readText(section('summary', '\uFEFFa') + DONE).sections).toEqual([
			['summary', '\uFEFFa'],
		]);
	});

	it.each([
		['LF', '\n'],
		['CRLF', '\r\n'],
		['CR', '\r'],
	])('reads lines that end with %s, even byte by byte', (_, lineEnd) => {
		const text = (section('summary', 'Työ – 日本 🚀') + DONE).replaceAll('\n', lineEnd);
		const bytes = [...bytesOf(text)].map((byte) => Uint8Array.of(byte));
		for (const read of [readText(text), readChunks(bytes)]) {
			expect(read).toMatchObject({
				sections: [['summary', 'Työ – 日本 🚀']],
				ending: { type: 'done' },
			});
		}
	});
});

describe('The end of a stream', () => {
	it('is known at once when done arrives, whatever the connection does then', () => {
		const reader = new StreamReader();
		reader.push(bytesOf(section('summary', 'a')));
		expect(reader.push(bytesOf(DONE))).toEqual({ type: 'done' });
	});

	it('is final: what comes after it, in the same chunk or a later one, is not read', () => {
		const reader = new StreamReader();
		const late =
			section('late', 'x') + 'data: {"type":"error","message":"late"}\n\ndata: {torn\n\n';
		expect(reader.push(bytesOf(section('summary', 'a') + DONE + late))).toEqual({ type: 'done' });
		expect(reader.push(bytesOf(late))).toEqual({ type: 'done' });
		expect(reader.end()).toEqual({ type: 'done' });
		expect([...reader.sections]).toEqual([['summary', 'a']]);
	});

	it('is an error when the stream says so, and keeps what had arrived', () => {
		const error = 'data: {"type":"error","message":"Overloaded","statusCode":503}\n\n';
		const read = readText(section('summary', 'a') + error + section('late', 'x') + DONE);
		expect(read.sections).toEqual([['summary', 'a']]);
		expect(read.ending).toEqual({
			type: 'error',
			error: { message: 'Overloaded', statusCode: 503 },
		});
	});

	it.each([
		['no byte at all', ''],
		['sections but no done', section('summary', 'a')],
		['only comments', ': heartbeat\n\n'],
	])('is an interruption after %s', (_, text) => {
		expect(readText(text).ending).toEqual(ended);
	});

	it('is at the first event that can not be trusted', () => {
		const reader = new StreamReader();
		const bytes = bytesOf(
			`${section('summary', 'a')}data: {torn\n\n${section('late', 'x')}${DONE}`,
		);
		expect(reader.push(bytes)).toEqual(malformed);
		expect(reader.end()).toEqual(malformed);
		expect([...reader.sections]).toEqual([['summary', 'a']]);
	});

	it.each(['\n', '', '\r\n', '\r'])(
		'counts a final event that is whole but followed by %j only',
		(rest) => {
			expect(readText(section('summary', 'a') + `data: {"type":"done"}${rest}`).ending).toEqual({
				type: 'done',
			});
		},
	);

	it('counts a final section that is whole, though the document is not', () => {
		const read = readText(section('summary', 'a').trimEnd());
		expect(read).toMatchObject({ sections: [['summary', 'a']], ending: ended });
	});

	it.each([
		['an object', 'data: {"type":"section","section":"skills","content":"Ty'],
		['a character', 'data: {"type":"section","section":"skills","content":"ä'],
		['a field', 'dat'],
		['an error', 'event: error\ndata: {"message":"Rate lim'],
		['a complete', 'event: complete\ndata: {"resumeId":"res'],
		['plain text', 'data: don'],
	])('does not count a final event torn within %s', (_, torn) => {
		const bytes = bytesOf(section('summary', 'a') + torn);
		const read = readChunks([torn.endsWith('ä') ? bytes.subarray(0, -1) : bytes]);
		expect(read).toMatchObject({ sections: [['summary', 'a']], ending: ended });
	});

	it('does not count a named event whose data never came', () => {
		expect(readText(`${section('summary', 'a')}event: complete\n`).ending).toEqual(ended);
	});
});
