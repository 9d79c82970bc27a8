import type { INodeParameters } from 'n8n-workflow';
import { faultResumeId } from '../../emulator';
import type { EngineRun } from '../../engine';
import { outputOf, pairedWith, postings, Stage, type Staging } from './stage';

let stage: Stage;

beforeAll(async () => {
	stage = await Stage.open();
});
afterAll(() => stage.close());
beforeEach(() => stage.emulator.ledger.clear());

const run = async (parameters: INodeParameters, staging: Staging = {}): Promise<EngineRun> =>
	await stage.run({
		...staging,
		parameters: { resource: 'document', output: 'asSent', ...parameters },
	});
const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const idsOf = (result: EngineRun) => outputOf(result).map(({ id }) => id);

describe.each(['resume', 'coverLetter'])('Stored documents of the type %s', (documentType) => {
	const list = async (more: INodeParameters) =>
		await run({ operation: 'getMany', documentType, ...more });

	it('are listed up to the limit, each paired with the item that asks', async () => {
		const result = await list({ limit: 3 });
		expect(new Set(idsOf(result)).size).toBe(3);
		expect(pairedWith(result)).toEqual([0, 0, 0]);
		expect(stage.emulator.ledger.requests).toHaveLength(1);
	});

	it('are all listed, page by page, with Return All', async () => {
		const all = await list({ returnAll: true });
		const total = outputOf(all).length;
		expect(total).toBeGreaterThan(5);
		expect(new Set(idsOf(all)).size).toBe(total);
		expect(idsOf(await list({ limit: total - 1 }))).toEqual(idsOf(all).slice(0, -1));
	});

	it('can be fetched, and downloaded, by the id that the list gives', async () => {
		const [id = ''] = idsOf(await list({ limit: 1 })).map(String);
		const documentId = byId(id);
		const got = await run({ operation: 'get', documentType, documentId });
		expect(outputOf(got)).toEqual([expect.objectContaining({ id })]);

		const downloaded = await run({ operation: 'downloadPdf', documentType, documentId });
		expect(outputOf(downloaded)).toEqual([
			{
				fileName: expect.stringMatching(/\.pdf$/),
				mimeType: 'application/pdf',
				fileSize: expect.any(Number),
				operation: 'downloadPdf',
				resumeId: documentType === 'resume' ? id : null,
				documentId: id,
				complete: true,
			},
		]);
		const { data } = downloaded.items('Laddro')[0]?.binary ?? {};
		expect(Buffer.from(data?.data ?? '', 'base64').toString('latin1', 0, 5)).toBe('%PDF-');
		expect(stage.emulator.ledger.credits).toBe(1);
	});

	it('can be looked for by the id that a generated document has', async () => {
		const operation = documentType === 'resume' ? 'tailor' : 'coverLetter';
		const generated = await stage.run({ parameters: { operation, output: 'document' } });
		const [{ documentId } = {}] = outputOf(generated);
		const got = await run({ operation: 'get', documentType, documentId: byId(String(documentId)) });
		expect(idsOf(got)).toEqual([documentId]);
	});

	it('come out as a document or by sections, ready to be sent, for nothing', async () => {
		const operation = documentType === 'resume' ? 'tailor' : 'coverLetter';
		const generated = await stage.run({ parameters: { operation, output: 'document' } });
		const [{ documentId } = {}] = outputOf(generated);
		stage.emulator.ledger.clear();
		const get = { operation: 'get', documentType, documentId: byId(String(documentId)) };
		const [item] = outputOf(await run({ ...get, output: 'document', documentFormat: 'html' }));
		const about = {
			operation: 'get',
			documentType,
			documentTitle: expect.any(String),
			documentId,
			complete: true,
		};
		expect(item).toMatchObject({
			document: expect.stringMatching(/<p>/),
			format: 'html',
			...about,
		});
		const sections = outputOf(await run({ ...get, output: 'sections' }));
		expect(sections.length).toBeGreaterThan(0);
		for (const section of sections) expect(section).toMatchObject(about);
		expect(JSON.stringify([item, sections])).not.toMatch(/undefined|\[object Object\]/);
		expect(stage.emulator.ledger.credits).toBe(0);
	});

	it.each([
		['a', 'template', { templateId: byId('PLYWOOD') }, /PLYWOOD|template/i],
		[
			'a',
			'color',
			{ templateId: byId('COBALT'), colorId: byId('invisible') },
			/invisible|colou?r/i,
		],
		['a', 'font', { font: byId('Wingdings') }, /Wingdings|font/i],
	])(
		"are not downloaded with %s %s that does not exist, in the API's own words",
		async (_, __, options, words) => {
			const [id = ''] = idsOf(await list({ limit: 1 })).map(String);
			const documentId = byId(id);
			const result = await run({ operation: 'downloadPdf', documentType, documentId, options });
			expect(result.task('Laddro').error).toMatchObject({
				message: expect.stringMatching(words),
				httpCode: '400',
				context: { itemIndex: 0 },
			});
			expect(stage.emulator.ledger.credits).toBe(0);
		},
	);
});

