import { languages } from './content/languages';
import { apiError } from './errors';
import type { PlainPlan } from './plan';
import type { Operation } from './types';

/** The fields of a request body that decide about the answer, all of them checked. */
export interface GenerationBody {
	readonly resumeId?: string;
	readonly jobDescription?: string;
	readonly jobUrl?: string;
	readonly positionName?: string;
	readonly language?: string;
	readonly mode?: string;
}

const FIELDS = [
	'resumeId',
	'jobDescription',
	'jobUrl',
	'positionName',
	'language',
	'mode',
] as const satisfies ReadonlyArray<keyof GenerationBody>;

/** A posting shorter than this (characters) is refused with 422. */
const SHORTEST_DESCRIPTION = 20;

const modes = ['standard', 'new'];
const languageCodes: readonly string[] = languages.map(({ code }) => code);

export const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A request that is refused, with the answer that says why. */
export class Refusal extends Error {
	constructor(readonly answer: PlainPlan) {
		super(`Refused with ${answer.status}`);
	}
}

const refuse = (status: number, message: string) => new Refusal(apiError(status, message));

/**
 * A generation request's body, checked as the API checks it.
 * @throws {Refusal} 400 for what is malformed, 422 for a posting that is too short
 */
export function checkBody(operation: Operation, json: Record<string, unknown>): GenerationBody {
	const body: Partial<Record<keyof GenerationBody, string>> = {};
	for (const field of FIELDS) {
		const value = json[field];
		if (value === undefined || value === null || value === '') continue;
		if (typeof value !== 'string') throw refuse(400, `${field} must be a string`);
		body[field] = value;
	}
	const { jobDescription, jobUrl, language, mode } = body;
	if (jobDescription === undefined && jobUrl === undefined) {
		throw refuse(400, 'Either jobDescription or jobUrl is required');
	}
	if (language !== undefined && !languageCodes.includes(language)) {
		throw refuse(400, `language must be one of ${languageCodes.join(', ')}`);
	}
	if (operation === 'tailor' && mode !== undefined && !modes.includes(mode)) {
		throw refuse(400, `mode must be one of ${modes.join(', ')}`);
	}
	if (jobDescription !== undefined && jobDescription.trim().length < SHORTEST_DESCRIPTION) {
		throw refuse(422, `jobDescription must have at least ${SHORTEST_DESCRIPTION} characters`);
	}
	return body;
}
