import type { Failure } from '../../../nodes/Laddro/common/failure';
import {
	failureError,
	failureItem,
	toolFailureItem,
	type FailedTask,
} from '../../../nodes/Laddro/output/failureOutput';
import { CONNECTION_CUT, failedWith, NODE } from './generation';

const ONLY = { itemIndex: 0, itemCount: 1 };
const BUSY = { kind: 'status', statusCode: 503, meaning: 'unavailable' } as const;
const NOT_FOUND = { kind: 'status', statusCode: 404, meaning: 'notFound' } as const;

function errorOf(failed: FailedTask): Record<string, unknown> {
	return { ...Object(failureItem(failed, ONLY).json.error) };
}

describe('The kind of a failure', () => {
	it.each<Failure>([
		{ kind: 'parameter', message: 'Empty' },
		{ kind: 'connection', code: 'ECONNRESET' },
		{ kind: 'request' },
		BUSY,
		{ kind: 'streamError', isFirstEvent: false },
		{ kind: 'unexpectedAnswer', expected: 'file', statusCode: 200 },
		{ kind: 'nothingGenerated' },
		CONNECTION_CUT,
		{ kind: 'rateLimited', statusCode: 429, retryAt: 0 },
		{ kind: 'stopped' },
	])('It is in the error: $kind', (failure) => {
		expect(errorOf({ call: failedWith(failure) })).toMatchObject({ kind: failure.kind });
	});
});

describe('What the failed call was for', () => {
	it.each(['tailor', 'coverLetter', 'both', 'get', 'getMany', 'downloadPdf'])(
		'The operation is in the error: %s',
		(operation) => {
			expect(errorOf({ call: failedWith(BUSY), operation })).toMatchObject({ operation });
		},
	);

	it('It is left out where no call was to be made.', () => {
		expect(
			errorOf({ call: failedWith({ kind: 'parameter', message: 'Empty' }) }),
		).not.toHaveProperty('operation');
	});
});

describe('The document under whose id Laddro has stored something', () => {
	const stored = {
		call: failedWith(CONNECTION_CUT, { ids: { resumeId: 'res_9' } }),
		documentId: 'res_9',
	};
	const NOTICE =
		'Laddro names the document res_9: look for it with the resource Saved Document before you ask for another one.';

	it('Its id is in the error, and the description says where to look for it.', () => {
		expect(errorOf(stored)).toMatchObject({
			documentId: 'res_9',
			description: expect.stringContaining(NOTICE),
		});
	});

	it('The error that ends the node and the text for a model say so as well.', () => {
		expect(failureError(NODE, stored, ONLY, 0).description).toContain(NOTICE);
		expect(toolFailureItem(stored, ONLY).json.error).toContain(NOTICE);
	});

	it('A letter is found by its own id.', () => {
		const call = failedWith(CONNECTION_CUT, { ids: { coverLetterId: 'res_9' } });
		expect(errorOf({ ...stored, call }).description).toContain(NOTICE);
	});

	it('Nothing is to be looked for where the id is the one that was asked for.', () => {
		const asked = { call: failedWith(NOT_FOUND), operation: 'get', documentId: 'res_9' };
		expect(errorOf(asked)).toMatchObject({ documentId: 'res_9' });
		expect(errorOf(asked).description).not.toContain('Laddro names');
	});

	it('Nothing is said of it where the answer names none.', () => {
		const nameless = errorOf({ call: failedWith(CONNECTION_CUT) });
		expect(nameless).not.toHaveProperty('documentId');
		expect(nameless.description).not.toContain('Laddro names');
	});
});

describe('The failure of a call that costs nothing', () => {
	const free = { call: failedWith(CONNECTION_CUT, { isFree: true }) };

	it('It says nothing of credits, and may be tried again later.', () => {
		expect(errorOf(free)).toMatchObject({ retryable: true });
		expect(errorOf(free)).not.toHaveProperty('description');
	});

	it('The same failure of a paid call does not.', () => {
		expect(errorOf({ call: failedWith(CONNECTION_CUT) })).toMatchObject({
			retryable: false,
			description: expect.stringContaining('Credits may have been charged'),
		});
	});
});

describe('A call that had no stream', () => {
	it('It has no sections in its error.', () => {
		const { sections, ...call } = failedWith(CONNECTION_CUT);
		expect(sections?.size).toBe(0);
		const error = errorOf({ call });
		expect(error).not.toHaveProperty('sections');
		expect(error).not.toHaveProperty('sectionOrder');
	});
});

describe('A finished resume whose letter failed', () => {
	const resume = { document: '# Resume', format: 'markdown', complete: true };
	const failed = { call: failedWith(CONNECTION_CUT), operation: 'coverLetter', resume };

	it('It stands in the error, whose description says so.', () => {
		expect(errorOf(failed)).toMatchObject({
			resume,
			description: expect.stringMatching(/The resume is complete and is in 'error\.resume'\.$/),
		});
	});

	it('A model gets its text, and is told not to ask for it again.', () => {
		const { json } = toolFailureItem(failed, { itemIndex: 2, itemCount: 1 });
		expect(json).toEqual({
			error: expect.stringMatching(
				/^The cover letter failed: The connection was cut .* The resume is complete; do not ask for it again\.$/,
			),
			resume: '# Resume',
		});
	});

	it('The error that ends the node counts it among what is kept.', () => {
		const { description } = failureError(NODE, failed, ONLY, 1);
		expect(description).toContain('1 finished document of this run is kept');
		expect(description).not.toContain('error.resume');
	});
});
