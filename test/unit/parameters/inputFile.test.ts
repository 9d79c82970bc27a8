import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';
import type { IBinaryData } from 'n8n-workflow';
import type { InputFile } from '../../../nodes/Laddro/parameters/inputFile';
import { FILE_LIMIT } from '../../../nodes/Laddro/parameters/inputFile';
import { inlineFile, storedFile, textOf, type StoredBytes } from './binaryHelpers';
import { parametersWith } from './context';

const DOCX_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const PDF = '%PDF-1.7\nhello\n%%EOF';
/** A ZIP file that has a file of this name, as it is sent. */
const zipWith = (name: string, content: string | Buffer = 'hello') =>
	Buffer.from(zipSync({ [name]: [Buffer.from(content), { level: 0 }] }));
const DOCX = zipWith('word/document.xml');

function fileOf(file: IBinaryData, stored: StoredBytes = {}): InputFile {
	const result = parametersWith({}, { data: file }, stored).inputFile('data');
	if (!result.ok) throw new Error('Not found');
	return result.value;
}

/** The same file in its item, and elsewhere. */
const bothWays = (content: string | Buffer, rest: Partial<IBinaryData> = {}): InputFile[] => [
	fileOf(inlineFile(content, rest)),
	fileOf(storedFile('f1', rest), { f1: Buffer.from(content) }),
];

async function problemsOf(content: string | Buffer) {
	return await Promise.all(bothWays(content).map(async (file) => await file.check()));
}

const unusable = (problem: string, advice: string) => ({
	kind: 'parameter',
	message: `The file in 'Input Binary Field' ${problem}`,
	advice,
});

describe('The check of a file, in its item or elsewhere,', () => {
	it.each([
		['a PDF', PDF],
		['a PDF that begins after a header of another program', `${'x'.repeat(1019)}%PDF-`],
		['a DOCX file', DOCX],
		['a DOCX file of Word on the web', zipWith('word/document2.xml')],
		['a DOCX file with a comment at its end', Buffer.concat([DOCX, Buffer.from('by Jane')])],
		['a PDF of exactly 10 MB', Buffer.concat([Buffer.from(PDF)], FILE_LIMIT)],
	])('lets %s pass', async (_, content) => {
		expect(await problemsOf(content)).toEqual([undefined, undefined]);
	});

	it.each([
		['text', 'hello'],
		['a PDF that begins too late', `${'x'.repeat(1020)}%PDF-`],
		['a ZIP file without entries', 'PK\u0005\u0006'],
		['a spreadsheet', zipWith('xl/workbook.xml')],
		['an ODT file', zipWith('content.xml', 'word/document.xml')],
		['a ZIP file with a photo', zipWith('photo.jpg')],
		['a ZIP file with a PDF', zipWith('cv.pdf', PDF)],
		['a ZIP file with a DOCX file', zipWith('cv.docx', DOCX)],
		['a ZIP file that has lost its end', DOCX.subarray(0, 60)],
		['a ZIP file whose end is cut', DOCX.subarray(0, -10)],
		['a DOCX file that begins later', Buffer.concat([Buffer.from(' '), DOCX])],
		['the beginning of a beginning', 'PK\u0003'],
	])('refuses %s', async (_, content) => {
		const problem = unusable(
			'is neither a PDF nor a DOCX file',
			'Save the resume as PDF or DOCX. The content of the file decides, not its name.',
		);
		expect(await problemsOf(content)).toEqual([problem, problem]);
	});

	it('refuses an empty file', async () => {
		const problem = unusable('is empty', 'Use a PDF or DOCX file that has content.');
		expect(await problemsOf('')).toEqual([problem, problem]);
	});

	it('refuses a file of more than 10 MB, with its size', async () => {
		const large = Buffer.concat([Buffer.from(PDF)], Math.round(12.34 * 1024 * 1024));
		const problem = unusable('has 12.4 MB', 'Laddro takes files of up to 10 MB.');
		expect(await problemsOf(large)).toEqual([problem, problem]);
		const [byOneByte] = await problemsOf(Buffer.concat([Buffer.from(PDF)], FILE_LIMIT + 1));
		expect(byOneByte).toMatchObject({ advice: 'Laddro takes files of up to 10 MB.' });
		expect(FILE_LIMIT).toBe(10 * 1024 * 1024);
	});

	it("refuses a file that n8n has lost, without n8n's words, which name a path", async () => {
		const problem = unusable(
			'cannot be read',
			'n8n does not have it any more. Run the node that provides it again.',
		);
		expect(await fileOf(storedFile('gone')).check()).toEqual(problem);
		expect(await fileOf(storedFile('gone')).read()).toEqual({ ok: false, failure: problem });
	});
});

describe('The file as it is sent', () => {
	async function sent(file: InputFile) {
		const result = await file.read();
		if (!result.ok) throw new Error('Not read');
		const { content, hash } = result.value;
		const text = await textOf(content);
		return { fileName: content.name, type: content.type, text, hash };
	}

	it.each([
		['a PDF', PDF, 'application/pdf', 'cv.pdf'],
		['a DOCX file', DOCX, DOCX_TYPE, 'cv.pdf.docx'],
	])('It has all bytes of %s, and the type of its content.', async (_, content, type, fileName) => {
		for (const file of bothWays(content, { fileName: 'cv.pdf', mimeType: 'text/plain' })) {
			expect(await sent(file)).toMatchObject({ fileName, type, text: content.toString() });
		}
	});

	it.each([
		['cv.pdf', 'cv.pdf'],
		['CV.PDF', 'CV.PDF'],
		['cv', 'cv.pdf'],
		['cv.docx', 'cv.docx.pdf'],
		[' läpi 履歴書.pdf ', 'läpi 履歴書.pdf'],
		['', 'resume.pdf'],
		['  ', 'resume.pdf'],
		[undefined, 'resume.pdf'],
	])('A PDF called %j is sent as "%s".', async (fileName, sentAs) => {
		const { fileName: name } = await sent(fileOf(inlineFile(PDF, { fileName })));
		expect(name).toBe(sentAs);
	});

	it('It comes with the SHA-256 of its bytes.', async () => {
		const hash = createHash('sha256').update(DOCX).digest('hex');
		for (const file of bothWays(DOCX)) expect(await sent(file)).toMatchObject({ hash });
	});

	it('It is read when it is sent, not when it is checked.', async () => {
		const stored: Record<string, Buffer> = { f1: Buffer.from(PDF) };
		const file = fileOf(storedFile('f1'), stored);
		expect(await file.check()).toBeUndefined();
		stored.f1 = Buffer.from('%PDF-2.0');
		expect(await sent(file)).toMatchObject({ text: '%PDF-2.0' });
	});
});
