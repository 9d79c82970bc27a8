import { createHash } from 'node:crypto';
import type { IBinaryData, IBinaryKeyData } from 'n8n-workflow';
import type { ReceivedRequest } from '../../emulator';
import type { EngineRun } from '../../engine';
import { outputOf, pairedWith, postings, rowOf, Stage, type Staging } from './stage';

let stage: Stage;

beforeAll(async () => {
	stage = await Stage.open();
});
afterAll(() => stage.close());
beforeEach(() => stage.emulator.ledger.clear());

/** Runs the node with the output PDF File. */
const runPdf = async ({ parameters, ...staging }: Staging = {}): Promise<EngineRun> =>
	await stage.run({ ...staging, parameters: { output: 'pdf', ...parameters } });

const bytesOf = ({ data }: IBinaryData): Buffer => Buffer.from(data, 'base64');
const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

const filesOf = (run: EngineRun): IBinaryKeyData[] =>
	run.items('Laddro').map(({ binary = {} }) => binary);

describe('The output PDF File', () => {
	it.each([
		['tailor', 'resume.pdf', 3],
		['coverLetter', 'cover-letter.pdf', 2],
	])(
		'of the operation %s is one item with the file in its binary data',
		async (operation, _, credits) => {
			const run = await runPdf({ rows: postings(2), parameters: { operation } });
			expect(pairedWith(run)).toEqual([0, 1]);
			for (const [index, { binary = {}, json }] of run.items('Laddro').entries()) {
				const file = binary.data!;
				const bytes = bytesOf(file);
				expect(Object.keys(binary)).toEqual(['data']);
				expect(file).toMatchObject({
					mimeType: 'application/pdf',
					fileExtension: 'pdf',
					fileName: json.fileName,
				});
				expect(bytes.toString('latin1', 0, 5)).toBe('%PDF-');
				expect(Object.keys(json)).toEqual([
					'fileName',
					'mimeType',
					'fileSize',
					'operation',
					'resumeId',
					'documentId',
					'complete',
				]);
				expect(json).toMatchObject({
					mimeType: 'application/pdf',
					fileSize: bytes.length,
					operation,
					resumeId: null,
					complete: true,
				});
				expect(stage.emulator.ledger.streaming[index]).toMatchObject({
					wantsStream: false,
					credits,
				});
			}
		},
	);

	it('of the operation for both is one request, whose two documents are two files', async () => {
		const run = await runPdf({ parameters: { operation: 'both' } });
		expect(stage.emulator.ledger.streaming).toMatchObject([
			{ path: '/v1/tailor', body: { includeCoverLetter: true } },
		]);
		const [files = {}] = filesOf(run);
		expect(Object.keys(files)).toEqual(['data', 'coverLetter']);
		const [resume, letter] = Object.values(files).map(bytesOf);
		expect(hash(resume!)).not.toBe(hash(letter!));
		expect(outputOf(run)).toEqual([
			{
				fileName: files.data!.fileName,
				mimeType: 'application/pdf',
				fileSize: resume!.length,
				coverLetterFileName: files.coverLetter!.fileName,
				coverLetterFileSize: letter!.length,
				operation: 'both',
				resumeId: null,
				documentId: expect.any(String),
				coverLetterId: expect.any(String),
				complete: true,
			},
		]);
	});

	it('is the ZIP file as it came where an additional body field asks for the letter as well', async () => {
		const additionalFields = '{"includeCoverLetter": true}';
		const run = await runPdf({ parameters: { options: { additionalFields } } });
		const [{ data } = {}] = filesOf(run);
		expect(data).toMatchObject({ mimeType: 'application/zip', fileExtension: 'zip' });
		expect(bytesOf(data!).toString('latin1', 0, 2)).toBe('PK');
		expect(outputOf(run)).toMatchObject([
			{ mimeType: 'application/zip', operation: 'tailor', complete: true },
		]);
	});

	it('goes into the binary fields that the parameters name', async () => {
		const run = await runPdf({
			parameters: { operation: 'both', outputField: 'cv', coverLetterField: 'letter' },
		});
		expect(filesOf(run).map(Object.keys)).toEqual([['cv', 'letter']]);
	});

	it('fails before a request when both documents are to go into the same field', async () => {
		const run = await runPdf({
			parameters: { operation: 'both', outputField: 'file', coverLetterField: 'file' },
		});
		expect(run.task('Laddro').error?.message).toContain("'Put Cover Letter in Field'");
		expect(stage.emulator.ledger.requests).toEqual([]);
	});

	it('keeps the files of the input item where it is to keep its fields', async () => {
		const binary = { photo: await textFile('photo'), data: await textFile('old') };
		const run = await runPdf({ binary, parameters: { options: { includeInputFields: true } } });
		const [files = {}] = filesOf(run);
		expect(bytesOf(files.photo!).toString()).toBe('photo');
		expect(bytesOf(files.data!).toString('latin1', 0, 5)).toBe('%PDF-');
	});

	it('sends the looks that are set, and no other', async () => {
		await runPdf({
			parameters: {
				options: {
					templateId: { __rl: true, mode: 'id', value: 'COBALT' },
					font: { __rl: true, mode: 'list', value: 'Inter' },
					fontSize: 12,
					pageNumbering: 'fraction',
				},
			},
		});
		const [{ body } = { body: {} }] = stage.emulator.ledger.streaming;
		expect(Object.keys(Object(body)).sort()).toEqual(
			['font', 'fontSize', 'jobDescription', 'pageNumbering', 'templateId'].sort(),
		);
		expect(body).toMatchObject({ templateId: 'COBALT', font: 'Inter', fontSize: 12 });
	});

	it("as an agent's tool says that the file exists, which a model can not be given", async () => {
		const run = await runPdf({ isTool: true });
		const [item] = run.items('Laddro');
		expect(item?.binary).toBeUndefined();
		expect(item?.json).toEqual({
			fileName: expect.stringMatching(/\.pdf$/),
			documentId: expect.any(String),
			complete: true,
			note: expect.stringContaining('Do not ask for it again'),
		});
	});
});

