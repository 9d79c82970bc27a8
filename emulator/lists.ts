import { Refusal } from './checks';
import { languages } from './content/languages';
import { personOf } from './content/resumes';
import type { Context } from './context';
import { apiError } from './errors';
import { jsonPlan, type PlainPlan } from './plan';
import type { ResumeSummary } from './types';

const DEFAULT_LIMIT = 20;
const LARGEST_LIMIT = 100;

/** A whole number from the query. */
function count(query: URLSearchParams, name: string, fallback: number, most: number): number {
	const value = Number(query.get(name) ?? fallback);
	if (Number.isInteger(value) && value >= 0 && value <= most) return value;
	throw new Refusal(apiError(400, `${name} must be a whole number from 0 to ${most}`));
}

const times = { createdAt: '2025-03-03T08:30:00.000Z', updatedAt: '2025-10-17T15:45:00.000Z' };

const row = ({ id, title, isDefault = false }: ResumeSummary) => ({
	id,
	resumeId: id,
	title,
	isDefault,
	...times,
});

/**
 * `GET /v1/resumes`: one page of the account's resumes, in the order of the account.
 * @throws {Refusal} 400 for a limit or offset that is no number
 */
export function resumePage(query: URLSearchParams, context: Context): PlainPlan {
	const limit = count(query, 'limit', DEFAULT_LIMIT, LARGEST_LIMIT);
	const offset = count(query, 'offset', 0, Number.MAX_SAFE_INTEGER);
	const page = context.resumes.slice(offset, offset + limit);
	if (context.resumeListShape === 'doc') {
		return jsonPlan(200, { data: page.map(({ id, title }) => ({ id, title, ...times })) });
	}
	return jsonPlan(200, {
		items: page.map(row),
		total: context.resumes.length,
		limit,
		offset,
	});
}

/**
 * `GET /v1/resumes/{id}`: one resume with its texts.
 * @throws {Refusal} 404
 */
export function oneResume(id: string, context: Context): PlainPlan {
	const resume = context.resumes.find((candidate) => candidate.id === id);
	if (resume === undefined) throw new Refusal(apiError(404, 'Resume not found'));
	const { name, email, language, own } = personOf(id);
	return jsonPlan(200, { ...row(resume), name, email, language, ...own });
}

/** `GET /v1/languages`, which is public. */
export const languageList = (): PlainPlan => jsonPlan(200, { languages });
