import { readApiError } from '../../../nodes/Laddro/common/apiError';
import { withoutUndefined } from '../../../nodes/Laddro/common/json';

/** The error object without the properties that were not found. */
function read(value: unknown): unknown {
	return withoutUndefined({ ...readApiError(value) });
}

describe('readApiError', () => {
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
			'an error within an error whose status is outside',
			{ error: { message: 'Slow down' }, statusCode: 429 },
			{ message: 'Slow down', statusCode: 429 },
		],
		[
			'an error with the status under its short name',
			{ message: 'No', status: 503 },
			{ message: 'No', statusCode: 503 },
		],
		['an error with the status as text', { statusCode: '429' }, { statusCode: 429 }],
		['an error with both statuses', { statusCode: 429, status: 500 }, { statusCode: 429 }],
		['plain text', '  Not today \n', { message: 'Not today' }],
	])('reads %s', (_, value, expected) => {
		expect(read(value)).toEqual(expected);
	});

	it.each([
		['a message that is not text', { message: 7, error: ['x'] }],
		['a message of spaces', { message: ' ', error: '' }],
		['a status that is not a number', { statusCode: 'teapot' }],
		['a status that is not a whole number', { statusCode: 4.5 }],
		['a status of 0', { statusCode: 0 }],
		['a status below 0', { statusCode: -1 }],
		['a status of null', { statusCode: null }],
		['a code that is not text', { code: 42, upgradeUrl: { href: 'x' } }],
		['an empty object', {}],
		['a list', [{ message: 'x' }]],
		['null', null],
		['undefined', undefined],
		['a number', 429],
		['text of spaces', '  '],
	])('finds nothing in %s', (_, value) => {
		expect(read(value)).toEqual({});
	});

	it('cuts a message after 500 characters, and marks the cut with an ellipsis', () => {
		expect(readApiError({ message: 'x'.repeat(500) }).message).toBe('x'.repeat(500));
		expect(readApiError({ message: 'x'.repeat(501) }).message).toBe(`${'x'.repeat(500)}…`);
	});

	it('uses the name of the status when the message is empty', () => {
		expect(readApiError({ error: 'Not Found', message: ' ' }).message).toBe('Not Found');
	});
});