describe('A resume from a file', () => {
	const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n');
	const runFile = async (binary: IBinaryKeyData, staging: Staging = {}) =>
		await stage.run({
			...staging,
			binary,
			parameters: { resumeSource: 'file', output: 'pdf', ...staging.parameters },
		});

	it.each([
		['tailor', 'pdf'],
		['tailor', 'document'],
		['tailor', 'sections'],
		['coverLetter', 'pdf'],
		['both', 'pdf'],
	])('is sent along by the operation %s with the output %s', async (operation, output) => {
		const run = await runFile(
			{ data: fileOf(pdf, 'Lebenslauf Jürgen Größe ✓.pdf') },
			{ parameters: { operation, output, options: { language: 'de' } } },
		);
		expect(run.task('Laddro').error).toBeUndefined();
		expect(stage.emulator.ledger.streaming).toMatchObject([
			{
				upload: {
					fileName: 'Lebenslauf Jürgen Größe ✓.pdf',
					mimeType: 'application/pdf',
					size: pdf.length,
					sha256: hash(pdf),
				},
				body: { jobDescription: postings(1)[0]!.posting, language: 'de' },
				resumeId: null,
			},
		]);
		expect(outputOf(run)[0]).toMatchObject({ resumeId: null, complete: true });
	});

	it.each([
		['coverLetter', 'document', ['data']],
		['coverLetter', 'sections', ['data']],
		['both', 'document', ['data', 'coverLetter']],
		['both', 'sections', ['data', 'coverLetter']],
	])(
		'gives the operation %s its files and, read back, its texts as %s, all paid for once',
		async (operation, output, fields) => {
			const parameters = { operation, output };
			const run = await runFile({ data: fileOf(pdf) }, { parameters });
			const [first] = run.items('Laddro');
			expect(first?.json).toMatchObject({
				complete: true,
				recovered: true,
				fileName: expect.stringMatching(/\.pdf$/),
			});
			expect(Object.keys(first?.binary ?? {})).toEqual(fields);
			const { ledger } = stage.emulator;
			expect(ledger.streaming).toHaveLength(1);
			expect(ledger.requests.map(({ method }) => method)).toEqual([
				'POST',
				...fields.map(() => 'GET'),
			]);
		},
	);

	it('is in memory ten times at most, however many items there are', async () => {
		// Once the first item is whole, all others could start.
		const behaviour = ({ body }: ReceivedRequest) =>
			rowOf(body) > 0 ? ({ hold: true } as const) : undefined;
		const crowded = await Stage.open({ behaviour });
		const { ledger } = crowded.emulator;
		try {
			const parameters = { resumeSource: 'file', requestOptions: { requestsPerMinute: 0 } };
			const binary = { data: fileOf(pdf) };
			const running = crowded.run({ rows: postings(30), binary, parameters });
			await ledger.waitFor(({ number, sectionsSent }) => number === 11 && sectionsSent > 0);
			// Any other request would be on its way by now.
			await new Promise((resolve) => setTimeout(resolve, 300));
			expect(ledger.open).toBe(10);
			await crowded.releaseUntil(running);
			expect(ledger.peak).toBe(10);
		} finally {
			await crowded.close();
		}
	});

	it.each<[string, IBinaryKeyData, string]>([
		['no file', {}, 'data'],
		['an empty file', { data: fileOf(Buffer.alloc(0)) }, 'is empty'],
		[
			'a text that is called .pdf',
			{ data: fileOf(Buffer.from('Dear all,'), 'cv.pdf') },
			'neither a PDF nor a DOCX',
		],
		['11 MB', { data: fileOf(Buffer.concat([pdf, Buffer.alloc(11 * 1024 * 1024)])) }, '11.1 MB'],
	])('fails with its item before any request when there is %s', async (_, binary, problem) => {
		const run = await stage.run({
			rows: postings(2),
			binary,
			parameters: { resumeSource: 'file', output: 'pdf' },
		});
		const { error } = run.task('Laddro');
		expect(`${error?.message} ${error?.description}`).toContain(problem);
		expect(error).toMatchObject({ context: { itemIndex: 0 } });
		expect(stage.emulator.ledger.requests).toEqual([]);
	});

	it('is sent once more with the same bytes after a failure that passes', async () => {
		const stages = await Stage.open({
			behaviour: ({ attempt }) => (attempt === 1 ? 'status_503' : undefined),
		});
		try {
			const run = await stages.run({
				binary: { data: fileOf(pdf) },
				parameters: { resumeSource: 'file', output: 'pdf' },
			});
			expect(run.task('Laddro').error).toBeUndefined();
			const uploads = stages.emulator.ledger.streaming.map(({ upload }) => upload?.sha256);
			expect(uploads).toEqual([hash(pdf), hash(pdf)]);
		} finally {
			await stages.close();
		}
	});

	it("is refused by the API when it is protected by a password, in the API's own words", async () => {
		const locked = Buffer.concat([Buffer.from('%PDF-1.7\n<< /Encrypt 5 0 R >>\n'), pdf]);
		const run = await runFile({ data: fileOf(locked) }, { onError: 'continueErrorOutput' });
		expect(outputOf(run, 1)[0]).toMatchObject({
			message: expect.stringMatching(/password/i),
			error: { kind: 'status', statusCode: 422, operation: 'tailor' },
		});
	});
});

/** A file as n8n holds it in its items. */
function fileOf(bytes: Buffer, fileName?: string): IBinaryData {
	return { data: bytes.toString('base64'), mimeType: 'application/octet-stream', fileName };
}

async function textFile(text: string): Promise<IBinaryData> {
	return fileOf(Buffer.from(text), `${text}.txt`);
}
