import type { IDataObject, StructuredChunk } from 'n8n-workflow';
import type { Behaviour, ReceivedRequest } from '../../emulator';
import { generated, hasHeading, outputItems } from './expected';
import { outputOf, pairedWith, postingOf, postings, Stage, type Staging } from './stage';

let stage: Stage;
afterEach(async () => await stage.close());

const resume = (row = 0) => generated('tailor', postingOf(row));
const letter = (row = 0) => generated('coverLetter', postingOf(row));

const run = async ({ parameters, ...staging }: Staging = {}) =>
	await stage.run({ parameters: { operation: 'both', ...parameters }, ...staging });

/** The letter's answer is this; all else is as usual. */
const letterIs = (behaviour: Behaviour) => ({
	behaviour: ({ operation }: ReceivedRequest) =>
		operation === 'coverLetter' ? behaviour : undefined,
});

const OPERATIONS: Readonly<Record<string, string>> = {
	'/v1/tailor': 'tailor',
	'/v1/cover-letters/generate': 'coverLetter',
};
const asked = () => stage.emulator.ledger.requests.map(({ path }) => OPERATIONS[path]);
const errorOf = ([item]: IDataObject[]) => item?.error as IDataObject;

describe('Resume and letter in one operation', () => {
	it('are one document item, each written by the rules of its kind', async () => {
		stage = await Stage.open();
		const result = await run({ parameters: { output: 'document', documentFormat: 'text' } });
		const [item] = outputOf(result);
		expect(outputOf(result)).toHaveLength(1);
		expect(Object.keys(item!)).toEqual([
			'resume',
			'coverLetter',
			'format',
			'operation',
			'resumeId',
			'documentId',
			'coverLetterId',
			'resumeSections',
			'coverLetterSections',
			'complete',
		]);
		expect(item).toMatchObject({
			resume: expect.stringMatching(/^([^\n]+\n){2}[^\n]+ · [^\n]+\n\nSummary\n/),
			coverLetter: expect.not.stringMatching(/^Greeting/),
			format: 'text',
			operation: 'both',
			resumeId: null,
			resumeSections: Object.fromEntries(resume()),
			coverLetterSections: Object.fromEntries(letter()),
			complete: true,
		});
		expect(asked()).toEqual(['tailor', 'coverLetter']);
		expect(stage.emulator.ledger.credits).toBe(5);
	});

	it("are the resume's sections and then the letter's, each with its own operation", async () => {
		stage = await Stage.open();
		const result = await run();
		expect(outputOf(result)).toEqual([
			...outputItems({ operation: 'tailor', resumeId: null, sections: resume() }, 'sections'),
			...outputItems({ operation: 'coverLetter', resumeId: null, sections: letter() }, 'sections'),
		]);
		expect(new Set(pairedWith(result))).toEqual(new Set([0]));
	});

	it('of many rows come in the order of the rows, whatever finished first', async () => {
		stage = await Stage.open({
			behaviour: ({ body }) => ({
				delay: String(body.jobDescription).startsWith('Posting number 0') ? 200 : 1,
			}),
		});
		const parameters = { output: 'document', requestOptions: { concurrency: 3 } };
		const result = await run({ rows: postings(7), parameters });
		expect(pairedWith(result)).toEqual([0, 1, 2, 3, 4, 5, 6]);
		expect(outputOf(result).map(({ resumeSections }) => resumeSections)).toEqual(
			postings(7).map((_, row) => Object.fromEntries(resume(row))),
		);
		expect(stage.emulator.ledger.credits).toBe(35);
	});

	it('send the mode with the resume only, and everything else with both', async () => {
		stage = await Stage.open();
		const options = { mode: 'new', additionalFields: '{"tone":"warm"}' };
		await run({ parameters: { positionName: 'Nurse', options: { language: 'en', ...options } } });
		const common = { jobDescription: postingOf(0), language: 'en', positionName: 'Nurse' };
		expect(stage.emulator.ledger.requests.map(({ body }) => body)).toEqual([
			{ ...common, tone: 'warm', mode: 'new' },
			{ ...common, tone: 'warm' },
		]);
	});

	it('are each tried again by themselves, and paid for once', async () => {
		stage = await Stage.open({
			behaviour: ({ attempt }) => (attempt === 1 ? 'status_503' : undefined),
		});
		const result = await run({ parameters: { output: 'document' } });
		expect(outputOf(result)).toMatchObject([{ complete: true }]);
		expect(asked()).toEqual(['tailor', 'tailor', 'coverLetter', 'coverLetter']);
		expect(stage.emulator.ledger.credits).toBe(5);
		expect(result.task('Laddro').hints).toMatchObject([
			{
				message: expect.stringMatching(
					/^1 of 1 item done; 4 requests; 1 item took more than one try; /,
				),
			},
		]);
	});
});

