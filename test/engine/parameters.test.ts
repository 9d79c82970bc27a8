import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Operation } from '../../emulator';
import { outputOf, pairedWith, postingOf, postings, Stage } from './stage';

let stage: Stage;
beforeEach(async () => (stage = await Stage.open()));
afterEach(async () => await stage.close());

/** The bodies that were sent, in the order in which they arrived. */
const bodies = () => stage.emulator.ledger.streaming.map(({ body }) => body);

async function bodySent(parameters: INodeParameters, row: IDataObject = {}) {
	await stage.run({ parameters, rows: postings(1, row) });
	expect(bodies()).toHaveLength(1);
	return bodies()[0];
}

describe('The request body', () => {
	it('holds only the posting when nothing else is set', async () => {
		expect(await bodySent({})).toEqual({ jobDescription: postingOf(0) });
	});

	it.each([
		['an empty From List', { __rl: true, mode: 'list', value: '' }],
		[
			'the entry Default Resume of From List',
			{ __rl: true, mode: 'list', value: '', cachedResultName: 'Default Resume' },
		],
		['an empty By ID', { __rl: true, mode: 'id', value: '' }],
		['blanks', { __rl: true, mode: 'id', value: '  ' }],
		['an expression that finds nothing', { __rl: true, mode: 'id', value: '={{ $json.none }}' }],
	])('has no resumeId for %s, and the item says null', async (_, resumeId) => {
		const run = await stage.run({ parameters: { resumeId } });
		expect(bodies()).toEqual([{ jobDescription: postingOf(0) }]);
		expect(outputOf(run)[0]).toMatchObject({ resumeId: null });
	});

	it.each(['list', 'id'])('names the resume that was chosen by %s', async (mode) => {
		const resumeId = { __rl: true, mode, value: 'res_maya_okafor' };
		expect(await bodySent({ resumeId })).toMatchObject({ resumeId: 'res_maya_okafor' });
	});

	it('has the position name as it is given, and none when it is empty', async () => {
		expect(await bodySent({ positionName: 'Krankenpfleger:in' })).toMatchObject({
			positionName: 'Krankenpfleger:in',
		});
		stage.emulator.ledger.clear();
		expect(await bodySent({ positionName: '' })).not.toHaveProperty('positionName');
	});

	it("has the posting's address instead of its text", async () => {
		const jobUrl = 'https://jobs.example/posting/nurse?lang=fi';
		expect(await bodySent({ jobPosting: jobUrl })).toEqual({ jobUrl });
	});

	it.each<[Operation, IDataObject]>([
		['tailor', { language: 'fi', mode: 'new' }],
		['coverLetter', { language: 'fi' }],
	])('has a language for both operations, a mode for tailor only: %s', async (operation, more) => {
		const parameters = { operation, options: { language: 'fi', mode: 'new' } };
		expect(await bodySent(parameters)).toEqual({
			jobDescription: postingOf(0),
			...more,
		});
	});

	it.each([
		['text', '{ "templateId": "classic", "fontSize": 11, "looks": { "margin": [1, 2] } }'],
		['an object', { templateId: 'classic', fontSize: 11, looks: { margin: [1, 2] } }],
	])('has the additional fields, given as %s', async (_, additionalFields) => {
		const parameters = { options: { additionalFields: '={{ $json.additionalFields }}' } };
		expect(await bodySent(parameters, { additionalFields })).toEqual({
			jobDescription: postingOf(0),
			templateId: 'classic',
			fontSize: 11,
			looks: { margin: [1, 2] },
		});
	});

	it('has the value of a parameter that is set instead of an additional field of its name', async () => {
		const additionalFields = JSON.stringify({
			jobDescription: 'Another posting, longer than twenty characters',
			language: 'de',
			positionName: 'Kept, for the parameter is empty',
		});
		expect(await bodySent({ options: { additionalFields, language: 'sv' } })).toEqual({
			jobDescription: postingOf(0),
			language: 'sv',
			positionName: 'Kept, for the parameter is empty',
		});
	});
});

