import type { GenerationBody, Operation } from '../wire/api';
import { refuse } from '../wire/errors';
import { checkLanguage, oneOf, text } from './checkFields';

const modes = ['standard', 'new'];

/** A posting with fewer characters is refused with 422. */
const SHORTEST_DESCRIPTION = 20;

/**
 * Checks the body of a request to generate in the way the API does.
 * @throws {Refusal} 400 if it is malformed, 422 if the posting is too short
 */
export function checkBody(
	operation: Operation,
	fields: Readonly<Record<string, unknown>>,
): GenerationBody {
	const jobDescription = text(fields, 'jobDescription');
	const jobUrl = text(fields, 'jobUrl');
	if (jobDescription === undefined && jobUrl === undefined) {
		throw refuse(400, 'Either jobDescription or jobUrl is required');
	}
	const { includeCoverLetter = false } = fields;
	if (typeof includeCoverLetter !== 'boolean') {
		throw refuse(400, 'includeCoverLetter must be a boolean');
	}
	const isTailoring = operation === 'tailor';
	const body: GenerationBody = {
		resumeId: text(fields, 'resumeId'),
		jobDescription,
		jobUrl,
		positionName: text(fields, 'positionName'),
		language: checkLanguage(fields, 'language'),
		mode: isTailoring ? oneOf(fields, 'mode', modes) : undefined,
		includeCoverLetter: isTailoring && includeCoverLetter,
	};
	if (jobDescription !== undefined && jobDescription.trim().length < SHORTEST_DESCRIPTION) {
		throw refuse(422, `jobDescription must have at least ${SHORTEST_DESCRIPTION} characters`);
	}
	return body;
}
