import { parseEvent, parseJson } from '../../../nodes/Laddro/stream/parseEvent';

const summary = { type: 'section', section: 'summary', content: 'Engineer' };

describe('An event of the documented dialect', () => {
	it.each([
		['a section', '{"type":"section","section":"summary","content":"Engineer"}', summary],
		[
			'a section with fields that nobody knows',
			'{"type":"section","section":"summary","content":"Engineer","index":1,"tokens":[1]}',
			summary,
		],
		['a section without a type', '{"section":"summary","content":"Engineer"}', summary],
		[
			'an empty section',
			'{"type":"section","section":"","content":""}',
			{ type: 'section', section: '', content: '' },
		],
		['the end', '{"type":"done"}', { type: 'done' }],
		['the end in the words of the other dialect', '{"type":"complete"}', { type: 'done' }],
		['the end with more to say', '{"type":"done","creditsUsed":3}', { type: 'done' }],
		['progress', '{"type":"progress","percent":40}', { type: 'other' }],
		['a type that nobody knows', '{"type":"thinking","text":"…"}', { type: 'other' }],
		['a type that is no text', '{"type":7}', { type: 'other' }],
		['an object without anything', '{}', { type: 'other' }],
		['only half of what makes a section', '{"section":"summary"}', { type: 'other' }],
		['only the other half', '{"content":"Engineer"}', { type: 'other' }],
		['nothing', '', { type: 'other' }],
	])('can be %s', (_, data, expected) => {
		expect(parseEvent({ data })).toEqual(expected);
	});

	it.each([
		['a section whose content is a number', '{"type":"section","section":"summary","content":1}'],
		['a section whose content is null', '{"type":"section","section":"summary","content":null}'],
		['a section whose content is missing', '{"type":"section","section":"summary"}'],
		['a section whose name is missing', '{"type":"section","content":"Engineer"}'],
		['a section whose name is a list', '{"section":["summary"],"content":"Engineer"}'],
		['torn JSON', '{"type":"section","section":"summ'],
		['torn JSON after blanks', ' \t{"type":"done"'],
		['plain text', 'Working…'],
		['a list', '[{"type":"done"}]'],
		['null', 'null'],
		['a number', '42'],
		['blanks', '  '],
	])('can not be trusted when it is %s', (_, data) => {
		expect(parseEvent({ data })).toEqual({ type: 'malformed' });
	});

	it('is unnamed as well when its name is the default one', () => {
		expect(parseEvent({ event: 'message', data: 'text' })).toEqual({ type: 'malformed' });
		expect(parseEvent({ event: 'message', data: '{"type":"done"}' })).toEqual({ type: 'done' });
	});

	it('carries an error as the API puts it', () => {
		const data = '{"type":"error","message":"Rate limit exceeded","statusCode":429}';
		expect(parseEvent({ data })).toEqual({
			type: 'error',
			error: { message: 'Rate limit exceeded', statusCode: 429 },
		});
	});

	it('may be an error without a word', () => {
		expect(parseEvent({ data: '{"type":"error"}' })).toEqual({ type: 'error', error: {} });
	});
});

describe('An event of the official clients’ dialect', () => {
	it.each([
		['complete with text', 'complete', 'Ready', { type: 'done' }],
		['complete with JSON', 'complete', '{"resumeId":"res_1"}', { type: 'done' }],
		['complete with nothing', 'complete', '', { type: 'done' }],
		['complete with JSON of another type', 'complete', '{"type":"progress"}', { type: 'done' }],
		['done', 'done', '{}', { type: 'done' }],
		['progress with text', 'progress', 'Reading the posting', { type: 'other' }],
		['progress with a JSON text', 'progress', '"Reading"', { type: 'other' }],
		['progress with a number', 'progress', '40', { type: 'other' }],
		['progress with a list', 'progress', '[1]', { type: 'other' }],
		['progress with an object', 'progress', '{"step":2}', { type: 'other' }],
		['progress with a section', 'progress', '{"section":"summary","content":"Engineer"}', summary],
		['any name, with the type in its data', 'update', '{"type":"done"}', { type: 'done' }],
		['a section by its type', 'update', JSON.stringify(summary), summary],
	])('can be %s', (_, event, data, expected) => {
		expect(parseEvent({ event, data })).toEqual(expected);
	});

	it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
		'is passed over when its name is %s, like any other that nobody knows',
		(event) => {
			expect(parseEvent({ event, data: 'text' })).toEqual({ type: 'other' });
			expect(parseEvent({ event, data: '{}' })).toEqual({ type: 'other' });
		},
	);

	it.each(['progress', 'complete', 'error', 'update'])(
		'can not be trusted when the object of %s is torn',
		(event) => {
			expect(parseEvent({ event, data: '{"section":"summ' })).toEqual({ type: 'malformed' });
		},
	);

	it('can not be trusted when it carries a section of the wrong type', () => {
		const data = '{"section":1,"content":"Engineer"}';
		expect(parseEvent({ event: 'progress', data })).toEqual({ type: 'malformed' });
	});

	it.each([
		['text', 'Credits are used up', { message: 'Credits are used up' }],
		['a JSON text', '"Credits are used up"', { message: 'Credits are used up' }],
		['JSON', '{"message":"No","statusCode":500}', { message: 'No', statusCode: 500 }],
		['nothing', '', {}],
	])('carries an error as %s', (_, data, error) => {
		expect(parseEvent({ event: 'error', data })).toEqual({ type: 'error', error });
	});
});

describe('Text that may be JSON', () => {
	it('is what it says', () => {
		expect(parseJson(' {"a":[1,null]} ')).toEqual({ a: [1, null] });
		expect(parseJson('null')).toBeNull();
	});

	it.each(['', '{', 'text', 'undefined', '{"a":1}}'])('is undefined for %j', (text) => {
		expect(parseJson(text)).toBeUndefined();
	});

	it('keeps a key called __proto__ as data', () => {
		const value = parseJson('{"__proto__":{"polluted":true}}');
		expect(Object.keys(value as object)).toEqual(['__proto__']);
		expect(Reflect.get({}, 'polluted')).toBeUndefined();
	});
});
