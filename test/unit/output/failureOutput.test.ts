import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { Failure } from '../../../nodes/Laddro/common/failure';
import {
	failureError,
	failureItem,
	toolFailureItem,
} from '../../../nodes/Laddro/output/failureOutput';
import { failureText } from '../../../nodes/Laddro/output/failureText';
import {
	CONNECTION_CUT,
	failedWith,
	NO_CREDITS,
	NODE,
	STRANGE_SECTIONS,
	TWO_SECTIONS,
} from './generation';

const { advice } = failureText(NO_CREDITS);
const ONLY = { itemIndex: 0, itemCount: 1 };

/** The `error` object of a failure item. */
function errorOf(...failed: Parameters<typeof failedWith>): Record<string, unknown> {
	const { error } = failureItem(failedWith(...failed), ONLY).json;
	return { ...Object(error) };
}

describe('The item of a failed input', () => {
	it('The item has exactly the two keys that n8n sends to the error output, and its input.', () => {
		const item = failureItem(failedWith(NO_CREDITS, { charged: 'no' }), {
			itemIndex: 7,
			itemCount: 1,
		});
		expect(Object.keys(item.json)).toEqual(['error', 'message']);
		expect(Object.keys(item)).toEqual(['json', 'pairedItem']);
		expect(item).toEqual({
			json: {
				error: {
					message: 'Not enough credits',
					description: advice,
					kind: 'status',
					charged: 'no',
					statusCode: 402,
					code: 'insufficient_credits',
					retryable: false,
					attempts: 1,
				},
				message: 'Not enough credits',
			},
			pairedItem: { item: 7 },
		});
	});

	it('The keys of the error stand in the order in which people look for them.', () => {
		const rest = { operation: 'coverLetter', documentId: 'let_9', resume: {} };
		const all = failedWith(NO_CREDITS, {}, { sections: TWO_SECTIONS, ...rest });
		const { error } = failureItem(all, ONLY).json;
		expect(Object.keys(Object(error))).toEqual([
			'message',
			'description',
			'kind',
			'charged',
			'operation',
			'statusCode',
			'code',
			'retryable',
			'attempts',
			'documentId',
			'sections',
			'sectionOrder',
			'resume',
		]);
	});

	it('What is not known is left out of the error.', () => {
		const keys = Object.keys(errorOf({ kind: 'stopped' }));
		expect(keys).toEqual(['message', 'kind', 'charged', 'retryable', 'attempts']);
	});

	it('The code of the network is in the error.', () => {
		expect(
			errorOf({ kind: 'connection', code: 'ECONNREFUSED', mayBeDelivered: false }),
		).toMatchObject({
			code: 'ECONNREFUSED',
			retryable: true,
		});
	});

	it('The sections that were paid for are kept in their order, whatever their names.', () => {
		const sections = new Map([...TWO_SECTIONS, ...STRANGE_SECTIONS]);
		const error = errorOf(CONNECTION_CUT, {}, { sections });
		expect(error.sectionOrder).toEqual([...sections.keys()]);
		expect(new Map(Object.entries(Object(error.sections)))).toEqual(sections);
		expect(Object.getPrototypeOf(error.sections)).toBe(Object.prototype);
	});

	it.each<[string, Failure, boolean]>([
		['429', { kind: 'status', statusCode: 429, meaning: 'rateLimit' }, true],
		['503', { kind: 'status', statusCode: 503, meaning: 'unavailable' }, true],
		['404', { kind: 'status', statusCode: 404, meaning: 'notFound' }, false],
		[
			'a failed connection',
			{ kind: 'connection', code: 'ECONNREFUSED', mayBeDelivered: false },
			true,
		],
		[
			'a broken connection',
			{ kind: 'connection', code: 'ECONNRESET', mayBeDelivered: true },
			false,
		],
		['504', { kind: 'status', statusCode: 504, meaning: 'serverError' }, false],
		['a cut connection', CONNECTION_CUT, false],
	])('A failure by %s says whether a later run can help: %s', (_, failure, retryable) => {
		expect(errorOf(failure)).toMatchObject({ retryable });
	});

	it.each<[string, Failure]>([
		['a cut connection', CONNECTION_CUT],
		['silence', { kind: 'interrupted', cause: 'silence', limit: 60_000 }],
		['a 429', { kind: 'streamError', statusCode: 429, meaning: 'rateLimit', isFirstEvent: false }],
		[
			'a 503',
			{ kind: 'streamError', statusCode: 503, meaning: 'unavailable', isFirstEvent: false },
		],
	])('A failure by %s after sections had arrived is not worth another try.', (_, failure) => {
		expect(errorOf(failure, {}, { sections: TWO_SECTIONS })).toMatchObject({ retryable: false });
	});

	it.each([
		['one request', {}, advice],
		[
			'three requests',
			{ attempts: 3, waited: 61_000 },
			`${advice} This was the last of 3 requests, with waits of 61 seconds in total.`,
		],
		[
			'two requests and next to no wait',
			{ attempts: 2, waited: 10 },
			`${advice} This was the last of 2 requests, with waits of less than a second in total.`,
		],
	])(
		'The description after %s says what to do, and how often was tried.',
		(_, rest, description) => {
			expect(errorOf(NO_CREDITS, rest)).toMatchObject({ description });
		},
	);

	it('The description after sections had arrived says how many.', () => {
		const call = { attempts: 2, waited: 1000 };
		expect(errorOf(CONNECTION_CUT, call, { sections: TWO_SECTIONS }).description).toBe(
			`${failureText(CONNECTION_CUT, { arrived: 2 }).advice} This was the last of 2 requests, with waits of 1 second in total.`,
		);
	});
});

