import {
	isBinaryData,
	isObject,
	parseJson,
	withoutUndefined,
} from '../../../nodes/Laddro/common/json';

describe('isObject', () => {
	it.each([[{}], [{ a: 1 }]])('accepts %j', (value) => expect(isObject(value)).toBe(true));
	it.each([[null], [undefined], [[]], ['{}'], [1], [true]])('does not accept %j', (value) =>
		expect(isObject(value)).toBe(false),
	);
});

describe('isBinaryData', () => {
	it.each([
		['its content', { mimeType: 'application/pdf', data: 'JVBERi0=' }],
		['no content at all', { mimeType: 'application/pdf', data: '' }],
		['the id under which n8n has stored it', { mimeType: 'application/pdf', id: 'filesystem:1' }],
		['both', { mimeType: 'application/pdf', data: 'filesystem-v2', id: 'filesystem-v2:1' }],
	])('accepts a file with %s', (_, value) => expect(isBinaryData(value)).toBe(true));

	it.each([
		['neither content nor id', { mimeType: 'application/pdf' }],
		['content and id that are no text', { mimeType: 'application/pdf', data: 1, id: 2 }],
		['no type', { data: 'JVBERi0=', id: 'filesystem:1' }],
		['a type that is no text', { mimeType: 7, data: 'JVBERi0=' }],
	])('does not accept a file with %s', (_, value) => expect(isBinaryData(value)).toBe(false));

	it.each([[undefined], [null], ['JVBERi0='], [[{ mimeType: 'a/b', data: '' }]]])(
		'does not accept %j',
		(value) => expect(isBinaryData(value)).toBe(false),
	);
});

describe('parseJson', () => {
	it('returns the value that the text stands for', () => {
		expect(parseJson(' {"a":[1,null]} ')).toEqual({ a: [1, null] });
		expect(parseJson('null')).toBeNull();
	});

	it.each(['', '{', 'text', 'undefined', '{"a":1}}'])('returns undefined for %j', (text) => {
		expect(parseJson(text)).toBeUndefined();
	});

	it('keeps a key called __proto__ as data', () => {
		const value = parseJson('{"__proto__":{"polluted":true}}');
		expect(isObject(value) && Object.keys(value)).toEqual(['__proto__']);
		expect(Reflect.get({}, 'polluted')).toBeUndefined();
	});
});

describe('withoutUndefined', () => {
	it('leaves out what is undefined, and keeps every other value that counts as false', () => {
		const kept = withoutUndefined({ a: undefined, b: null, c: 0, d: '', e: false });
		expect(Object.entries(kept)).toEqual([
			['b', null],
			['c', 0],
			['d', ''],
			['e', false],
		]);
	});

	it('returns a copy', () => {
		const given = { a: 1 };
		expect(withoutUndefined(given)).toEqual(given);
		expect(withoutUndefined(given)).not.toBe(given);
	});
});