describe('Before any request is sent,', () => {
	it.each<[string, INodeParameters, RegExp]>([
		['no document', { operation: 'get', documentId: byId('={{ "" }}') }, /^'Document' is empty/],
		[
			'an id with a slash in it',
			{ operation: 'get', documentId: byId('a/b') },
			/^'Document' is not/,
		],
		['a path as an id', { operation: 'downloadPdf', documentId: byId('..') }, /^'Document' is not/],
		[
			'an address as an id',
			{ operation: 'get', documentId: byId('https://a.example/x') },
			/^'Document' is not/,
		],
		[
			'a limit of 0',
			{ operation: 'getMany', limit: 0 },
			/^'Limit' is not a whole number of 1 or more/,
		],
		['a limit of -1', { operation: 'getMany', limit: -1 }, /^'Limit' is not/],
		['a limit of 1.5', { operation: 'getMany', limit: 1.5 }, /^'Limit' is not/],
		[
			'an unknown type',
			{ operation: 'getMany', documentType: '={{ "diploma" }}' },
			/^'Document Type'/,
		],
	])('%s is an error of the item', async (_, parameters, message) => {
		const result = await run(parameters, { rows: postings(2) });
		expect(result.task('Laddro').error).toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringMatching(message),
			context: { itemIndex: 0 },
		});
		expect(stage.emulator.ledger.requests).toEqual([]);
	});
});

describe.each(['sdk', 'doc', 'canonical'] as const)('A resume in the shape %s', (shape) => {
	it('is the same document', async () => {
		const other = await Stage.open({ shape });
		const documentId = byId('res_maya_okafor');
		const parameters = { resource: 'document', operation: 'get', documentId, output: 'document' };
		const [item] = outputOf(await other.run({ parameters }));
		await other.close();
		expect(item).toMatchObject({ documentId: 'res_maya_okafor', operation: 'get' });
		expect(String(item?.document)).toMatch(/^\*{0,2}Maya Okafor/);
		expect(String(item?.document)).toMatch(/^## (Work )?Experience|^## Employment/m);
	});
});

describe('A document that can not be fetched', () => {
	it('fails with advice on documents, and without a word on credits', async () => {
		const parameters = { operation: 'get', documentId: byId('does-not-exist') };
		const result = await run(parameters, { onError: 'continueErrorOutput' });
		expect(outputOf(result, 1)).toMatchObject([
			{
				error: {
					kind: 'status',
					operation: 'get',
					statusCode: 404,
					documentId: 'does-not-exist',
					description: expect.stringMatching(/^Choose another document in 'Document'/),
				},
			},
		]);
		expect(JSON.stringify(outputOf(result, 1))).not.toMatch(/credit/i);
	});

	it.each(['unavailable_once', 'reset_once', 'rate_limited_once'] as const)(
		'at first is asked for again after %s',
		async (fault) => {
			const result = await run({ operation: 'get', documentId: byId(faultResumeId(fault)) });
			expect(result.run.status).toBe('success');
			expect(stage.emulator.ledger.requests).toHaveLength(2);
		},
	);
});
