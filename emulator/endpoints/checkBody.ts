import type { GenerationBody, Operation } from '../wire/api';
import { refuse } from '../wire/errors';

const fields = [
	'resumeId',
	'jobDescription',
	'jobUrl',
	'positionName',
	'language',
	'mode',
] as const satisfies ReadonlyArray<keyof GenerationBody>;

const languages = 'en de es fr it nl pl pt is fi sv no da et'.split(' ');
const modes = ['standard', 'new'];

/** A posting with fewer characters is refused with 422. */
const SHORTEST_DESCRIPTION = 20;

/**
 * Checks the body of a request to generate in the way the API does.
 * @throws {Refusal} 400 if it is malformed, 422 if the posting is too short
 */
export function checkBody(operation: Operation, json: Record<string, unknown>): GenerationBody {
	const body: Partial<Record<(typeof fields)[number], string>> = {};
	for (const field of fields) {
		const value = json[field];
		if (value === undefined || value === null || value === '') continue;
		if (typeof value !== 'string') throw refuse(400, `${field} must be a string`);
		body[field] = value;
	}
	const { jobDescription, jobUrl, language, mode } = body;
	if (jobDescription === undefined && jobUrl === undefined) {
		throw refuse(400, 'Either jobDescription or jobUrl is required');
	}
	if (language !== undefined && !languages.includes(language)) {
		throw refuse(400, `language must be one of ${languages.join(', ')}`);
	}
	if (operation === 'tailor' && mode !== undefined && !modes.includes(mode)) {
		throw refuse(400, `mode must be one of ${modes.join(', ')}`);
	}
	if (jobDescription !== undefined && jobDescription.trim().length < SHORTEST_DESCRIPTION) {
		throw refuse(422, `jobDescription must have at least ${SHORTEST_DESCRIPTION} characters`);
	}
	const { includeCoverLetter = false } = json;
	if (typeof includeCoverLetter !== 'boolean')
		throw refuse(400, 'includeCoverLetter must be a boolean');
	return { ...body, includeCoverLetter: operation === 'tailor' && includeCoverLetter };
}
