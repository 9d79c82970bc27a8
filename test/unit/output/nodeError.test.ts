import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { thrownParameter, type Failure } from '../../../nodes/Laddro/common/failure';
import { nodeError } from '../../../nodes/Laddro/output/nodeError';
import { CONNECTION_CUT, NO_CREDITS, NODE } from './generation';

const PARAMETER: Failure = {
	kind: 'parameter',
	message: "'Job Posting' is empty",
	advice: "Put the posting's text there.",
};

describe("A failure as n8n's error", () => {
	it('A wrong parameter becomes an operation error with its message, its advice and its item.', () => {
		const error = nodeError(NODE, PARAMETER, { itemIndex: 2 });
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({
			message: "'Job Posting' is empty",
			description: "Put the posting's text there.",
			level: 'warning',
		});
		expect(error.context.itemIndex).toBe(2);
	});

	it.each<[string, Failure]>([
		['connection', { kind: 'connection', code: 'ECONNREFUSED', mayBeDelivered: false }],
		['request', { kind: 'request' }],
		['status', NO_CREDITS],
		['rateLimited', { kind: 'rateLimited', statusCode: 429, retryAt: 0 }],
		['streamError', { kind: 'streamError', isFirstEvent: true }],
		['unexpectedAnswer', { kind: 'unexpectedAnswer', expected: 'json', statusCode: 200 }],
		['nothingGenerated', { kind: 'nothingGenerated', events: '' }],
		['interrupted', CONNECTION_CUT],
		['stopped', { kind: 'stopped' }],
	])('A failure of the kind %s becomes an API error.', (_, failure) => {
		expect(nodeError(NODE, failure)).toBeInstanceOf(NodeApiError);
	});

	it('The error of a status has the message, the advice, the status and the item.', () => {
		const error = nodeError(NODE, NO_CREDITS, { itemIndex: 3 });
		expect(error).toMatchObject({
			message: 'Not enough credits',
			description: expect.stringContaining('The credits are used up'),
			httpCode: '402',
			level: 'warning',
		});
		expect(error.context.itemIndex).toBe(3);
	});

	it.each([
		'ECONNREFUSED is what it says',
		'Laddro could not be reached (ETIMEDOUT)',
		'Could not find ENOENT.pdf in the resume',
		'getaddrinfo of the applicant',
		'Bad gateway',
	])('The message "%s" is kept, although n8n has its own sentence for it.', (message) => {
		const failures: Failure[] = [
			{ kind: 'parameter', message },
			{ kind: 'parameter', message, thrown: new Error(message) },
			{ kind: 'status', message, statusCode: 404, meaning: 'notFound' },
			{ kind: 'status', message, statusCode: 500, meaning: 'unavailable' },
			{ kind: 'streamError', message, isFirstEvent: false },
			{ kind: 'request', message },
		];
		for (const failure of failures) {
			expect(nodeError(NODE, failure, { itemIndex: 0 }).message).toBe(message);
		}
	});

	it('A given description takes the place of the advice.', () => {
		const details = { description: 'Do something else.' };
		expect(nodeError(NODE, NO_CREDITS, details).description).toBe('Do something else.');
		expect(nodeError(NODE, PARAMETER, details).description).toBe('Do something else.');
	});

	it('A failure without a status and without an item gives an error without them.', () => {
		const error = nodeError(NODE, { kind: 'connection', code: 'ECONNRESET', mayBeDelivered: true });
		expect(error).toMatchObject({ httpCode: null });
		expect(error.context).not.toHaveProperty('itemIndex');
	});

	it('The first item has the index 0 in the error.', () => {
		expect(nodeError(NODE, NO_CREDITS, { itemIndex: 0 }).context.itemIndex).toBe(0);
		expect(nodeError(NODE, PARAMETER, { itemIndex: 0 }).context.itemIndex).toBe(0);
	});

	it('An error that n8n threw while it evaluated a parameter is kept as the cause.', () => {
		const thrown = Object.assign(new Error('x is not defined'), { description: 'Define x.' });
		const error = nodeError(NODE, thrownParameter(thrown), { itemIndex: 4 });
		expect(error.cause).toBe(thrown);
		expect(error).toMatchObject({ message: 'x is not defined', description: 'Define x.' });
		expect(error.context.itemIndex).toBe(4);
	});

	it("An operation error that n8n threw gets the item's index, which n8n does not add to it.", () => {
		const thrown = new NodeOperationError(NODE, 'The resume can not be found');
		expect(nodeError(NODE, thrownParameter(thrown), { itemIndex: 5 }).context.itemIndex).toBe(5);
	});
});