describe('A failure that holds for every item', () => {
	const FATAL: Failure[] = [
		NO_CREDITS,
		{ kind: 'status', statusCode: 401, meaning: 'keyRefused' },
		{ kind: 'rateLimited', statusCode: 429, retryAt: 0 },
	];
	const descriptionOf = (failure: Failure, attempts: number, itemCount: number) => {
		const failed = failedWith(failure, { attempts });
		const { error } = failureItem(failed, { itemIndex: 0, itemCount }).json;
		const { description } = { description: undefined, ...Object(error) };
		return description;
	};

	it.each(FATAL)('The description says that the other items cost nothing: %j', (failure) => {
		expect(descriptionOf(failure, 1, 2)).toBe(
			`${failureText(failure).advice} No request was sent for items that had not started.`,
		);
	});

	it.each(FATAL)('An item that was not sent says so of itself: %j', (failure) => {
		expect(descriptionOf(failure, 0, 2)).toBe(
			`${failureText(failure).advice} No request was sent for this item.`,
		);
	});

	it.each(FATAL)('Nothing is said of other items where there is just one: %j', (failure) => {
		expect(descriptionOf(failure, 1, 1)).toBe(failureText(failure).advice);
		const position = { itemIndex: 0, itemCount: 1 };
		const error = failureError(NODE, failedWith(failure), position, 0);
		expect(error.description).toBe(failureText(failure).advice);
		expect(toolFailureItem(failedWith(failure), position).json.error).not.toMatch(/items/);
	});

	it('Nothing is said of other items after a failure of one item.', () => {
		const notFound = { kind: 'status', statusCode: 404, meaning: 'notFound' } as const;
		expect(descriptionOf(notFound, 1, 5)).toBe(failureText(notFound).advice);
	});
});

describe("The item of a failed input of an agent's tool", () => {
	const textOf = (...failed: Parameters<typeof failedWith>) =>
		String(toolFailureItem(failedWith(...failed), ONLY).json.error);

	it('The item is one text of what happened and what to do, and nothing else.', () => {
		expect(toolFailureItem(failedWith(NO_CREDITS), { itemIndex: 2, itemCount: 1 })).toEqual({
			json: { error: `Not enough credits. ${advice}` },
			pairedItem: { item: 2 },
		});
	});

	it.each([
		['Not found', 'Not found. '],
		['Not found.', 'Not found. '],
		['Not found!', 'Not found! '],
		['Who are you?', 'Who are you? '],
		['A long story…', 'A long story… '],
		['At 3.5 seconds', 'At 3.5 seconds. '],
	])('The message "%s" is ended like a sentence where it is not one.', (message, start) => {
		expect(textOf({ ...NO_CREDITS, message })).toBe(start + advice);
	});

	it('The message stands alone where there is no advice.', () => {
		expect(textOf({ kind: 'stopped' })).toBe('The run was stopped before this item was done.');
	});

	it.each<[string, Failure]>([
		['a cut connection', CONNECTION_CUT],
		['silence', { kind: 'interrupted', cause: 'silence', limit: 60_000 }],
		['an error in the stream', { kind: 'streamError', isFirstEvent: false }],
		['another response', { kind: 'unexpectedAnswer', expected: 'stream', statusCode: 200 }],
	])('The text after %s says that credits may have been spent.', (_, failure) => {
		expect(textOf(failure)).toMatch(/credits may have been charged/i);
	});

	it.each<[string, Failure]>([
		['an empty document', { kind: 'nothingGenerated', events: '' }],
		['a response whose document is named', CONNECTION_CUT],
		['a file that n8n could not store', { kind: 'interrupted', cause: 'notStored' }],
		['another response', { kind: 'unexpectedAnswer', expected: 'stream', statusCode: 200 }],
	])('The text after %s that was charged says that credits are spent.', (_, failure) => {
		expect(textOf(failure, { charged: 'yes' })).toMatch(/The credits for it are spent/);
	});

	it('An item that was not sent, because nothing came of those before it, says so.', () => {
		const notSent = { attempts: 0, charged: 'no' } as const;
		expect(textOf(CONNECTION_CUT, notSent)).toContain('nothing came of several before it');
		expect(textOf(CONNECTION_CUT)).not.toContain('nothing came');
		// A document that an earlier try has paid for could still not be read back.
		expect(textOf(CONNECTION_CUT, { ...notSent, isKept: true })).not.toContain('nothing came');
	});

	it('The text after sections had arrived says that credits are spent.', () => {
		expect(textOf(CONNECTION_CUT, {}, { sections: TWO_SECTIONS })).toContain(
			'the credits are spent',
		);
	});

	it('The text of a failure that costs nothing says nothing of charges.', () => {
		expect(textOf({ kind: 'connection', code: 'ECONNREFUSED', mayBeDelivered: false })).not.toMatch(
			/charged|spent/,
		);
	});
});

