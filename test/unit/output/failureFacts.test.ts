import type { StatusMeaning } from '../../../nodes/Laddro/common/failure';
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
		{ kind: 'connection', code: 'ECONNRESET', mayBeDelivered: true },
		{ kind: 'request' },
		BUSY,
		{ kind: 'streamError', isFirstEvent: false },
		{ kind: 'unexpectedAnswer', expected: 'file', statusCode: 200 },
		{ kind: 'nothingGenerated', events: '' },
		CONNECTION_CUT,
		{ kind: 'rateLimited', statusCode: 429, retryAt: 0 },
		{ kind: 'stopped' },
		{ kind: 'internal', name: 'RangeError' },
	])('It is in the error: $kind', (failure) => {
		expect(errorOf(failedWith(failure))).toMatchObject({ kind: failure.kind });
	});
});

describe('What the failed call was for', () => {
	it.each(['tailor', 'coverLetter', 'both', 'get', 'getMany', 'downloadPdf'])(
		'The operation is in the error: %s',
		(operation) => {
			expect(errorOf(failedWith(BUSY, {}, { operation }))).toMatchObject({ operation });
		},
	);

	it('It is left out where no call was to be made.', () => {
		expect(errorOf(failedWith({ kind: 'parameter', message: 'Empty' }))).not.toHaveProperty(
			'operation',
		);
	});
});

describe('The document under whose id Laddro has stored something', () => {
	const documentId = 'res_9';
	const stored = failedWith(CONNECTION_CUT, { ids: { resumeId: 'res_9' } }, { documentId });
	const NOTICE =
		'Laddro may have stored the document as res_9: look for it with the resource Saved Document, whose operation Download PDF gets its file, before you request another one.';

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
		const letter = failedWith(CONNECTION_CUT, { ids: { coverLetterId: 'res_9' } }, { documentId });
		expect(errorOf(letter).description).toContain(NOTICE);
	});

	it('Nothing is to be looked for where the id is the one that was asked for.', () => {
		const asked = failedWith(NOT_FOUND, {}, { operation: 'get', documentId });
		expect(errorOf(asked)).toMatchObject({ documentId: 'res_9' });
		expect(errorOf(asked).description).not.toContain('may have stored');
	});

	it('Nothing is said of it where the response names none.', () => {
		const nameless = errorOf(failedWith(CONNECTION_CUT));
		expect(nameless).not.toHaveProperty('documentId');
		expect(nameless.description).not.toContain('may have stored');
	});
});

describe('A failure before any call', () => {
	const lost: FailedTask = { failure: { kind: 'parameter', message: 'The file cannot be read' } };

	it('It says that nothing was sent, and nothing of credits.', () => {
		expect(errorOf(lost)).toEqual({
			message: 'The file cannot be read',
			kind: 'parameter',
			charged: 'no',
			retryable: false,
			attempts: 0,
		});
	});
});

describe('The failure of a call about a stored document', () => {
	it('The advice is for stored documents.', () => {
		const generated = errorOf(failedWith(NOT_FOUND)).description;
		const saved = errorOf(failedWith(NOT_FOUND, {}, { isSaved: true })).description;
		expect(generated).toMatch(/^Choose another resume in 'Resume'/);
		expect(saved).toMatch(/^Choose another document in 'Document'/);
	});
});

it('A stored document without text is a failure that says where the rest of it is.', () => {
	const failure = { kind: 'unexpectedAnswer', expected: 'storedText' } as const;
	const { message, description } = errorOf(failedWith(failure, { isFree: true, charged: 'no' }));
	expect(message).toBe('The stored document has no text');
	expect(description).toMatch(/set 'Output' to As Stored by Laddro/);
	expect(description).not.toMatch(/credit/);
});

describe('The failure of a letter that is to be saved', () => {
	const creation = { isFree: true, isCreation: true };
	const ofStatus = (statusCode: number, meaning: StatusMeaning) =>
		errorOf(failedWith({ kind: 'status', statusCode, meaning }, creation, { isSaved: true }))
			.description;

	it('Where the letter may have been saved it says so, and is not tried again.', () => {
		const { description, retryable } = errorOf(failedWith(CONNECTION_CUT, creation));
		expect(description).toMatch(/^The letter may have been saved/);
		expect(retryable).toBe(false);
		expect(ofStatus(500, 'unavailable')).toMatch(/The letter may have been saved/);
		expect(ofStatus(524, 'serverError')).toMatch(/The letter may have been saved/);
	});

	it.each([
		[503, 'unavailable', /Max Retries/],
		[422, 'unprocessable', /'Letter', 'Full Name'/],
		[413, 'tooLarge', /'Letter'/],
		[403, 'scopeMissing', /save cover letters/],
		[404, 'notFound', /^Check 'Base URL'/],
	] as const)('A status %d (%s) did not save it.', (statusCode, meaning, advice) => {
		expect(ofStatus(statusCode, meaning)).toMatch(advice);
		expect(ofStatus(statusCode, meaning)).not.toMatch(/may have been saved|credit/);
	});

	it('A response without its id says that it may have been saved.', () => {
		const failure = { kind: 'unexpectedAnswer', expected: 'letterId', statusCode: 201 } as const;
		const { message, description } = errorOf(failedWith(failure, creation));
		expect(message).toMatch(/expected the ID of the letter$/);
		expect(description).toMatch(/The letter may have been saved/);
	});
});

describe('The failure of a call that costs nothing', () => {
	const free = failedWith(CONNECTION_CUT, { isFree: true });

	it('It says nothing of credits, and may be tried again later.', () => {
		expect(errorOf(free)).toMatchObject({ retryable: true });
		expect(errorOf(free)).not.toHaveProperty('description');
	});

	it('The same failure of a paid call does not.', () => {
		expect(errorOf(failedWith(CONNECTION_CUT))).toMatchObject({
			retryable: false,
			description: expect.stringContaining('Credits may have been charged'),
		});
	});
});

describe('A call of whose stream nothing had arrived', () => {
	it('It has no sections in its error, as one that had no stream.', () => {
		for (const sections of [undefined, new Map<string, string>()]) {
			const error = errorOf(failedWith(CONNECTION_CUT, {}, { sections }));
			expect(error).not.toHaveProperty('sections');
			expect(error).not.toHaveProperty('sectionOrder');
		}
	});
});

describe('A finished resume whose letter failed', () => {
	const resume = { document: '# Resume', format: 'markdown', complete: true };
	const failed = failedWith(CONNECTION_CUT, {}, { operation: 'coverLetter', resume });

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
				/^The cover letter failed: Laddro's response broke off .* The resume is complete; do not request it again\.$/,
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