describe('An expression', () => {
	const jobUrl = 'https://jobs.example/posting/falconer';
	const additionalFields = { templateId: 'classic' };
	const [posting, , truncated, failing, stalling, slow] = postings(6);

	it('is evaluated in every parameter, for each item', async () => {
		const rows = [
			{
				...posting,
				concurrency: 1,
				output: 'document',
				documentFormat: 'text',
				language: 'fi',
				mode: 'new',
			},
			{
				posting: jobUrl,
				resumeId: 'res_maya_okafor',
				positionName: 'X',
				additionalFields,
			},
			{ ...truncated, resumeId: 'res_fault_truncated', onInterruption: 'keepPartial' },
			{ ...failing, resumeId: 'res_fault_status_503', maxRetries: 0 },
			{ ...stalling, resumeId: 'res_fault_stall', idleTimeout: 1 },
			{ ...slow, resumeId: 'res_fault_slow', timeout: '1' },
		];
		const run = await stage.run({
			file: 'expressions.json',
			onError: 'continueRegularOutput',
			rows,
		});

		expect(bodies().slice(0, 2)).toEqual([
			{ jobDescription: posting?.posting, language: 'fi', mode: 'new' },
			{ jobUrl, resumeId: 'res_maya_okafor', positionName: 'X', templateId: 'classic' },
		]);
		expect(stage.emulator.ledger.streaming).toHaveLength(rows.length);
		expect(stage.emulator.ledger.peak).toBe(1);
		const of = (row: number) => outputOf(run).filter((_, n) => pairedWith(run)[n] === row);
		expect(of(0)).toMatchObject([{ format: 'text', sectionCount: 8 }]);
		expect(of(1)).toHaveLength(7);
		expect(of(2)).toMatchObject([{ complete: false }, { complete: false }]);
		expect(of(3)).toMatchObject([{ error: { statusCode: 503, attempts: 1 } }]);
		expect(of(4)).toMatchObject([{ message: 'Laddro sent nothing for 1 second' }]);
		expect(of(5)).toMatchObject([{ message: 'The item took longer than 1 second' }]);
	});
});

