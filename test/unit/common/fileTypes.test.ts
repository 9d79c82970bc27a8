import {
	beginsLike,
	fileTypes,
	isWhole,
	type FileType,
} from '../../../nodes/Laddro/common/fileTypes';

const PDF = '%PDF-1.7\nhello\n%%EOF\n';
/** The record at the end of a ZIP file. */
const ZIP_END = `PK\u0005\u0006${'\0'.repeat(18)}`;
const ZIP = `PK\u0003\u0004 an entry ${ZIP_END}`;

const space = (length: number) => ' '.repeat(length);
const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('The types of file', () => {
	it('Each has the name that the web has for it, and an ending with a dot.', () => {
		const named = Object.entries(fileTypes).map(([type, { mimeType, ending }]) => [
			type,
			mimeType,
			ending,
		]);
		expect(named).toEqual([
			['pdf', 'application/pdf', '.pdf'],
			['zip', 'application/zip', '.zip'],
			['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', '.docx'],
		]);
	});
});

describe('Bytes that begin like a file', () => {
	it.each<[FileType, string, boolean]>([
		['pdf', '%PDF-', true],
		['pdf', '%PDF', false],
		['pdf', '%pdf-1.7', false],
		['pdf', '', false],
		['pdf', ZIP, false],
		['zip', 'PK', true],
		['zip', ZIP_END, true],
		['zip', 'P', false],
		['zip', ' PK\u0003\u0004', false],
		['zip', '', false],
		['zip', PDF, false],
		['docx', 'PK\u0003\u0004', true],
		// A ZIP file without any entry is no document.
		['docx', ZIP_END, false],
		['docx', 'PK\u0003', false],
		['docx', ' PK\u0003\u0004', false],
	])('As a %s, %j begins like one: %s', (type, content, expected) => {
		expect(beginsLike(type, bytes(content))).toBe(expected);
	});

	it('A PDF may have other headers first, if all of its own is within its first 1,024 bytes.', () => {
		expect(beginsLike('pdf', bytes(`${space(1019)}%PDF-1.7`))).toBe(true);
		expect(beginsLike('pdf', bytes(`${space(1020)}%PDF-1.7`))).toBe(false);
	});

	it('Bytes that are no text do no harm.', () => {
		expect(beginsLike('pdf', Buffer.concat([Buffer.from([0xff, 0xfe]), bytes(PDF)]))).toBe(true);
		expect(beginsLike('zip', Buffer.from([0x50, 0x4b, 0xff]))).toBe(true);
	});
});

describe('Bytes that are a whole file', () => {
	it.each<[FileType, string, boolean]>([
		['pdf', PDF, true],
		['pdf', ZIP, false],
		['pdf', '%PDF-1.7', false],
		['pdf', '%PDF-1.7 %%EO', false],
		['pdf', 'x%%EOF', false],
		['pdf', '', false],
		['zip', ZIP, true],
		['zip', ZIP_END, true],
		['zip', 'PK\u0003\u0004 an entry', false],
		['zip', ` ${ZIP}`, false],
		['zip', PDF, false],
		['docx', ZIP, true],
		['docx', ZIP_END, false],
		['docx', 'PK\u0003\u0004 an entry', false],
		['docx', PDF, false],
	])('As a %s, %j is whole: %s', (type, content, expected) => {
		expect(isWhole(type, bytes(content))).toBe(expected);
	});

	it('The end of a PDF begins within its last 1,024 bytes.', () => {
		expect(isWhole('pdf', bytes(`%PDF-1.7 %%EOF${'x'.repeat(1019)}`))).toBe(true);
		expect(isWhole('pdf', bytes(`%PDF-1.7 %%EOF${'x'.repeat(1020)}`))).toBe(false);
	});

	it.each([' ', '\0', '\r\n'])('What its end is padded with does not count: %j', (padding) => {
		expect(isWhole('pdf', bytes(`%PDF-1.7 %%EOF${padding.repeat(5000)}`))).toBe(true);
		expect(isWhole('pdf', bytes(`%PDF-1.7 ${padding.repeat(5000)}`))).toBe(false);
		expect(isWhole('pdf', bytes(padding.repeat(5000)))).toBe(false);
	});

	it.each(['zip', 'docx'] as const)(
		'A %s may have a comment of 64 KiB after its end, and no more.',
		(type) => {
			expect(isWhole(type, bytes(ZIP + 'x'.repeat(65_535)))).toBe(true);
			expect(isWhole(type, bytes(ZIP + 'x'.repeat(65_536)))).toBe(false);
		},
	);
});
