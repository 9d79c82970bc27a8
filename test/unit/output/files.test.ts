import { strToU8, zipSync, type Zippable } from 'fflate';
import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { binaryHelpers, inlineFile, storedFile } from '../parameters/binaryHelpers';
import type { ReceivedFile } from '../../../nodes/Laddro/api/readFile';
import {
	areStored,
	namedFile,
	storeFiles,
	unpackApplication,
} from '../../../nodes/Laddro/output/files';
import { unzipPdfs } from '../../../nodes/Laddro/output/unzip';

const MIB = 1024 * 1024;

/** A PDF with a word in it that tells it from others. */
const pdf = (word: string) => strToU8(`%PDF-1.7\n${word}\n%%EOF\n`);

function zip(files: Zippable, change: (bytes: Buffer) => void = () => {}): ReceivedFile {
	const content = Buffer.from(zipSync(files));
	change(content);
	return { type: 'zip', content };
}

/** The names of the unpacked resume and letter, and the words in them. */
async function unpacked(file: ReceivedFile): Promise<string[][] | undefined> {
	return (await unpackApplication(file))?.map(({ fileName, content }) => [
		fileName,
		content.toString().split('\n')[1] ?? '',
	]);
}

const RESUME = pdf('resume');
const LETTER = pdf('letter');

describe('The file of one document', () => {
	const content = Buffer.from(RESUME);

	it('It has the name that the response gives it.', () => {
		expect(namedFile({ type: 'pdf', content, fileName: 'Jane.pdf' }, 'resume')).toEqual({
			fileName: 'Jane.pdf',
			mimeType: 'application/pdf',
			content,
		});
	});

	it('Without one it is called after what it is.', () => {
		expect(namedFile({ type: 'pdf', content }, 'cover-letter').fileName).toBe('cover-letter.pdf');
		expect(namedFile({ type: 'zip', content }, 'resume')).toMatchObject({
			fileName: 'resume.zip',
			mimeType: 'application/zip',
		});
	});
});

