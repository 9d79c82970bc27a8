import { StreamReader } from '../../../nodes/Laddro/stream/streamReader';
import { bytesOf, DONE, readChunks, readText, section } from './sse';

const ended = { type: 'interrupted', cause: 'ended' };
const malformed = { type: 'interrupted', cause: 'malformedEvent' };

describe('StreamReader', () => {
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

	it('calls back with each piece as it arrives, and marks the first of each section', () => {
		const { pieces } = readText(
			section('summary', '') + section('summary', 'a') + section('skills', 'b') + DONE,
		);
		expect(pieces).toEqual([
			{ section: 'summary', content: '', first: true },
			{ section: 'summary', content: 'a', first: false },
			{ section: 'skills', content: 'b', first: true },
		]);
	});

	it('has the sections before the stream is over', () => {
		const reader = new StreamReader();
		expect(reader.push(bytesOf(section('summary', 'a')))).toBeUndefined();
		expect([...reader.sections]).toEqual([['summary', 'a']]);
	});

	it('treats sections called __proto__ and constructor like any other', () => {
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

describe('The end that StreamReader returns', () => {
	it('is returned as soon as the final event arrives', () => {
		const reader = new StreamReader();
		reader.push(bytesOf(section('summary', 'a')));
		expect(reader.push(bytesOf(DONE))).toEqual({ type: 'done' });
	});

	it('does not change with what comes after the final event, in the same chunk or a later one', () => {
		const reader = new StreamReader();
		const late =
			section('late', 'x') + 'data: {"type":"error","message":"late"}\n\ndata: {torn\n\n';
		expect(reader.push(bytesOf(section('summary', 'a') + DONE + late))).toEqual({
			type: 'done',
		});
		expect(reader.push(bytesOf(late))).toEqual({ type: 'done' });
		expect(reader.end()).toEqual({ type: 'done' });
		expect([...reader.sections]).toEqual([['summary', 'a']]);
	});

	it('is an error after an error event, and the sections before it are kept', () => {
		const error = 'data: {"type":"error","message":"Overloaded","statusCode":503}\n\n';
		const read = readText(section('summary', 'a') + error + section('late', 'x') + DONE);
		expect(read.sections).toEqual([['summary', 'a']]);
		expect(read.ending).toEqual({
			type: 'error',
			error: { message: 'Overloaded', statusCode: 503 },
			isFirstEvent: false,
		});
	});

	it.each([
		['it is the only event', '', true],
		['only comments and fields without data came before it', ': hi\n\nretry: 5\n\nid: 1\n\n', true],
		['an event of progress came before it', 'data: {"type":"progress"}\n\n', false],
		['an event of an unknown name came before it', 'event: ping\ndata: 1\n\n', false],
		['a section came before it', section('summary', 'a'), false],
	])('says whether an error was the first event: %s', (_, before, isFirstEvent) => {
		const error = 'data: {"type":"error","statusCode":503}\n\n';
		expect(readText(before + error).ending).toMatchObject({ type: 'error', isFirstEvent });
	});

	it.each([
		['no bytes', ''],
		['sections without a final event', section('summary', 'a')],
		['only comments', ': heartbeat\n\n'],
	])('is an interruption after %s', (_, text) => {
		expect(readText(text).ending).toEqual(ended);
	});

	it('is an interruption at the first malformed event', () => {
		const reader = new StreamReader();
		const bytes = bytesOf(
			`${section('summary', 'a')}data: {torn\n\n${section('late', 'x')}${DONE}`,
		);
		expect(reader.push(bytes)).toEqual(malformed);
		expect(reader.end()).toEqual(malformed);
		expect([...reader.sections]).toEqual([['summary', 'a']]);
	});

	it('passes over progress that can not be read, unless sections have come in such events', () => {
		const progress = (data: string) => `event: progress\ndata: ${data}\n\n`;
		const others = progress('{50 %}') + progress('{"section":"summary","content":50}');
		const text = progress('{"section":"summary","content":"a"}');
		expect(readText(others + section('summary', 'a') + others + DONE)).toMatchObject({
			sections: [['summary', 'a']],
			ending: { type: 'done' },
		});
		expect(readText(others + text + DONE).ending).toEqual({ type: 'done' });
		for (const torn of ['{50 %}', '{"section":"summary","content":50}']) {
			expect(readText(text + progress(torn) + DONE).ending).toEqual(malformed);
		}
	});

	it.each(['\n', '', '\r\n', '\r'])(
		'is that of a whole final event although only %j follows it',
		(rest) => {
			expect(readText(section('summary', 'a') + `data: {"type":"done"}${rest}`).ending).toEqual({
				type: 'done',
			});
		},
	);

	it('is an interruption after a whole last section without a blank line, and the section is kept', () => {
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
	])('is an interruption when the last event is cut within %s', (_, torn) => {
		const bytes = bytesOf(section('summary', 'a') + torn);
		const read = readChunks([torn.endsWith('ä') ? bytes.subarray(0, -1) : bytes]);
		expect(read).toMatchObject({ sections: [['summary', 'a']], ending: ended });
	});

	it('is an interruption after the name of a final event without its data', () => {
		expect(readText(`${section('summary', 'a')}event: complete\n`).ending).toEqual(ended);
	});
});

describe('A callback for pieces that throws', () => {
	it('makes the reader throw the same error', () => {
		const bug = new Error('Bug');
		const reader = new StreamReader({
			onPiece() {
				throw bug;
			},
		});
		expect(() => reader.push(bytesOf(section('summary', 'a')))).toThrow(bug);
	});
});

it('A section that the last event carries belongs to the document.', () => {
	const last = 'event: complete\ndata: {"section":"skills","content":"TypeScript"}\n\n';
	const { ending, sections } = readText(section('summary', 'Engineer') + last);
	expect(ending).toEqual({ type: 'done' });
	expect(sections).toEqual([
		['summary', 'Engineer'],
		['skills', 'TypeScript'],
	]);
});