describe('The error that ends the node', () => {
	it('The error has what happened, what to do, the status and the item.', () => {
		const error = failureError(NODE, failedWith(NO_CREDITS), { itemIndex: 3, itemCount: 1 }, 0);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: 'Not enough credits',
			description: advice,
			httpCode: '402',
			level: 'warning',
		});
		expect(error.context.itemIndex).toBe(3);
	});

	it('The error of a wrong parameter is an operation error.', () => {
		const failure = { kind: 'parameter', message: 'Empty', advice: 'Fill it.' } as const;
		const error = failureError(NODE, failedWith(failure), ONLY, 0);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({ message: 'Empty', description: 'Fill it.' });
	});

	it('The error of a call that costs nothing says nothing of credits.', () => {
		const failed = failedWith(CONNECTION_CUT, { isFree: true, charged: 'no' });
		expect(failureError(NODE, failed, ONLY, 0).description ?? '').toBe('');
	});

	it.each([
		[1, '1 finished document of this run is kept: retrying the execution reuses it'],
		[2, '2 finished documents of this run are kept: retrying the execution reuses them'],
		[1200, '1200 finished documents of this run are kept: retrying the execution reuses them'],
	])('With %d documents kept it says so, and how to get them.', (kept, words) => {
		const failed = failedWith(NO_CREDITS);
		expect(failureError(NODE, failed, ONLY, kept).description).toBe(
			`${advice} ${words} without paying again. If it fails again, set 'On Error' to Continue and retry it with the currently saved workflow.`,
		);
	});

	it('With a file that is kept it says how to get it.', () => {
		const binary = { data: { data: '', mimeType: 'application/pdf' } };
		const failed = failedWith(NO_CREDITS, {}, { binary });
		expect(failureError(NODE, failed, ONLY, 0).description).toBe(
			`${advice} The file of this item is kept: to get it, set 'On Error' to Continue and retry the execution with the currently saved workflow.`,
		);
	});

	it.each<Failure>([
		{ kind: 'parameter', message: 'Empty' },
		{ kind: 'status', statusCode: 400, meaning: 'badRequest' },
		{ kind: 'status', statusCode: 404, meaning: 'notFound' },
		{ kind: 'status', statusCode: 413, meaning: 'tooLarge' },
		{ kind: 'status', statusCode: 422, meaning: 'unprocessable' },
		{ kind: 'streamError', statusCode: 422, meaning: 'unprocessable', isFirstEvent: true },
	])('A failure that comes again each time says so: $kind $meaning.', (failure) => {
		const { description } = failureError(NODE, failedWith(failure), ONLY, 2);
		expect(description).toContain(
			"are kept: retrying the execution reuses them without paying again. The same item fails again, so correct this item first, or set 'On Error' to Continue and retry it with the currently saved workflow.",
		);
	});

	it('What is kept is said even when there is nothing else to say.', () => {
		const failed = failedWith({ kind: 'stopped' });
		expect(failureError(NODE, failed, ONLY, 2).description).toMatch(/^2 finished documents/);
	});
});
