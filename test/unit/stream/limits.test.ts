import {
	EVENT_LIMIT,
	STREAM_LIMIT,
	StreamReader,
	type Ending,
} from '../../../nodes/Laddro/stream/streamReader';
import { bytesOf, DONE, section } from './sse';

const MIB = 1024 * 1024;
const tooLarge = { type: 'interrupted', cause: 'eventTooLarge' };

/** The data of one section event of exactly so many bytes, filled up with copies of a character. */
function dataOf(bytes: number, filling = 'x'): string {
	const empty = JSON.stringify({ type: 'section', section: 's', content: '' });
	const room = bytes - empty.length;
	const characters = Math.floor(room / bytesOf(filling).length);
	const rest = room - characters * bytesOf(filling).length;
	return empty.replace('""', `"${filling.repeat(characters)}${'x'.repeat(rest)}"`);
}

/** Pushes the text in chunks until the stream is over. */
function push(reader: StreamReader, text: string, chunkSize = Infinity): Ending | undefined {
	const bytes = bytesOf(text);
	for (let start = 0; start < bytes.length; start += chunkSize) {
		const ending = reader.push(bytes.subarray(start, start + chunkSize));
		if (ending) return ending;
	}
	return undefined;
}

describe('The limits of StreamReader', () => {
	it('are 8 MiB for an event and 64 MiB for a stream', () => {
		expect([EVENT_LIMIT, STREAM_LIMIT]).toEqual([8 * MIB, 64 * MIB]);
	});

	const cases = [
		['in one chunk', 'x', Infinity],
		['in many chunks', 'x', 65_536],
		['of two-byte characters, in one chunk', 'ä', Infinity],
		['of three-byte characters, in one chunk', '日', Infinity],
		['of three-byte characters, in many chunks', '日', 65_536],
		['of four-byte characters, in many chunks', '🚀', 65_536],
	] as const;

	it.each(cases)('allow an event of exactly 8 MiB, %s', (_, filling, chunkSize) => {
		const reader = new StreamReader();
		const data = dataOf(EVENT_LIMIT, filling);
		expect(bytesOf(data).length).toBe(EVENT_LIMIT);
		expect(push(reader, `data: ${data}\n\n`, chunkSize)).toBeUndefined();
		expect(reader.push(bytesOf(DONE))).toEqual({ type: 'done' });
		expect(reader.sections.get('s')?.length).toBe(JSON.parse(data).content.length);
	});

	it.each(cases)(
		'end the stream at an event of one byte more than 8 MiB, %s',
		(_, filling, chunkSize) => {
			const reader = new StreamReader();
			const data = `data: ${dataOf(EVENT_LIMIT + 1, filling)}\n\n`;
			expect(push(reader, data, chunkSize)).toEqual(tooLarge);
			expect(reader.end()).toEqual(tooLarge);
			expect(reader.sections.size).toBe(0);
		},
	);

	it('end the stream at a line of more than 8 MiB before the end of the line arrives', () => {
		const reader = new StreamReader();
		const piece = bytesOf('x'.repeat(MIB));
		reader.push(bytesOf(section('summary', 'a') + 'data: '));
		let pushed = 0;
		while (pushed < 20 && !reader.push(piece)) pushed++;
		expect(pushed).toBeLessThanOrEqual(8);
		expect(reader.end()).toEqual(tooLarge);
		expect([...reader.sections]).toEqual([['summary', 'a']]);
	});

	it('do not apply to what follows the final event', () => {
		const reader = new StreamReader();
		expect(push(reader, DONE + `data: ${'x'.repeat(EVENT_LIMIT + 2000)}`)).toEqual({
			type: 'done',
		});
	});

	it('allow a stream of exactly 64 MiB', () => {
		const reader = new StreamReader();
		const comment = bytesOf(`:${'x'.repeat(MIB - 2)}\n`);
		for (let part = 0; part < 63; part++) expect(reader.push(comment)).toBeUndefined();
		const last = section('s', 'a') + DONE;
		expect(reader.push(bytesOf(`:${'x'.repeat(MIB - 2 - last.length)}\n`))).toBeUndefined();
		expect(reader.push(bytesOf(last))).toEqual({ type: 'done' });
	});

	it('end the stream at the first byte after 64 MiB, and keep the sections that came before it', () => {
		const reader = new StreamReader();
		const comment = bytesOf(`:${'x'.repeat(MIB - 2)}\n`);
		for (let part = 0; part < 63; part++) reader.push(comment);
		const event = section('s', 'a');
		reader.push(bytesOf(`:${'x'.repeat(MIB - 2 - event.length)}\n`));
		expect(reader.push(bytesOf(`${event}:`))).toEqual({
			type: 'interrupted',
			cause: 'streamTooLarge',
		});
		expect([...reader.sections]).toEqual([['s', 'a']]);
		expect(reader.push(bytesOf(section('late', 'x')))).toMatchObject({ cause: 'streamTooLarge' });
		expect([...reader.sections]).toEqual([['s', 'a']]);
	});

	it('accept a final event within the 64 MiB although its chunk goes beyond them', () => {
		const reader = new StreamReader();
		const comment = bytesOf(`:${'x'.repeat(MIB - 2)}\n`);
		for (let part = 0; part < 63; part++) reader.push(comment);
		expect(reader.push(bytesOf(`${DONE}:${'x'.repeat(MIB)}`))).toEqual({ type: 'done' });
	});
});
