import {
	headerOf,
	isEventStream,
	isStreamedAnswer,
	isSuccess,
} from '../../../nodes/Laddro/transport/answer';
import { Body, stream } from './fakeApi';

function withType(contentType: unknown) {
	return { statusCode: 200, headers: { 'content-type': contentType }, body: undefined };
}

describe('isEventStream', () => {
	it.each([
		'text/event-stream',
		'text/event-stream; charset=utf-8',
		'text/event-stream;charset=utf-8',
		'text/event-stream ; charset=utf-8',
		'Text/Event-Stream',
	])('is true for the content type %s', (type) => {
		expect(isEventStream(withType(type))).toBe(true);
	});

	it.each([
		'text/html',
		'application/json',
		'text/event-streams',
		'text/event-stream-x',
		'x-text/event-stream',
		'application/text/event-stream',
		'text/html; text/event-stream',
		'',
		undefined,
		['text/event-stream'],
	])('is false for the content type %j', (type) => {
		expect(isEventStream(withType(type))).toBe(false);
	});
});

describe('isSuccess', () => {
	it.each([
		[199, false],
		[200, true],
		[299, true],
		[300, false],
		[500, false],
	])('is for status %d: %s', (statusCode, expected) => {
		expect(isSuccess({ ...withType('text/html'), statusCode })).toBe(expected);
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
	])('is no answer when it is %s', (_, value) => {
		expect(isStreamedAnswer(value)).toBe(false);
	});

	it('is a streamed answer when its body can be read in chunks and be closed', () => {
		expect(isStreamedAnswer({ statusCode: 200, headers: {}, body: new Body([], 'hold') })).toBe(
			true,
		);
	});

	it.each([
		['is missing', undefined],
		['is null', null],
		['has been read to text', 'data: {}'],
		['can not be read in chunks', { destroy() {} }],
		['can not be closed', []],
	])('is not a streamed answer when its body %s', (_, other) => {
		expect(isStreamedAnswer({ statusCode: 200, headers: {}, body: other })).toBe(false);
	});
});