describe('The ZIP file of an application', () => {
	it('A resume and a letter are unpacked, each as a PDF under its name.', async () => {
		const files = await unpackApplication(
			zip({ 'resume.pdf': RESUME, 'cover-letter.pdf': LETTER }),
		);
		expect(files).toEqual([
			{ fileName: 'resume.pdf', mimeType: 'application/pdf', content: Buffer.from(RESUME) },
			{ fileName: 'cover-letter.pdf', mimeType: 'application/pdf', content: Buffer.from(LETTER) },
		]);
	});

	it.each([
		['cover-letter.pdf', 'resume.pdf'],
		['CoverLetter.PDF', 'a.pdf'],
		['Letter to Acme.pdf', 'Jane.pdf'],
		['cover.pdf', 'z.pdf'],
		['cover_letter Discovery.pdf', 'resume Discovery.pdf'],
		['Cover Letter, Newsletter Editor.pdf', 'Resume, Newsletter Editor.pdf'],
		['Anschreiben.pdf', 'Lebenslauf.pdf'],
		['Hakemuskirje.pdf', 'CV.pdf'],
		['Lettre de motivation.pdf', 'CV.pdf'],
		['lettre_de_motivation_Jane.pdf', 'CV_Jane.pdf'],
		['ANSCHREIBEN.PDF', 'Newsletter Editor.pdf'],
	])(
		'The letter "%s" is known by its name, although it comes before "%s".',
		async (letter, resume) => {
			expect(
				(await unpacked(zip({ [letter]: LETTER, [resume]: RESUME })))?.map(([, word]) => word),
			).toEqual(['resume', 'letter']);
		},
	);

	it.each([
		['1.pdf', '2.pdf'],
		['cover letter 1.pdf', 'cover letter 2.pdf'],
		['letter 1.pdf', 'letter 2.pdf'],
	])(
		'Where the names "%s" and "%s" do not tell, the resume comes first.',
		async (first, second) => {
			expect(
				(await unpacked(zip({ [first]: RESUME, [second]: LETTER })))?.map(([, word]) => word),
			).toEqual(['resume', 'letter']);
		},
	);

	it.each([
		['../../etc/resume.pdf', 'resume.pdf'],
		['/root/resume.pdf', 'resume.pdf'],
		['C:\\Users\\resume.pdf', 'resume.pdf'],
		['.pdf', 'resume.pdf'],
		['läpi 履歴書.pdf', 'läpi 履歴書.pdf'],
		['RESUME.PDF', 'RESUME.pdf'],
		['__proto__.pdf', '__proto__.pdf'],
	])('The name "%s" is never a path: the file is called "%s".', async (name, fileName) => {
		const files = await unpacked(zip({ [name]: RESUME, 'letter.pdf': LETTER }));
		expect(files).toEqual([
			[fileName, 'resume'],
			['letter.pdf', 'letter'],
		]);
	});

	it('A letter of which no name is left is called after what it is.', async () => {
		expect(await unpacked(zip({ 'resume.pdf': RESUME, 'letter/.pdf': LETTER }))).toEqual([
			['resume.pdf', 'resume'],
			['cover-letter.pdf', 'letter'],
		]);
	});

	it('Other files beside the two do not matter.', async () => {
		const files = {
			'readme.txt': strToU8('hi'),
			'resume.pdf': RESUME,
			'__MACOSX/._resume.pdf': strToU8('Mac OS X'),
			'letter.pdf': LETTER,
			'resume.pdf.txt': RESUME,
		};
		expect((await unpacked(zip(files)))?.map(([name]) => name)).toEqual([
			'resume.pdf',
			'letter.pdf',
		]);
	});

	it('Files that were stored without compression are unpacked as well.', async () => {
		const files: Zippable = { 'resume.pdf': [RESUME, { level: 0 }], 'letter.pdf': LETTER };
		expect(await unpacked(zip(files))).toHaveLength(2);
	});

	it('The files together may have 64 MiB, and not a byte more.', async () => {
		const large = (bytes: number) => {
			const content = new Uint8Array(bytes).fill(32);
			content.set(strToU8('%PDF-'));
			content.set(strToU8('%%EOF'), bytes - 5);
			return content;
		};
		const room = 64 * MIB - LETTER.length;
		const two = (bytes: number): Zippable => ({
			'resume.pdf': [large(bytes), { level: 0 }],
			'letter.pdf': LETTER,
		});
		expect(await unpackApplication(zip(two(room)))).toHaveLength(2);
		expect(await unpackApplication(zip(two(room + 1)))).toBeUndefined();
	});

	/** Lets the first entry announce 10 bytes, in both of the places where it says its size. */
	const announceLess = (bytes: Buffer) => {
		bytes.writeUInt32LE(10, bytes.indexOf('PK\u0003\u0004') + 22);
		bytes.writeUInt32LE(10, bytes.indexOf('PK\u0001\u0002') + 24);
	};

	it('What a file unpacks to is counted, whatever it announces.', async () => {
		const files: Zippable = { 'resume.pdf': RESUME, 'letter.pdf': LETTER };
		expect(await unpacked(zip(files, announceLess))).toEqual([
			['resume.pdf', 'resume'],
			['letter.pdf', 'letter'],
		]);
		const large = zip(
			{ 'resume.pdf': [new Uint8Array(65 * MIB), { level: 1 }], 'b.pdf': LETTER },
			announceLess,
		);
		expect(await unpackApplication(large)).toBeUndefined();
	});

	it('n8n may go on between the steps of unpacking a large file.', async () => {
		let pauses = 0;
		const { content } = zip({ 'resume.pdf': new Uint8Array(8 * MIB) });
		await unzipPdfs(content, async () => {
			await Promise.resolve();
			pauses++;
		});
		// Each step has 4 KiB.
		expect(pauses).toBe(Math.ceil(content.length / 4096));
		expect(pauses).toBeGreaterThan(1);
	});

	it('Two files of one name are two files.', async () => {
		const files = { 'a.pdf': RESUME, 'b.pdf': LETTER };
		const rename = (bytes: Buffer) => {
			for (let at = bytes.indexOf('b.pdf'); at >= 0; at = bytes.indexOf('b.pdf'))
				bytes.write('a', at);
		};
		expect(await unpacked(zip(files, rename))).toEqual([
			['a.pdf', 'resume'],
			['a.pdf', 'letter'],
		]);
	});

	it.each<[string, ReceivedFile]>([
		['is a PDF', { type: 'pdf', content: Buffer.from(RESUME) }],
		['is empty', { type: 'zip', content: Buffer.alloc(0) }],
		['is no ZIP file', { type: 'zip', content: Buffer.from('PK, it says') }],
		['has no file', zip({})],
		['has one file', zip({ 'resume.pdf': RESUME })],
		['has three', zip({ 'a.pdf': RESUME, 'b.pdf': LETTER, 'c.pdf': LETTER })],
		['has files that are no PDFs', zip({ 'resume.pdf': RESUME, 'letter.pdf': strToU8('hello') })],
		['has a PDF without its end', zip({ 'a.pdf': RESUME, 'b.pdf': strToU8('%PDF-1.7') })],
		['has PDFs under other names', zip({ 'resume.pdf': RESUME, 'letter.docx': LETTER })],
		[
			'is torn',
			{ type: 'zip', content: zip({ 'a.pdf': RESUME, 'b.pdf': LETTER }).content.subarray(0, 80) },
		],
		[
			'is broken inside',
			zip({ 'a.pdf': pdf('x'.repeat(99)), 'b.pdf': LETTER }, (bytes) => bytes.fill(255, 35, 50)),
		],
		[
			'is encrypted',
			zip({ 'a.pdf': [RESUME, { level: 0 }], 'b.pdf': [LETTER, { level: 0 }] }, (bytes) => {
				for (const mark of ['PK\u0003\u0004', 'PK\u0001\u0002']) {
					for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) {
						bytes.writeUInt16LE(1, at + (mark.endsWith('\u0004') ? 6 : 8));
					}
				}
				const start = bytes.indexOf('%PDF-');
				for (let at = start; at < start + RESUME.length; at++) bytes[at] = bytes[at]! ^ 0x5a;
			}),
		],
	])('It is left as it is when it %s.', async (_, file) => {
		expect(await unpackApplication(file)).toBeUndefined();
	});
});