describe('A mistake in the parameters of an item', () => {
	// What is wrong, the row's own values, and what the message must name.
	const mistakes: Array<[string, IDataObject, RegExp]> = [
		['an empty posting', { posting: '' }, /^'Job Posting' is empty/],
		['a posting of spaces', { posting: ' \n\t' }, /^'Job Posting' is empty/],
		['a posting that is an object', { posting: { a: 1 } }, /^'Job Posting/],
		[
			'two addresses',
			{ posting: 'https://a.example https://b.example' },
			/^'Job Posting' has more/,
		],
		['additional fields that are a list', { additionalFields: '[1]' }, /^'Additional Body Fields/],
		['additional fields that are no JSON', { additionalFields: '{a' }, /^'Additional Body Fields/],
		['additional fields that are a number', { additionalFields: 7 }, /^'Additional Body Fields/],
		['an unknown output', { output: 'epub' }, /^'Output/],
		['an unknown format', { output: 'document', documentFormat: 'rtf' }, /^'Format/],
		['a language that is an object', { language: { code: 'en' } }, /^'Language/],
		['an unknown mode', { mode: 'fast' }, /^'Mode/],
		['an unknown handling of interruptions', { onInterruption: 'x' }, /^'On Interrupted Stream/],
		['fewer than no retries', { maxRetries: -1 }, /^'Max Retries/],
		['too many retries', { maxRetries: 11 }, /^'Max Retries/],
		['a timeout that is no number', { timeout: 'soon' }, /^'Timeout/],
		['an idle timeout of nothing', { idleTimeout: 0 }, /^'Idle Timeout/],
		['an idle timeout of over an hour', { idleTimeout: 3601 }, /^'Idle Timeout/],
		['a timeout of over a day', { timeout: 86_401 }, /^'Timeout/],
		['a switch that is text', { includeInputFields: 'yes' }, /^'Include Input Fields/],
	];
	const rowsWith = (mistake: IDataObject) => {
		const [first, second, third] = postings(3);
		return [{ ...first }, { ...second, ...mistake }, { ...third }];
	};

	it.each([mistakes[0]!, mistakes.at(-1)!])(
		'%s stops the run before anything is sent',
		async (_, mistake, named) => {
			const run = await stage.run({ file: 'expressions.json', rows: rowsWith(mistake) });
			expect(run.run.status).toBe('error');
			expect(run.task('Laddro').error).toMatchObject({
				name: 'NodeOperationError',
				message: expect.stringMatching(named),
				description: expect.any(String),
				context: { itemIndex: 1 },
			});
			expect(stage.emulator.ledger.requests).toEqual([]);
		},
	);

	it('fails only that item when the run continues on errors, whatever is wrong', async () => {
		const rows = postings(mistakes.length + 2).map((row, n) => ({
			...row,
			...mistakes[n - 1]?.[1],
		}));
		const run = await stage.run({
			file: 'expressions.json',
			onError: 'continueErrorOutput',
			rows,
		});

		expect(pairedWith(run)).toEqual([0, rows.length - 1].flatMap((row) => Array(7).fill(row)));
		expect(outputOf(run, 1)).toEqual(
			mistakes.map(([, , named], n) => ({
				...rows[n + 1],
				message: expect.stringMatching(named),
				error: {
					message: expect.stringMatching(named),
					description: expect.any(String),
					kind: 'parameter',
					charged: 'no',
					retryable: false,
					attempts: 0,
				},
			})),
		);
		expect(bodies()).toHaveLength(2);
	});

	it.each([
		['concurrency', 0],
		['concurrency', 101],
		['requestsPerMinute', -1],
	])('%s of %d stops the run, because it holds for all items', async (name, value) => {
		const rows = postings(2, { [name]: value });
		const run = await stage.run({ file: 'expressions.json', rows });
		expect(run.task('Laddro').error).toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringMatching(/^'(Max Concurrency|Requests per Minute)'/),
		});
		expect(bodies()).toEqual([]);
	});

	it('an unknown resume is an error of the API with the index of the item', async () => {
		const rows = rowsWith({ resumeId: 'res_nobody' });
		const parameters = { requestOptions: { concurrency: 1 } };
		const run = await stage.run({ rows, parameters });
		expect(run.task('Laddro').error).toMatchObject({
			name: 'NodeApiError',
			message: 'Resume not found',
			description: expect.stringContaining('Resume'),
			httpCode: '404',
			context: { itemIndex: 1 },
		});
		expect(bodies()).toHaveLength(2);
		expect(stage.emulator.ledger.credits).toBe(3);
	});

	it('an unknown resume fails only that item when the run continues on errors', async () => {
		const rows = rowsWith({ resumeId: 'res_nobody' });
		const run = await stage.run({ rows, onError: 'continueErrorOutput' });
		expect(outputOf(run, 1)).toMatchObject([
			{ row: 1, error: { statusCode: 404, retryable: false, attempts: 1 } },
		]);
		expect(outputOf(run)).toHaveLength(14);
	});
});

describe("A credential's base URL", () => {
	const rows = postings(2);

	describe('with plain http to a foreign host', () => {
		const baseUrl = 'http://api.laddro.com';

		it('stops the run before anything is sent', async () => {
			const run = await stage.run({ rows, credential: { baseUrl } });
			expect(run.task('Laddro').error).toMatchObject({
				name: 'NodeOperationError',
				message: expect.stringContaining('Base URL'),
				description: expect.stringContaining('Laddro API credential'),
				context: { itemIndex: 0 },
			});
		});

		it('fails every item in the same way when the run continues on errors', async () => {
			const run = await stage.run({
				rows,
				credential: { baseUrl },
				onError: 'continueErrorOutput',
			});
			expect(outputOf(run)).toEqual([]);
			expect(pairedWith(run, 1)).toEqual([0, 1]);
			expect(outputOf(run, 1)).toMatchObject(
				rows.map((row) => ({ ...row, message: expect.stringContaining('Base URL') })),
			);
		});
	});

	it('may end with a slash, or have a path of its own', async () => {
		await stage.run({ credential: { baseUrl: `${stage.emulator.url}/` } });
		expect(stage.emulator.ledger.requests.map(({ path }) => path)).toEqual(['/v1/tailor']);
		await stage.run({ credential: { baseUrl: `${stage.emulator.url}/proxy/laddro` } });
		expect(stage.emulator.ledger.requests.at(-1)?.path).toBe('/proxy/laddro/v1/tailor');
	});
});

describe('Reading the parameters', () => {
	it('fails the first row only for an expression in its options that can not be evaluated', async () => {
		const additionalFields = "={{ $json.row === 0 ? $('Nowhere').item.json : '{}' }}";
		const run = await stage.run({
			rows: postings(3),
			onError: 'continueErrorOutput',
			parameters: { output: 'document', options: { additionalFields } },
		});
		expect(pairedWith(run)).toEqual([1, 2]);
		expect(pairedWith(run, 1)).toEqual([0]);
	});

	it('fails the first row only for an expression in its request options', async () => {
		const maxRetries = "={{ $json.row === 0 ? $('Nowhere').item.json : 3 }}";
		const run = await stage.run({
			rows: postings(3),
			onError: 'continueErrorOutput',
			parameters: { output: 'document', requestOptions: { maxRetries, concurrency: 2 } },
		});
		expect(pairedWith(run)).toEqual([1, 2]);
		expect(pairedWith(run, 1)).toEqual([0]);
	});

	it('lets the event loop do other work in between, before anything is sent', async () => {
		let turns = 0;
		const counting = setInterval(() => turns++, 1);
		const turnsBefore = new Promise<number>((resolve) => {
			void stage.emulator.ledger.waitFor(() => true).then(() => resolve(turns));
		});
		await stage.run({
			file: 'expressions.json',
			rows: [...postings(1500), ...postings(1)],
			onError: 'continueRegularOutput',
			parameters: { jobPosting: '={{ $itemIndex === 1500 ? $json.posting : "" }}' },
		});
		clearInterval(counting);
		// Without pauses it would be 0.
		expect(await turnsBefore).toBeGreaterThan(3);
	});
});
