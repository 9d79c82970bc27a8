import {
	headerOf,
	isResponse,
	isSuccess,
	unexpectedResponse,
} from '../../../nodes/Laddro/api/response';
import { Body, stream } from './fakeApi';

/** A response with these headers, whose body is not read. */
function responseWith(headers: Record<string, unknown>, statusCode = 201) {
	return { statusCode, headers, body: new Body([], 'hold') };
}

describe('isSuccess', () => {
	it.each([
		[199, false],
		[200, true],
		[299, true],
		[300, false],
		[500, false],
	])('is for status %d: %s', (statusCode, expected) => {
		expect(isSuccess(responseWith({}, statusCode))).toBe(expected);
	});
});

describe('headerOf', () => {
	it('returns the text of a header, and undefined for a header that is missing or a list', () => {
		expect(headerOf({ a: 'x' }, 'a')).toBe('x');
		expect(headerOf({ a: 'x' }, 'b')).toBeUndefined();
		expect(headerOf({ a: ['x'] }, 'a')).toBeUndefined();
	});
});

describe('What n8n returns for a request', () => {
	const { body } = stream([]);

	it.each([
		['undefined', undefined],
		['text', 'data: {}'],
		['without a status', { headers: {}, body }],
		['with a status of text', { statusCode: '200', headers: {}, body }],
		['without headers', { statusCode: 200, body }],
		['with headers that are a list', { statusCode: 200, headers: [], body }],
	])('is no response when it is %s', (_, value) => {
		expect(isResponse(value)).toBe(false);
	});

	it('is a response when its body can be read in chunks and be closed', () => {
		expect(isResponse({ statusCode: 200, headers: {}, body: new Body([], 'hold') })).toBe(true);
	});

	it.each([
		['is missing', undefined],
		['is null', null],
		['has been read to text', 'data: {}'],
		['can not be read in chunks', { destroy() {} }],
		['can not be closed', []],
	])('is no response when its body %s', (_, other) => {
		expect(isResponse({ statusCode: 200, headers: {}, body: other })).toBe(false);
	});
});

describe('A success of another kind than asked for', () => {
	it.each(['stream', 'file', 'json'] as const)(
		'A failure names what was expected, %s, the status and the content type.',
		(expected) => {
			expect(unexpectedResponse(expected, responseWith({ 'content-type': 'text/html' }))).toEqual({
				kind: 'unexpectedAnswer',
				expected,
				statusCode: 201,
				contentType: 'text/html',
			});
		},
	);

	it('At most 100 characters of the content type are shown.', () => {
		const { contentType } = unexpectedResponse(
			'json',
			responseWith({ 'content-type': 'x'.repeat(101) }),
		);
		expect(contentType).toBe('x'.repeat(100));
	});

	it.each([{}, { 'content-type': ['text/html'] }])(
		'The headers %j have no content type.',
		(headers) => {
			expect(unexpectedResponse('stream', responseWith(headers)).contentType).toBeUndefined();
		},
	);
});
