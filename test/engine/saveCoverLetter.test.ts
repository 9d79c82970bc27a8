import type { INodeParameters } from 'n8n-workflow';
import type { Behaviour, ReceivedRequest } from '../../emulator';
import { outputOf, pairedWith, postings, Stage, type Staging } from './stage';

let stage: Stage;
let behave: (request: ReceivedRequest) => Behaviour | undefined;

beforeAll(async () => {
	stage = await Stage.open({ behaviour: (request) => behave(request) });
});
afterAll(() => stage.close());
beforeEach(() => {
	behave = () => undefined;
	stage.emulator.ledger.clear();
});

const save = async (parameters: INodeParameters = {}, staging: Staging = {}) =>
	await stage.run({
		...staging,
		parameters: {
			resource: 'document',
			operation: 'createCoverLetter',
			letterContent: '={{ $json.posting }}',
			fullName: 'Maya Okafor',
			...parameters,
		},
	});
const read = async (operation: string, id: unknown) =>
	await stage.run({
		parameters: {
			resource: 'document',
			operation,
			output: 'asSent',
			documentType: 'coverLetter',
			documentId: { __rl: true, mode: 'id', value: String(id) },
		},
	});

/** The letter that Laddro has stored. */
const contentOf = async (id: unknown): Promise<string> => {
	const [{ data = {} } = {}] = outputOf(await read('get', id));
	return String(Object(data).letterContent);
};

describe('Save Cover Letter', () => {
	it('stores the letter for nothing, and Get and Download PDF find it by its id', async () => {
		const letterContent = 'Dear Jane,\n\n- **Go** & Töölö <script>x()</script>\n\nMaya';
		const letterDetails = { title: 'To Acme', companyName: 'Acme', hiringManager: 'Jane' };
		const result = await save({ letterContent, letterDetails });
		const [item = {}] = outputOf(result);
		expect(Object.entries(item)).toEqual([
			['documentId', expect.any(String)],
			['title', 'To Acme'],
			['operation', 'createCoverLetter'],
			['complete', true],
		]);
		expect(stage.emulator.ledger.credits).toBe(0);
		expect(await contentOf(item.documentId)).toBe(
			'<p>Dear Jane,</p>\n<ul>\n<li><strong>Go</strong> &amp; Töölö</li>\n</ul>\n<p>Maya</p>',
		);
		const downloaded = await read('downloadPdf', item.documentId);
		expect(outputOf(downloaded)).toMatchObject([{ mimeType: 'application/pdf', complete: true }]);
	});

	it('stores one letter for each item, in their order', async () => {
		const result = await save({}, { rows: postings(3) });
		expect(pairedWith(result)).toEqual([0, 1, 2]);
		const [, second = {}] = outputOf(result);
		expect(await contentOf(second.documentId)).toMatch(/Posting number 1:/);
	});

	it('stores a letter of 1 MB', async () => {
		const words = 'Työtä ja **intoa** riittää. '.repeat(36_000);
		const result = await save({}, { rows: [{ posting: words }] });
		const [{ documentId } = {}] = outputOf(result);
		const content = await contentOf(documentId);
		expect(content).toMatch(/^<p>Työtä ja <strong>intoa<\/strong> riittää\./);
		expect(content.match(/<strong>/g)).toHaveLength(36_000);
	});

	it.each([
		['no letter', { letterContent: '={{ "" }}' }, /^'Letter' is empty/],
		['a letter of nothing visible', { letterContent: '<p>&nbsp;</p>' }, /^'Letter' is empty/],
		['an object for a letter', { letterContent: '={{ $json }}' }, /^'Letter' is not text/],
		['an object in the text', { letterContent: '={{ "" + $json }}' }, /^'Letter' is not text/],
		['no name', { fullName: '={{ null }}' }, /^'Full Name' is empty/],
	])('fails with %s before any request is sent', async (_, parameters, message) => {
		const result = await save(parameters, { rows: postings(2) });
		expect(result.task('Laddro').error).toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringMatching(message),
		});
		expect(stage.emulator.ledger.requests).toEqual([]);
	});
});

describe('A letter is saved once', () => {
	it('by each item, although another one made Retry On Fail run the node again', async () => {
		behave = ({ operation, body, attempt }) =>
			operation === 'save' && attempt === 1 && /number 2/.test(String(body.letterContent))
				? { status: 422, body: {} }
				: undefined;
		const result = await save({}, { rows: postings(4), maxTries: 3 });
		expect(result.run.status).toBe('success');
		expect(new Set(outputOf(result).map(({ documentId }) => documentId)).size).toBe(4);
		const sent = stage.emulator.ledger.requests.map(({ body }) =>
			String(Object(body).letterContent),
		);
		expect(sent).toHaveLength(5);
		expect(new Set(sent).size).toBe(4);
	});

	it.each([429, 503])('also after a status %d, with which it was refused', async (status) => {
		behave = ({ attempt }) =>
			attempt === 1 ? { status, headers: { 'retry-after': '0' }, body: {} } : undefined;
		expect(outputOf(await save())).toHaveLength(1);
		expect(stage.emulator.ledger.requests).toHaveLength(2);
	});

	it.each([500, 502, 504])(
		'and not tried again after a status %d, since it may be there',
		async (status) => {
			behave = () => ({ status, body: {} });
			const result = await save({}, { onError: 'continueErrorOutput' });
			expect(outputOf(result, 1)).toMatchObject([
				{
					error: {
						operation: 'createCoverLetter',
						retryable: false,
						description: expect.stringMatching(/may have been saved/),
					},
				},
			]);
			expect(stage.emulator.ledger.requests).toHaveLength(1);
		},
	);
});
