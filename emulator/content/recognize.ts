import { strFromU8, unzipSync } from 'fflate';
import type { NamedFile } from '../wire/file';
import { multilingualPeople, people, type Person } from './people';

/** What a file is, whatever its name says. */
export type ResumeFormat = 'pdf' | 'docx';

/** The format of a file by its content; undefined if no resume can be in it. */
export function formatOf({ bytes }: NamedFile): ResumeFormat | undefined {
	if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return 'pdf';
	return docxText(bytes) === undefined ? undefined : 'docx';
}

/** Whether a PDF file has a password. */
export const isEncrypted = ({ bytes }: NamedFile): boolean => bytes.includes('/Encrypt');

/** The person whose name is in the name or the text of a file, else the first one. */
export function personInFile({ name, bytes }: NamedFile): Person {
	// Titles of PDF files are often in UTF-16, where letters of Western Europe have a zero byte.
	const text = docxText(bytes) ?? bytes.toString('latin1').replaceAll('\0', '');
	const words = lettersOf(`${name} ${text}`);
	const everybody = [...people, ...multilingualPeople];
	const person = everybody.find((each) => words.includes(lettersOf(each.name))) ?? everybody[0];
	if (person === undefined) throw new Error('There are no people');
	return person;
}

const lettersOf = (text: string): string =>
	text
		.normalize('NFD')
		.replace(/\P{Letter}/gu, '')
		.toLowerCase();

/** The text of a DOCX file, without its XML; undefined if it is none. */
function docxText(bytes: Buffer): string | undefined {
	const PATH = 'word/document.xml';
	if (bytes.subarray(0, 2).toString('latin1') !== 'PK') return undefined;
	try {
		const file = unzipSync(bytes, { filter: ({ name }) => name === PATH })[PATH];
		return file && strFromU8(file).replace(/<[^>]*>/g, '');
	} catch {
		return undefined;
	}
}
