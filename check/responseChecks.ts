import { unzipSync } from 'fflate';
import { bytesOf, fieldsOf, idOf, isFields, rowsOf, type Exchange, type Fields } from './exchange';
import {
	allKnown,
	differs,
	holds,
	nameForReport,
	notSeen,
	size,
	verdict,
	type Verdict,
} from './verdict';

const fieldNames = (fields: Fields = {}): string =>
	`fields: ${Object.keys(fields).slice(0, 10).map(nameForReport).join(', ') || 'none'}`;

export const status = (expected: number) => (response: Exchange) =>
	response.status === expected ? holds() : differs(`status ${response.status}`);

/** An error in one of the two known shapes: `{error, message, statusCode}` or `{error, code}`. */
export function errorShape(response: Exchange): Verdict {
	if (response.status < 400) return notSeen;
	const { error, message, statusCode, code } = fieldsOf(response);
	const types = [error, message, statusCode].map((each) => typeof each).join();
	if (types === 'string,string,number') return holds('error, message, statusCode');
	if (typeof error === 'string' && typeof code === 'string') return holds('error, code');
	return differs(fieldNames(fieldsOf(response)));
}

/** A page is `{items, total}`, as the SDKs read it, or `{data}`, as documented. */
export function listShape(list: Exchange): Verdict {
	const { items, data, total } = fieldsOf(list);
	if (Array.isArray(items)) {
		return typeof total === 'number' ? holds('items, total') : differs('items, no total');
	}
	return Array.isArray(data) ? holds('data') : differs(fieldNames(fieldsOf(list)));
}

/** A check of a list's rows, if there are any. */
const ofRows = (check: (rows: readonly Fields[]) => Verdict) => (list: Exchange) => {
	const rows = rowsOf(list) ?? [];
	return rows.length === 0 ? notSeen : check(rows);
};

/** Each row has an id that is a text. */
export const listIds = (field: 'resumeId' | 'coverLetterId') =>
	ofRows((rows) => {
		const seen = rows.every((row) => row[field] !== undefined) ? field : 'id';
		if (rows.every((row) => idOf(row) !== undefined)) return holds(seen);
		return differs(`${seen} is not always a text; ${fieldNames(rows[0])}`);
	});

/** Each row has a title, and the time of its last change. */
export const listTitles = ofRows((rows) => {
	const good = rows.filter(({ title, updatedAt }) => {
		return typeof title === 'string' && Date.parse(String(updatedAt)) > 0;
	});
	const bad = rows.length - good.length;
	return verdict(bad === 0, `${bad} of ${rows.length} without`);
});

/** One row at most is the default, if the list says it. */
export const listDefault = ofRows((rows) => {
	const said = rows.map(({ isDefault }) => isDefault);
	if (said.every((each) => each === undefined)) return holds('not said');
	const defaults = said.filter((each) => each === true).length;
	const isSaid = said.every((each) => typeof each === 'boolean');
	return verdict(isSaid && defaults <= 1, `${defaults} of ${rows.length}`);
});

/** The second page of one row is the second row. */
export const listPages = (second: Exchange | undefined) =>
	ofRows((rows) => {
		const page = rowsOf(second);
		if (page === undefined || rows.length < 2) return notSeen;
		const isSecond = page.length === 1 && idOf(page[0]) === idOf(rows[1]);
		return verdict(isSecond, isSecond ? 'the second row' : `${page.length} rows, or another one`);
	});

/** A list by this name, whose entries have these fields as texts. */
export const entries =
	(name: string, ...fields: readonly string[]) =>
	(response: Exchange) => {
		const list = fieldsOf(response)[name];
		if (!Array.isArray(list)) return differs(fieldNames(fieldsOf(response)));
		const good = list.filter((each) => fields.every((field) => typeof each?.[field] === 'string'));
		const bad = list.length - good.length;
		if (bad > 0) return differs(`${bad} of ${list.length} without ${fields.join(', ')}`);
		return verdict(list.length > 0, `${list.length}`);
	};

/** All languages are among those that the node offers by name. */
export const languageCodes = (known: readonly string[]) => (response: Exchange) => {
	const { languages } = fieldsOf(response);
	const codes = Array.isArray(languages) ? languages.map((each) => Object(each).code) : [];
	return allKnown(
		codes.filter((code) => typeof code === 'string'),
		known,
	);
};

/** One document, as a JSON object with an id. */
export function oneDocument(response: Exchange): Verdict {
	if (response.status !== 200) return differs(`status ${response.status}`);
	const fields = fieldsOf(response);
	const inner = isFields(fields.data) ? fields.data : {};
	return verdict((idOf(fields) ?? idOf(inner)) !== undefined, fieldNames(fields));
}

const isPdf = (bytes: Uint8Array): boolean => {
	const text = Buffer.from(bytes).toString('latin1');
	return text.startsWith('%PDF-') && text.slice(-1024).includes('%%EOF');
};
const isZip = (bytes: Buffer): boolean =>
	bytes.toString('latin1', 0, 2) === 'PK' &&
	bytes.subarray(-65_557).includes('PK\u0005\u0006', 0, 'latin1');

/** The content type is the one that is documented. */
export const contentType = (type: string) => (response: Exchange) => {
	const seen = response.headers['content-type'] ?? 'none';
	return verdict(seen.split(';')[0]?.trim().toLowerCase() === type, seen);
};

/** The file begins and ends like one of its type. */
export const wholeFile = (type: 'pdf' | 'zip') => (file: Exchange) => {
	const bytes = bytesOf(file);
	const isWhole = file.end === 'close' && (type === 'pdf' ? isPdf(bytes) : isZip(bytes));
	return verdict(isWhole, `${size(bytes.length)}${isWhole ? '' : ', not whole'}`);
};

/** A header is there. Its value is not reported. */
export const hasHeader = (name: string) => (response: Exchange) =>
	response.headers[name] === undefined ? differs(`no ${name}`) : holds(name);

/** The response names its file. Of the name only the ending is reported. */
export function fileName({ headers }: Exchange): Verdict {
	const header = headers['content-disposition'] ?? '';
	const [, parameter, ending = ''] =
		/(filename\*?)=[^;]*?(\.\w+)?["']?\s*(?:;|$)/i.exec(header) ?? [];
	return parameter ? holds(`filename…${ending}`) : differs(header === '' ? 'none' : 'no filename');
}

/** The ZIP has two PDF files. */
export function zipEntries(file: Exchange): Verdict {
	const bytes = bytesOf(file);
	if (!isZip(bytes)) return notSeen;
	const files = Object.values(unzipSync(bytes));
	const pdfs = files.filter(isPdf).length;
	return verdict(pdfs === 2 && files.length === 2, `${files.length} files, ${pdfs} of them PDF`);
}
