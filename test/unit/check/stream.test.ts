import { readStream } from '../../../check/stream';

const SECTION = 'data: {"type":"section","section":"summary","content":"Engineer"}\n\n';

const read = (text: string) => readStream({ chunks: [{ at: 0, bytes: Buffer.from(text) }] });

describe('What the bytes of a stream say', () => {
	it.each([
		['event: complete\ndata: {"section":"skills","content":"SQL"}\n\n', ['summary', 'skills']],
		['data: {"type":"done","section":"skills","content":"SQL"}\n\n', ['summary', 'skills']],
		['event: complete\ndata: {"resumeId":"res_1"}\n\n', ['summary']],
		['event: error\ndata: {"section":"skills","content":"SQL"}\n\n', ['summary']],
	])('The sections of a stream that ends with %j are %j.', (last, names) => {
		expect([...read(SECTION + last).sections.keys()]).toEqual(names);
	});

	it('What comes after the end is no section.', () => {
		expect([...read(`data: {"type":"done"}\n\n${SECTION}`).sections.keys()]).toEqual([]);
	});
});