describe("Files in n8n's binary data", () => {
	type Helpers = IExecuteFunctions['helpers'];

	function helpersWith(prepareBinaryData: (...parts: unknown[]) => Promise<IBinaryData>): Helpers {
		const parts: object = { prepareBinaryData };
		return parts as Helpers;
	}

	const file = (fileName: string) => ({
		fileName,
		mimeType: 'application/pdf',
		content: Buffer.from(fileName),
	});

	it('Each is given to n8n with its name and type, and returned with its size.', async () => {
		const helpers = helpersWith(async (content, fileName, mimeType) => ({
			data: String(content),
			mimeType: String(mimeType),
			fileName: String(fileName),
		}));
		expect(await storeFiles(helpers, [file('a.pdf'), file('ab.pdf')])).toEqual({
			ok: true,
			value: [
				{
					fileName: 'a.pdf',
					mimeType: 'application/pdf',
					fileSize: 5,
					binary: { data: 'a.pdf', mimeType: 'application/pdf', fileName: 'a.pdf' },
				},
				{
					fileName: 'ab.pdf',
					mimeType: 'application/pdf',
					fileSize: 6,
					binary: { data: 'ab.pdf', mimeType: 'application/pdf', fileName: 'ab.pdf' },
				},
			],
		});
	});

	it('Files are there where their content is in their items, or n8n can read it.', async () => {
		const helpers = binaryHelpers({}, { f1: Buffer.from('%PDF-') }) as Helpers;
		const stored = (binary: IBinaryData) => ({
			fileName: 'a.pdf',
			mimeType: 'application/pdf',
			fileSize: 5,
			binary,
		});
		const [inline, there, gone] = [inlineFile('x'), storedFile('f1'), storedFile('f2')].map(stored);
		expect(await areStored(helpers, [inline!, there!])).toBe(true);
		expect(await areStored(helpers, [there!, gone!])).toBe(false);
		expect(await areStored(helpers, [])).toBe(true);
	});

	it("A file that n8n can not store is a failure without n8n's own words, which may name a path.", async () => {
		const helpers = helpersWith(async () => {
			throw new Error('ENOSPC: no space left on device, write /home/node/.n8n/x');
		});
		expect(await storeFiles(helpers, [file('a.pdf')])).toEqual({
			ok: false,
			failure: { kind: 'interrupted', cause: 'notStored' },
		});
	});
});
