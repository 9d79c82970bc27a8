import { parseEvent } from '../../../nodes/Laddro/stream/parseEvent';

const summary = { type: 'section', section: 'summary', content: 'Engineer' };

describe('An unnamed event, as the documentation has it,', () => {
	it.each([
		['a section', '{"type":"section","section":"summary","content":"Engineer"}', summary],
		[
			'a section with unknown fields',
			'{"type":"section","section":"summary","content":"Engineer","index":1,"tokens":[1]}',
			summary,
		],
		['a section without a type', '{"section":"summary","content":"Engineer"}', summary],
		[
			'a section with an empty name and no content',
			'{"type":"section","section":"","content":""}',
			{ type: 'section', section: '', content: '' },
		],
		['the final event', '{"type":"done"}', { type: 'done' }],
		[
			'the final event under the name of the other dialect',
			'{"type":"complete"}',
			{ type: 'done' },
		],
		['the final event with unknown fields', '{"type":"done","creditsUsed":3}', { type: 'done' }],
		[
			'the final event with ids',
			'{"type":"done","resumeId":"res_1","coverLetterId":"let_1"}',
			{ type: 'done', data: { resumeId: 'res_1', coverLetterId: 'let_1' } },
		],
		['an event of progress', '{"type":"progress","percent":40}', { type: 'other' }],
		[
			'an event of progress with the name of a section',
			'{"type":"progress","section":"summary","content":40}',
			{ type: 'other' },
		],
		['an event of an unknown type', '{"type":"thinking","text":"…"}', { type: 'other' }],
		['an event whose type is not text', '{"type":7}', { type: 'other' }],
		['an empty object', '{}', { type: 'other' }],
		['a section name without content or type', '{"section":"summary"}', { type: 'other' }],
		['content without a section name or type', '{"content":"Engineer"}', { type: 'other' }],
		['no data', '', { type: 'other' }],
	])('is understood when it is %s', (_, data, expected) => {
		expect(parseEvent({ data })).toMatchObject(expected);
	});

	it.each([
		['a section whose content is a number', '{"type":"section","section":"summary","content":1}'],
		['a section whose content is null', '{"type":"section","section":"summary","content":null}'],
		['a section whose content is missing', '{"type":"section","section":"summary"}'],
		['a section whose name is missing', '{"type":"section","content":"Engineer"}'],
		['a section whose name is a list', '{"section":["summary"],"content":"Engineer"}'],
		['the beginning of an object', '{"type":"section","section":"summ'],
		['the beginning of an object after spaces', ' \t{"type":"done"'],
		['plain text', 'Working…'],
		['a list', '[{"type":"done"}]'],
		['null', 'null'],
		['a number', '42'],
		['spaces', '  '],
	])('is malformed when it is %s', (_, data) => {
		expect(parseEvent({ data })).toEqual({ type: 'malformed' });
	});

	it('may be named "message", which is the name of unnamed events', () => {
		expect(parseEvent({ event: 'message', data: 'text' })).toEqual({ type: 'malformed' });
		expect(parseEvent({ event: 'message', data: '{"type":"done"}' })).toMatchObject({
			type: 'done',
		});
	});

	it('returns an error as the API describes it', () => {
		const data = '{"type":"error","message":"Rate limit exceeded","statusCode":429}';
		expect(parseEvent({ data })).toEqual({
			type: 'error',
			error: { message: 'Rate limit exceeded', statusCode: 429 },
		});
	});

	it('may be an error without a message', () => {
		expect(parseEvent({ data: '{"type":"error"}' })).toEqual({ type: 'error', error: {} });
	});
});

describe('A named event, as the official clients read it,', () => {
	it.each([
		['complete with text', 'complete', 'Ready', { type: 'done' }],
		[
			'complete with JSON',
			'complete',
			'{"resumeId":"res_1"}',
			{ type: 'done', data: { resumeId: 'res_1' } },
		],
		[
			'complete with a section',
			'complete',
			'{"resumeId":"res_1","section":"summary","content":"Engineer"}',
			{
				type: 'done',
				data: { resumeId: 'res_1' },
				last: { type: 'section', section: 'summary', content: 'Engineer' },
			},
		],
		[
			'complete with a section whose content is no text',
			'complete',
			'{"section":"summary","content":1}',
			{ type: 'done' },
		],
		['complete without data', 'complete', '', { type: 'done' }],
		['complete with JSON of another type', 'complete', '{"type":"progress"}', { type: 'done' }],
		['done', 'done', '{}', { type: 'done' }],
		['progress with text', 'progress', 'Reading the posting', { type: 'other' }],
		['progress with a JSON text', 'progress', '"Reading"', { type: 'other' }],
		['progress with a number', 'progress', '40', { type: 'other' }],
		['progress with a list', 'progress', '[1]', { type: 'other' }],
		['progress with an object', 'progress', '{"step":2}', { type: 'other' }],
		['progress with a section', 'progress', '{"section":"summary","content":"Engineer"}', summary],
		['progress with text in braces', 'progress', '{50 %}', { type: 'other' }],
		[
			'progress of a section in numbers',
			'progress',
			'{"section":"summary","content":50}',
			{ type: 'other' },
		],
		[
			'progress of a section in an object',
			'progress',
			'{"section":"summary","content":{"done":1}}',
			{ type: 'other' },
		],
		['complete with text in braces', 'complete', '{ready}', { type: 'done' }],
		['an unknown name with the type in its data', 'update', '{"type":"done"}', { type: 'done' }],
		['an unknown name with a section in its data', 'update', JSON.stringify(summary), summary],
	])('is understood when it is %s', (_, event, data, expected) => {
		expect(parseEvent({ event, data })).toMatchObject(expected);
	});

	it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
		'is passed over when its name is %s, which is as unknown as any other',
		(event) => {
			expect(parseEvent({ event, data: 'text' }).type).toBe('other');
			expect(parseEvent({ event, data: '{}' }).type).toBe('other');
		},
	);

	it.each(['progress', 'complete', 'error', 'update'])(
		'is malformed when its name is %s and its data is the beginning of an object',
		(event) => {
			expect(parseEvent({ event, data: '{"section":"summ' })).toEqual({ type: 'malformed' });
		},
	);

	it.each([
		['named "section"', 'section', '{"section":"summary","content":1}'],
		['named "section" with data that is not JSON', 'section', '{summary}'],
		['of the type "section"', 'progress', '{"type":"section","section":"summary","content":1}'],
	])('is malformed when it is a section, %s, without text', (_, event, data) => {
		expect(parseEvent({ event, data })).toEqual({ type: 'malformed' });
	});

	it('is malformed when it has a section whose name is not text', () => {
		const data = '{"section":1,"content":"Engineer"}';
		expect(parseEvent({ event: 'progress', data })).toEqual({ type: 'malformed' });
	});

	it.each([
		['text in braces', '{too busy}', { message: '{too busy}' }],
		['text', 'Credits are used up', { message: 'Credits are used up' }],
		['a JSON text', '"Credits are used up"', { message: 'Credits are used up' }],
		['JSON', '{"message":"No","statusCode":500}', { message: 'No', statusCode: 500 }],
		['no data', '', {}],
	])('returns the error that it describes in %s', (_, data, error) => {
		expect(parseEvent({ event: 'error', data })).toEqual({ type: 'error', error });
	});
});
