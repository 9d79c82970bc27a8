import { downloadPdf } from '../../../../nodes/Laddro/operations/document/downloadPdf';
import { get } from '../../../../nodes/Laddro/operations/document/get';
import { BadExpression, parametersWith } from '../../parameters/context';
import { runWith, taskFor } from '../task';

const NOT_FOUND = { kind: 'status', statusCode: 404, meaning: 'notFound' } as const;
const letter = { documentType: 'coverLetter', documentId: 'let_1' };

describe('Getting a stored document', () => {
	it.each([
		[{ documentId: { mode: 'list', value: 'res_1' } }, '/v1/resumes/res_1'],
		[{ documentId: ' res_1 ' }, '/v1/resumes/res_1'],
		[{ documentId: 17 }, '/v1/resumes/17'],
		[letter, '/v1/cover-letters/let_1'],
		[{ documentId: 'ä€😀' }, '/v1/resumes/%C3%A4%E2%82%AC%F0%9F%98%80'],
		[{ documentId: '..a' }, '/v1/resumes/..a'],
		[{ documentId: 'a..' }, '/v1/resumes/a..'],
	])('With %j it is one request to %s.', async (parameters, path) => {
		const { requests } = await runWith(taskFor(get, parameters));
		expect(requests).toEqual([{ method: 'GET', path }]);
	});

	it('It is one item with what the API says, and the id that other calls take.', async () => {
		const value = { id: 17, resumeId: 'res_1', title: 'Engineer', experience: [{ a: 1 }] };
		const { items, failed } = await runWith(taskFor(get, { documentId: 'res_1' }), {
			json: () => ({ value }),
		});
		expect(items).toEqual([{ json: { ...value, id: 'res_1' } }]);
		expect(failed).toBeUndefined();
	});

	it('When it fails there is no item, but what it was for.', async () => {
		const { items, failed } = await runWith(taskFor(get, letter), {
			json: () => ({ failure: NOT_FOUND, value: undefined }),
		});
		expect(items).toEqual([]);
		expect(failed).toEqual({
			failure: NOT_FOUND,
			call: expect.objectContaining({ failure: NOT_FOUND, isFree: true }),
			operation: 'get',
			documentId: 'let_1',
			isSaved: true,
		});
	});

	it.each([
		['', "'Document' is empty"],
		['  ', "'Document' is empty"],
		[null, "'Document' is empty"],
		[{ mode: 'list', value: '' }, "'Document' is empty"],
		[[], "'Document' is not text"],
		['a/b', "'Document' is not the ID of a document"],
		['a\\b', "'Document' is not the ID of a document"],
		['a b', "'Document' is not the ID of a document"],
		['a\u200bb', "'Document' is not the ID of a document"],
		['res_1\ud83d', "'Document' is not the ID of a document"],
		['a?b', "'Document' is not the ID of a document"],
		['a#b', "'Document' is not the ID of a document"],
		['.', "'Document' is not the ID of a document"],
		['..', "'Document' is not the ID of a document"],
		['https://laddro.com/resumes/res_1', "'Document' is not the ID of a document"],
	])('The id %j is refused: %s', (documentId, message) => {
		for (const operation of [get, downloadPdf]) {
			expect(operation.read(parametersWith({ documentId }))).toMatchObject({
				ok: false,
				failure: { kind: 'parameter', message, advice: expect.stringMatching(/\.$/) },
			});
		}
	});

	it.each<[string, Record<string, unknown>]>([
		["'Document Type' has an unknown value", { documentType: 'photo' }],
		["'Include Input Fields' is not", { options: { includeInputFields: 'yes' } }],
		["'Max Retries' is not a whole", { requestOptions: { maxRetries: 11 } }],
		['x is not defined', { documentId: new BadExpression('x is not defined') }],
	])('The failure of a wrong parameter names it: %s', (message, parameters) => {
		expect(get.read(parametersWith({ documentId: 'res_1', ...parameters }))).toMatchObject({
			failure: { message: expect.stringContaining(message) },
		});
	});

	it('Its limits and whether input fields are kept are read.', () => {
		const { limits, includeInputFields, check } = taskFor(get, {
			documentId: 'res_1',
			options: { includeInputFields: true },
			requestOptions: { maxRetries: 1, idleTimeout: 2, timeout: 3 },
		});
		expect(limits).toEqual({ maxRetries: 1, idleTimeout: 2000, timeout: 3000 });
		expect(includeInputFields).toBe(true);
		expect(check).toBeUndefined();
	});

	it('It has the words by which people know it, and says what it costs.', () => {
		expect(get).toMatchObject({
			resource: 'document',
			value: 'get',
			label: 'Get',
			action: 'Get document',
			description: expect.stringContaining('no credits'),
		});
	});
});
