import { unzipSync } from 'fflate';
import { bytesOf, type Exchange } from '../observe/exchange';
import { size } from './shape';
import { differs, holds, notSeen, verdict, type Verdict } from './verdict';

const isPdf = (bytes: Uint8Array): boolean => {
	const text = Buffer.from(bytes).toString('latin1');
	return text.startsWith('%PDF-') && text.slice(-1024).includes('%%EOF');
};
const isZip = (bytes: Buffer): boolean =>
	bytes.toString('latin1', 0, 2) === 'PK' &&
	bytes.subarray(-65_557).includes('PK\u0005\u0006', 0, 'latin1');

/** The content type is the one that is documented. */
export const fileType =
	(type: string) =>
	({ headers }: Exchange): Verdict => {
		const seen = headers['content-type'] ?? 'none';
		return verdict(seen.split(';')[0]?.trim().toLowerCase() === type, seen);
	};

/** The file begins and ends like one of its type. */
export const wholeFile =
	(type: 'pdf' | 'zip') =>
	(file: Exchange): Verdict => {
		const bytes = bytesOf(file);
		const isWhole = file.end === 'close' && (type === 'pdf' ? isPdf(bytes) : isZip(bytes));
		return verdict(isWhole, `${size(bytes.length)}${isWhole ? '' : ', not whole'}`);
	};

/** The length is announced, so that a cut would be noticed. */
export function fileLength({ headers }: Exchange): Verdict {
	return verdict(
		headers['content-length'] !== undefined,
		headers['content-length'] ? 'given' : 'none',
	);
}

/** The answer names its file. Of the name only the ending is reported. */
export function fileName({ headers }: Exchange): Verdict {
	const header = headers['content-disposition'] ?? '';
	const [, parameter, ending = ''] =
		/(filename\*?)=[^;]*?(\.\w+)?["']?\s*(?:;|$)/i.exec(header) ?? [];
	return parameter ? holds(`filename…${ending}`) : differs(header === '' ? 'none' : 'no filename');
}

/** The answer names the document that it has stored. */
export const fileId =
	(header: string) =>
	({ headers }: Exchange): Verdict =>
		verdict(headers[header] !== undefined, headers[header] === undefined ? `no ${header}` : header);

/** The ZIP has two PDF files. */
export function zipEntries(file: Exchange): Verdict {
	const bytes = bytesOf(file);
	if (!isZip(bytes)) return notSeen;
	const entries = Object.values(unzipSync(bytes));
	const pdfs = entries.filter(isPdf).length;
	return verdict(
		pdfs === 2 && entries.length === 2,
		`${entries.length} files, ${pdfs} of them PDF`,
	);
}
