import type { INodeListSearchItems } from 'n8n-workflow';
import { isObject } from '../common/json';

/** A resume, as far as the picker shows it. */
interface Resume {
	readonly id: string;
	readonly title: string;
	readonly isDefault: boolean;
	/** When it was changed last, in UTC: `2026-11-24T14:05`; empty when that is not known. */
	readonly changed: string;
}

/** Reads rows of the account's list. A row without an id that other requests take is passed over. */
export function readResumes(rows: readonly unknown[]): Resume[] {
	return rows.filter(isObject).flatMap((row) => {
		const id = row.resumeId ?? row.id;
		if (typeof id !== 'string') return [];
		const title = typeof row.title === 'string' ? row.title.trim() : '';
		const changed = minuteOf(row.updatedAt ?? row.createdAt);
		return [{ id, title: title || id, isDefault: row.isDefault === true, changed }];
	});
}

function minuteOf(time: unknown): string {
	const date = new Date(typeof time === 'string' ? time : NaN);
	return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 16);
}

/** What is added to a title, the shortest first. The last one always tells two resumes apart. */
const DETAILS: ReadonlyArray<(resume: Resume) => string> = [
	() => '',
	({ changed }) => changed.slice(0, 10),
	({ changed }) => (changed === '' ? '' : `${changed.replace('T', ' ')} UTC`),
	({ id }) => id,
];

/**
 * The entries of a page. Equal titles, which a tailored copy of a resume may well have, are told apart by the day of
 * the last change, or by whatever else it takes.
 */
export function resumeNames(resumes: readonly Resume[]): INodeListSearchItems[] {
	return resumes.map((resume) => {
		const detail = distinctDetail(resumes.filter(({ title }) => title === resume.title));
		const details = [resume.isDefault && 'default', detail(resume)].filter(Boolean);
		const suffix = details.length > 0 ? ` (${details.join(', ')})` : '';
		return { name: resume.title + suffix, value: resume.id };
	});
}

function distinctDetail(namesakes: readonly Resume[]): (resume: Resume) => string {
	const isDistinct = (detail: (resume: Resume) => string) =>
		new Set(namesakes.map(detail)).size === namesakes.length;
	return DETAILS.find(isDistinct) ?? (() => '');
}
