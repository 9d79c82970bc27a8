import type { Outcome } from '../../../../nodes/Laddro/api/call';
import type { ApiRequest } from '../../../../nodes/Laddro/api/request';
import { getMany } from '../../../../nodes/Laddro/operations/document/getMany';
import { BadExpression, parametersWith } from '../../parameters/context';
import { runWith, taskFor } from '../task';

const all = (count: number) =>
	Array.from({ length: count }, (_, number) => ({ id: number, resumeId: `res_${number}` }));

/** An account with this many documents. */
const account =
	(count: number) =>
	({ query = {} }: ApiRequest): Partial<Outcome<Record<string, unknown>>> => {
		const offset = Number(query.offset);
		const items = all(count).slice(offset, offset + Number(query.limit));
		return { value: { items, total: count } };
	};

async function run(parameters: Record<string, unknown>, json = account(120)) {
	const result = await runWith(taskFor(getMany, parameters), { json });
	return { ...result, queries: result.requests.map(({ query }) => query) };
}

const itemsOf = (count: number) => all(count).map(({ resumeId }) => ({ id: resumeId, resumeId }));

describe('Getting many stored documents', () => {
	it('It is an item for each, with the id that other calls take.', async () => {
		const { requests, json } = await run({ limit: 2 });
		expect(requests).toEqual([
			{ method: 'GET', path: '/v1/resumes', query: { limit: 2, offset: 0 } },
		]);
		expect(json).toEqual(itemsOf(2));
	});

	it('Letters have a list of their own.', async () => {
		const { requests } = await run({ documentType: 'coverLetter', limit: 1 });
		expect(requests).toMatchObject([{ path: '/v1/cover-letters' }]);
	});

	it('A page with more rows than a call takes arguments is read as well.', async () => {
		const items = all(150_000);
		const { json } = await run({ returnAll: true }, () => ({ value: { items, total: 150_000 } }));
		expect(json).toHaveLength(150_000);
	});

	it('All are read page by page, whatever the limit says.', async () => {
		const { json, queries } = await run({ returnAll: true, limit: 'wrong' });
		expect(json).toEqual(itemsOf(120));
		expect(queries).toEqual([
			{ limit: 50, offset: 0 },
			{ limit: 50, offset: 50 },
			{ limit: 50, offset: 100 },
		]);
	});

	it.each([
		[1, 1],
		[50, 1],
		[51, 2],
		[100, 2],
		[1000, 3],
	])('Of 120 documents up to %d are returned, with %d requests.', async (limit, requests) => {
		const { json, queries } = await run({ limit });
		expect(json).toEqual(itemsOf(Math.min(limit, 120)));
		expect(queries).toHaveLength(requests);
	});

	it('A server that sends more than it was asked for does not exceed the limit.', async () => {
		const { json } = await run({ limit: 2 }, () => ({ value: { data: all(9) } }));
		expect(json).toEqual(itemsOf(2));
	});

	it('An account without documents gives no item, and is no failure.', async () => {
		const { items, failed } = await run({}, account(0));
		expect(items).toEqual([]);
		expect(failed).toBeUndefined();
	});

	it('When a page fails there is no item, and no further request.', async () => {
		const failure = { kind: 'status', statusCode: 503, meaning: 'unavailable' } as const;
		const { items, failed, requests } = await run({ returnAll: true }, (request) =>
			request.query?.offset === 50
				? { failure, attempts: 4, value: undefined }
				: account(120)(request),
		);
		expect(items).toEqual([]);
		expect(failed).toEqual({
			failure,
			call: expect.objectContaining({ failure, attempts: 4 }),
			operation: 'getMany',
			isSaved: true,
		});
		expect(requests).toHaveLength(2);
	});

	it.each<[string, Record<string, unknown>]>([
		["'Document Type' has an unknown value", { documentType: 'photo' }],
		["'Return All' is not true or false", { returnAll: 'yes' }],
		["'Limit' is not a whole number of 1 or more", { limit: 0 }],
		["'Limit' is not a whole number", { limit: 1.5 }],
		["'Include Input Fields' is not", { options: { includeInputFields: 'yes' } }],
		["'Max Retries' is not", { requestOptions: { maxRetries: -1 } }],
		['x is not defined', { limit: new BadExpression('x is not defined') }],
	])('The failure of a wrong parameter names it: %s', (message, parameters) => {
		expect(getMany.read(parametersWith(parameters))).toMatchObject({
			failure: { message: expect.stringContaining(message) },
		});
	});

	it('Its limits and whether input fields are kept are read.', () => {
		const parameters = { options: { includeInputFields: true }, requestOptions: { timeout: 7 } };
		expect(taskFor(getMany, parameters)).toMatchObject({
			limits: { timeout: 7000 },
			includeInputFields: true,
		});
	});

	it('It has the words by which people know it.', () => {
		expect(getMany).toMatchObject({
			resource: 'document',
			value: 'getMany',
			label: 'Get Many',
			action: 'Get many documents',
			credits: 0,
		});
	});
});
