/** The types of file that the API sends or takes. */
export type FileType = 'pdf' | 'zip' | 'docx';

interface Signature {
	readonly mimeType: string;
	/** With its dot. */
	readonly ending: string;
	readonly start: string;
	/** Bytes within which the start has to begin. */
	readonly startWithin: number;
	readonly end: string;
	/** Bytes before the file's end within which the end has to begin. */
	readonly endWithin: number;
}

/** The record at the end of a ZIP file; a comment of up to 64 KiB may follow it. */
const ZIP_END = { end: 'PK\u0005\u0006', endWithin: 65_557 };

/** How a file of each type is recognized and named. */
export const fileTypes: Readonly<Record<FileType, Signature>> = {
	pdf: {
		mimeType: 'application/pdf',
		ending: '.pdf',
		start: '%PDF-',
		// Headers of other programs may come first (ISO 32000-1, annex H.3.4.1).
		startWithin: 1024,
		end: '%%EOF',
		endWithin: 1024,
	},
	zip: {
		mimeType: 'application/zip',
		ending: '.zip',
		start: 'PK',
		startWithin: 2,
		...ZIP_END,
	},
	docx: {
		mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
		ending: '.docx',
		start: 'PK\u0003\u0004',
		startWithin: 4,
		...ZIP_END,
	},
};

/** What files are padded with: the white space of PDF (ISO 32000-1, section 7.2.2). */
const PADDING: ReadonlySet<number | undefined> = new Set(Buffer.from('\0\t\n\f\r '));

/** Whether the bytes begin like a file of this type. */
export function beginsLike(type: FileType, content: Buffer): boolean {
	const { start, startWithin } = fileTypes[type];
	return content.subarray(0, startWithin).includes(start, 0, 'latin1');
}

/** Whether the bytes begin and end like a file of this type. What the end is padded with does not count. */
export function isWhole(type: FileType, content: Buffer): boolean {
	const { end, endWithin } = fileTypes[type];
	let length = content.length;
	while (PADDING.has(content[length - 1])) length--;
	const last = content.subarray(Math.max(0, length - endWithin), length);
	return beginsLike(type, content) && last.includes(end, 0, 'latin1');
}
