import { NodeOperationError } from 'n8n-workflow';
import type { Outcome } from '../../../nodes/Laddro/api/call';
import { lookUpFor, responseOf } from '../../../nodes/Laddro/listSearch/lookUp';
import { editorWith, serve } from './picker';

const editor = editorWith('key', 'https://api.laddro.com');
const failure = { kind: 'status', statusCode: 401, meaning: 'keyRefused', message: 'No' } as const;
const CALL: Outcome<Record<string, unknown>> = {
	isFree: true,
	ids: {},
	attempts: 1,
	waited: 0,
	took: 0,
	charged: 'no' as const,
	waitedFor: new Set(),
};

describe("A look-up for one of the editor's lists", () => {
	it('It reads an address with a query, and is done with one request.', async () => {
		const api = await serve({ '/v1/list?limit=5': { items: [1] } });
		const lookUp = await lookUpFor(editorWith('key', api.url));
		expect(await lookUp({ path: '/v1/list', query: { limit: 5 } })).toMatchObject({
			value: { items: [1] },
			attempts: 1,
		});
		expect(api.asked).toEqual(['GET /v1/list?limit=5']);
		await api.close();
	});

	it('It is not tried again, because somebody waits in front of the list.', async () => {
		const busy = await serve({ '/v1/list': 503 });
		const lookUp = await lookUpFor(editorWith('key', busy.url));
		expect(await lookUp({ path: '/v1/list' })).toMatchObject({
			failure: { statusCode: 503 },
			attempts: 1,
		});
		await busy.close();
	});

	it('A credential that can not be used is an error before anything is asked for.', async () => {
		const error: unknown = await lookUpFor(editorWith('key', 'nowhere')).catch(
			(thrown: unknown) => thrown,
		);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({ message: expect.stringContaining("'Base URL'") });
	});
});

describe('The response of a look-up', () => {
	it('It is the object that came, and an empty one where nothing did.', () => {
		expect(responseOf(editor, { ...CALL, value: { a: 1 } })).toEqual({ a: 1 });
		expect(responseOf(editor, CALL)).toEqual({});
	});

	it('A failure is thrown as the error that the editor shows.', () => {
		expect(() => responseOf(editor, { ...CALL, failure })).toThrow(
			expect.objectContaining({ message: 'No', httpCode: '401' }),
		);
	});
});
