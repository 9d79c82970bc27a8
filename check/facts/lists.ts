import { fieldsOf, idOf, isFields, rowsOf, type Exchange, type Fields } from '../observe/exchange';
import { nameForReport } from './shape';
import { differs, holds, notSeen, verdict, type Verdict } from './verdict';

/** A page is `{items, total}`, as the SDKs read it, or `{data}`, as documented. */
export function listShape(list: Exchange): Verdict {
	const { items, data, total } = fieldsOf(list);
	if (Array.isArray(items)) {
		return verdict(
			typeof total === 'number',
			`items, ${typeof total === 'number' ? 'total' : 'no total'}`,
		);
	}
	return Array.isArray(data) ? holds('data') : differs(`fields: ${fieldNames(fieldsOf(list))}`);
}

const fieldNames = (fields: Fields): string =>
	Object.keys(fields).slice(0, 10).map(nameForReport).join(', ') || 'none';

/** Each row has an id that is a text. */
export const listIds =
	(field: 'resumeId' | 'coverLetterId') =>
	(list: Exchange): Verdict =>
		ofRows(list, (rows) => {
			const seen = rows.every((row) => row[field] !== undefined) ? field : 'id';
			return rows.every((row) => idOf(row) !== undefined)
				? holds(seen)
				: differs(`${seen} is not always a text; fields: ${fieldNames(rows[0] ?? {})}`);
		});

/** Each row has a title, and the time of its last change. */
export const listTitles = (list: Exchange): Verdict =>
	ofRows(list, (rows) => {
		const bad = rows.filter(
			({ title, updatedAt }) =>
				typeof title !== 'string' || Number.isNaN(Date.parse(String(updatedAt))),
		);
		return verdict(bad.length === 0, `${bad.length} of ${rows.length} without`);
	});

/** One row at most is the default, if the list says it. */
export const listDefault = (list: Exchange): Verdict =>
	ofRows(list, (rows) => {
		if (rows.every(({ isDefault }) => isDefault === undefined)) return holds('not said');
		const defaults = rows.filter(({ isDefault }) => isDefault === true).length;
		const isSaid = rows.every(({ isDefault }) => typeof isDefault === 'boolean');
		return verdict(isSaid && defaults <= 1, `${defaults} of ${rows.length}`);
	});

/** The second page of one row is the second row. */
export const listPages = (list: Exchange, second: Exchange | undefined): Verdict =>
	ofRows(list, (rows) => {
		const page = rowsOf(second);
		if (page === undefined || rows.length < 2) return notSeen;
		const isSecond = page.length === 1 && idOf(page[0] ?? {}) === idOf(rows[1] ?? {});
		return verdict(isSecond, isSecond ? 'the second row' : `${page.length} rows, or another one`);
	});

function ofRows(list: Exchange, check: (rows: readonly Fields[]) => Verdict): Verdict {
	const rows = rowsOf(list);
	return rows === undefined || rows.length === 0 ? notSeen : check(rows);
}

/** A list by this name, whose entries have these fields as texts. */
export const entries =
	(name: string, ...fields: readonly string[]) =>
	(answer: Exchange): Verdict => {
		const list = fieldsOf(answer)[name];
		if (!Array.isArray(list)) return differs(`fields: ${fieldNames(fieldsOf(answer))}`);
		const bad = list.filter(
			(each) => !isFields(each) || fields.some((field) => typeof each[field] !== 'string'),
		);
		const seen =
			bad.length > 0
				? `${bad.length} of ${list.length} without ${fields.join(', ')}`
				: `${list.length}`;
		return verdict(list.length > 0 && bad.length === 0, seen);
	};

/** All languages are among those that the node offers by name. */
export const languageCodes =
	(known: readonly string[]) =>
	(answer: Exchange): Verdict => {
		const { languages } = fieldsOf(answer);
		const rows = Array.isArray(languages) ? languages.filter(isFields) : [];
		const codes = rows.map(({ code }) => code).filter((code) => typeof code === 'string');
		if (codes.length === 0) return notSeen;
		const unknown = codes.filter((code) => !known.includes(code));
		return unknown.length > 0
			? differs(`not known: ${unknown.join(', ')}`)
			: holds(codes.join(' '));
	};

/** One document, as a JSON object with an id. */
export function oneDocument(answer: Exchange): Verdict {
	if (answer.status !== 200) return differs(`status ${answer.status}`);
	return verdict(idOf(fieldsOf(answer)) !== undefined, `fields: ${fieldNames(fieldsOf(answer))}`);
}

/** An error in one of the two known shapes: `{error, message, statusCode}` or `{error, code}`. */
export function errorShape(answer: Exchange): Verdict {
	const { error, message, statusCode, code } = fieldsOf(answer);
	if (answer.status < 400) return notSeen;
	if (typeof error === 'string' && typeof message === 'string' && typeof statusCode === 'number') {
		return holds('error, message, statusCode');
	}
	const isCoded = typeof error === 'string' && typeof code === 'string';
	return verdict(isCoded, isCoded ? 'error, code' : `fields: ${fieldNames(fieldsOf(answer))}`);
}
