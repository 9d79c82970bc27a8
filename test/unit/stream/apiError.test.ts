import { isObject, readApiError } from '../../../nodes/Laddro/stream/apiError';

describe("The API's error object", () => {
	it.each([
		[
			'the documented shape',
			{ error: 'Not Found', message: 'Resume not found', statusCode: 404 },
			{ message: 'Resume not found', statusCode: 404 },
		],
		[
			'the other shape',
			{ error: 'Not enough credits', code: 'insufficient_credits', upgradeUrl: 'https://l.co/up' },
			{
				message: 'Not enough credits',
				code: 'insufficient_credits',
				upgradeUrl: 'https://l.co/up',
			},
		],
		[
			'an error within an error',
			{ error: { message: 'Inner', code: 'x' } },
			{ message: 'Inner', code: 'x' },
		],
		[
			'an error within an error whose status stands outside',
			{ error: { message: 'Slow down' }, statusCode: 429 },
			{ message: 'Slow down', statusCode: 429 },
		],
		[
			'a status under its short name',
			{ message: 'No', status: 503 },
			{ message: 'No', statusCode: 503 },
		],
		['a status as text', { statusCode: '429' }, { statusCode: 429 }],
		['both statuses', { statusCode: 429, status: 500 }, { statusCode: 429 }],
		['plain text', '  Not today \n', { message: 'Not today' }],
	])('is read in %s', (_, value, expected) => {
		expect(withoutUndefined(readApiError(value))).toEqual(expected);
	});

	it.each([
		['a message that is no text', { message: 7, error: ['x'] }],
		['a message of blanks', { message: ' ', error: '' }],
		['a status that is no number', { statusCode: 'teapot' }],
		['a status that is no whole number', { statusCode: 4.5 }],
		['a status of 0', { statusCode: 0 }],
		['a status below 0', { statusCode: -1 }],
		['a status of null', { statusCode: null }],
		['a code that is no text', { code: 42, upgradeUrl: { href: 'x' } }],
		['an empty object', {}],
		['a list', [{ message: 'x' }]],
		['null', null],
		['nothing', undefined],
		['a number', 429],
	])('says nothing with %s', (_, value) => {
		expect(withoutUndefined(readApiError(value))).toEqual({});
	});

	it('is cut after 500 characters, and says so with an ellipsis', () => {
		expect(readApiError({ message: 'x'.repeat(500) }).message).toBe('x'.repeat(500));
		expect(readApiError({ message: 'x'.repeat(501) }).message).toBe(`${'x'.repeat(500)}…`);
	});

	it('falls back on the name of the status where the message is empty', () => {
		expect(readApiError({ error: 'Not Found', message: ' ' }).message).toBe('Not Found');
	});
});

describe('A JSON object', () => {
	it.each([[{}], [{ a: 1 }]])('is %j', (value) => expect(isObject(value)).toBe(true));
	it.each([[null], [undefined], [[]], ['{}'], [1], [true]])('is not %j', (value) =>
		expect(isObject(value)).toBe(false),
	);
});

function withoutUndefined(value: object): unknown {
	return Object.fromEntries(Object.entries(value).filter(([, content]) => content !== undefined));
}
