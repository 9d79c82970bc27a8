import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { failureError, failureItem } from '../../../nodes/Laddro/output/failures';
import { nodeError } from '../../../nodes/Laddro/output/nodeError';
import { isKept } from '../../../nodes/Laddro/output/outcome';
import { failed, NODE, TWO_SECTIONS } from './generation';

const wholly = {
	kind: 'status',
	message: 'Not enough credits',
	description: 'Buy more.',
	statusCode: 402,
	code: 'insufficient_credits',
} as const;

describe('The item of a failed input', () => {
	it('has exactly the two keys that n8n sends to the error output, and its input', () => {
		const item = failureItem(failed(wholly), 7);
		expect(Object.keys(item.json).sort()).toEqual(['error', 'message']);
		expect(Object.keys(item).sort()).toEqual(['json', 'pairedItem']);
		expect(item).toEqual({
			json: {
				message: 'Not enough credits',
				error: {
					message: 'Not enough credits',
					description: 'Buy more.',
					statusCode: 402,
					code: 'insufficient_credits',
					retryable: false,
					attempts: 1,
				},
			},
			pairedItem: { item: 7 },
		});
	});

	it('leaves out what is not known', () => {
		const { error } = failureItem(failed({ kind: 'stopped', message: 'Stopped' }), 0).json;
		expect(Object.keys(error!)).toEqual(['message', 'retryable', 'attempts']);
	});

	it('keeps the sections that were paid for, and their order', () => {
		const sections = new Map([...TWO_SECTIONS, ['__proto__', 'x']]);
		const { error } = failureItem(failed(wholly, { sections }), 0).json;
		expect(error).toMatchObject({ sectionOrder: ['work_experience', 'skills', '__proto__'] });
		const kept: unknown = Reflect.get(error as object, 'sections');
		expect(Object.entries(kept as object)).toEqual([...sections]);
	});

	it.each([
		[429, false, true],
		[503, false, true],
		[404, false, false],
		[503, true, false],
	])(
		'with status %d and sections %s is worth another try: %s',
		(statusCode, arrived, retryable) => {
			const sections = arrived ? TWO_SECTIONS : new Map<string, string>();
			const { json } = failureItem(failed({ statusCode }, { sections }), 0);
			expect(json.error).toMatchObject({ retryable });
		},
	);

	it.each([
		['one try and no section', {}, 'Buy more.'],
		[
			'several tries',
			{ attempts: 3, waited: 61_000 },
			'Buy more. Laddro was asked 3 times, with 61 seconds of waiting in between.',
		],
		[
			'a section that had arrived',
			{ sections: new Map([['skills', 'x']]) },
			'Buy more. 1 section had arrived, paid for; On Interrupted Stream, in Options, can hand on what arrives.',
		],
		[
			'both',
			{ attempts: 2, waited: 10, sections: TWO_SECTIONS },
			'Buy more. Laddro was asked 2 times, with less than a second of waiting in between. 2 sections had arrived, paid for; On Interrupted Stream, in Options, can hand on what arrives.',
		],
	])('describes what to do after %s', (_, rest, description) => {
		expect(failureItem(failed(wholly, rest), 0).json.error).toMatchObject({ description });
	});
});

describe('The error that ends the node', () => {
	it('carries what happened, what to do, the status and the item', () => {
		const error = failureError(NODE, failed(wholly), 3, 0);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: 'Not enough credits',
			description: 'Buy more.',
			httpCode: '402',
			level: 'warning',
			context: { itemIndex: 3 },
		});
	});

	it.each([
		[1, 'Buy more. 1 other item had already been generated, paid for; On Error: Continue'],
		[12, 'Buy more. 12 other items had already been generated, paid for; On Error: Continue'],
	])('says what is lost with it: %d', (generated, words) => {
		expect(failureError(NODE, failed(wholly), 0, generated).description).toContain(words);
	});

	it('says what is lost even when there is nothing else to say', () => {
		const { description } = failureError(NODE, failed(), 0, 2);
		expect(description).toMatch(/^2 other items had already been generated/);
	});
});

describe("A failure as n8n's error", () => {
	it.each([
		'ECONNREFUSED is what it says',
		'Laddro could not be reached (ETIMEDOUT)',
		'Could not find ENOENT.pdf in the resume',
		'getaddrinfo of the applicant',
		'Bad gateway',
	])("keeps the API's own message: %s", (message) => {
		for (const kind of ['status', 'connection', 'parameter'] as const) {
			for (const statusCode of [undefined, 404, 500]) {
				const error = nodeError(NODE, { kind, message, description: 'Do it.', statusCode }, 0);
				expect(error.message).toBe(message);
				expect(error.description).toBe('Do it.');
			}
		}
	});

	it('is an operation error for a wrong parameter, and an API error for all else', () => {
		const parameter = nodeError(NODE, { kind: 'parameter', message: 'Empty' }, 2);
		expect(parameter).toBeInstanceOf(NodeOperationError);
		expect(parameter.context.itemIndex).toBe(2);
		for (const kind of ['connection', 'request', 'streamError', 'notAStream'] as const) {
			expect(nodeError(NODE, { kind, message: 'x' })).toBeInstanceOf(NodeApiError);
		}
	});

	it('has no status and no item where there are none', () => {
		const error = nodeError(NODE, { kind: 'connection', message: 'x' });
		expect(error).toMatchObject({ httpCode: null });
		expect(error.context).not.toHaveProperty('itemIndex');
	});

	it('keeps the item with the index 0', () => {
		expect(nodeError(NODE, { kind: 'status', message: 'x' }, 0).context.itemIndex).toBe(0);
	});
});

describe('What arrived of a document', () => {
	it.each([
		['keepPartial', 'interrupted', true, true],
		['keepPartial', 'streamError', true, true],
		['keepPartial', 'interrupted', false, false],
		['keepPartial', 'stopped', true, false],
		['fail', 'interrupted', true, false],
	] as const)('with %s, %s and sections %s is handed on: %s', (handling, kind, arrived, kept) => {
		const sections = arrived ? TWO_SECTIONS : new Map<string, string>();
		expect(isKept(failed({ kind }, { sections }), handling)).toBe(kept);
	});
});
