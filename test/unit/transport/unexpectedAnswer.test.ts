import { unexpectedAnswer } from '../../../nodes/Laddro/transport/unexpectedAnswer';

const answerWith = (headers: Record<string, unknown>) => ({
	statusCode: 201,
	headers,
	body: undefined,
});

describe('A success of another kind than asked for', () => {
	it.each(['stream', 'file', 'json'] as const)(
		'A failure names what was expected, %s, the status and the content type.',
		(expected) => {
			expect(unexpectedAnswer(expected, answerWith({ 'content-type': 'text/html' }))).toEqual({
				kind: 'unexpectedAnswer',
				expected,
				statusCode: 201,
				contentType: 'text/html',
			});
		},
	);

	it('At most 100 characters of the content type are shown.', () => {
		const { contentType } = unexpectedAnswer(
			'json',
			answerWith({ 'content-type': 'x'.repeat(101) }),
		);
		expect(contentType).toBe('x'.repeat(100));
	});

	it.each([{}, { 'content-type': ['text/html'] }])(
		'The headers %j have no content type.',
		(headers) => {
			expect(unexpectedAnswer('stream', answerWith(headers)).contentType).toBeUndefined();
		},
	);
});