describe('When the resume fails', () => {
	it('the letter is not asked for', async () => {
		stage = await Stage.open({ behaviour: () => 'status_422' });
		const result = await run({ onError: 'continueRegularOutput' });
		expect(errorOf(outputOf(result))).not.toHaveProperty('resume');
		expect(asked()).toEqual(['tailor']);
	});

	it('after an interruption what arrived of it can be kept, without a letter', async () => {
		stage = await Stage.open({ behaviour: () => 'truncated', documentIds: 'none' });
		const parameters = { output: 'document', requestOptions: { onInterruption: 'keepPartial' } };
		expect(outputOf(await run({ parameters }))).toMatchObject([
			{
				resume: expect.stringContaining('## Summary'),
				coverLetter: null,
				coverLetterSections: {},
				complete: false,
				interruption: expect.stringContaining('ended'),
			},
		]);
		expect(asked()).toEqual(['tailor']);
	});
});

describe('When the letter fails', () => {
	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'the resume is in the error: %s',
		async (onError) => {
			stage = await Stage.open(letterIs('status_422'));
			const result = await run({ onError });
			const [item] = outputOf(result, onError === 'continueErrorOutput' ? 1 : 0);
			expect(item?.error).toMatchObject({
				statusCode: 422,
				description: expect.stringMatching(/The resume is complete.*'error\.resume'/),
				resume: {
					document: expect.stringContaining('## Summary'),
					operation: 'tailor',
					sections: Object.fromEntries(resume()),
					complete: true,
				},
			});
			expect(stage.emulator.ledger.credits).toBe(3);
		},
	);

	it('and the run stops, the error says that the resume is kept', async () => {
		stage = await Stage.open(letterIs('status_422'));
		const result = await run();
		expect(result.task('Laddro').error?.description).toMatch(
			/1 finished document of this run is kept: retrying the execution reuses it/,
		);
	});

	it('the sections of an interrupted letter are kept beside the resume', async () => {
		stage = await Stage.open(letterIs('truncated'));
		const failed = errorOf(outputOf(await run({ onError: 'continueRegularOutput' })));
		expect(failed.sectionOrder).toEqual(
			letter()
				.slice(0, 2)
				.map(([section]) => section),
		);
		expect(failed.resume).toMatchObject({ sections: Object.fromEntries(resume()) });
	});

	it('an interrupted letter is handed on with the resume where that is wanted', async () => {
		stage = await Stage.open(letterIs('truncated'));
		const requestOptions = { onInterruption: 'keepPartial' };
		expect(
			outputOf(await run({ parameters: { output: 'document', requestOptions } })),
		).toMatchObject([
			{
				resumeSections: Object.fromEntries(resume()),
				coverLetterSections: Object.fromEntries(letter().slice(0, 2)),
				complete: false,
				interruption: expect.any(String),
			},
		]);
		const sections = outputOf(await run({ parameters: { requestOptions } }));
		expect(sections.map(({ operation, complete }) => [operation, complete])).toEqual([
			...resume().map(() => ['tailor', true]),
			...letter()
				.slice(0, 2)
				.map(() => ['coverLetter', false]),
		]);
	});
});

describe('Live, resume and letter', () => {
	it('are one part, with headings for the resume only', async () => {
		stage = await Stage.open();
		const chunks: StructuredChunk[] = [];
		await run({ onChunk: (chunk) => void chunks.push(chunk), parameters: { output: 'document' } });
		const types = chunks.map(({ type }) => type);
		expect([types[0], types.at(-1)]).toEqual(['begin', 'end']);
		expect(new Set(types.slice(1, -1))).toEqual(new Set(['item']));
		const text = chunks.map(({ content = '' }) => content).join('');
		expect(text.match(/^## /gm)).toHaveLength(
			resume().filter(([section]) => hasHeading(section)).length,
		);
		expect(text).toContain(`\n\n${letter()[0]?.[1]}`);
	});

	it('end with an error when the letter fails', async () => {
		stage = await Stage.open(letterIs('status_422'));
		const types: string[] = [];
		await run({ onChunk: ({ type }) => void types.push(type), onError: 'continueRegularOutput' });
		expect(types.filter((type) => type !== 'item')).toEqual(['begin', 'error']);
	});
});

describe("As an agent's tool", () => {
	it('both are answered once, without their sections', async () => {
		stage = await Stage.open();
		const result = await run({ isTool: true, parameters: { output: 'document' } });
		expect(outputOf(result)).toEqual([
			{
				resume: expect.stringContaining('## Summary'),
				coverLetter: expect.any(String),
				documentId: expect.any(String),
				coverLetterId: expect.any(String),
				format: 'markdown',
				complete: true,
			},
		]);
	});

	it('a letter that failed says so, and hands the resume on', async () => {
		stage = await Stage.open(letterIs('status_422'));
		const result = await run({ isTool: true });
		expect(outputOf(result)).toEqual([
			{
				error: expect.stringMatching(/^The cover letter failed: .*do not .* it again\.$/),
				resume: expect.stringContaining('## Summary'),
			},
		]);
	});
});
