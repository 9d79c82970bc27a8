import {
	colors,
	fonts,
	languages,
	pageNumberings,
	templateOf,
	type Looks,
} from '../content/catalogue';
import type { GenerationBody, Operation } from '../wire/api';
import { refuse } from '../wire/response';

/** What a request's body says. */
export type Fields = Readonly<Record<string, unknown>>;

const modes = ['standard', 'new'];
const languageCodes = languages.map(({ code }) => code);
const colorIds = colors.map(({ id }) => id);
const families = fonts.map(({ family }) => family);

/** A posting with fewer characters is refused with 422. */
const SHORTEST_DESCRIPTION = 20;

/** The field's text; undefined if it is left out, null or empty. */
export function text(fields: Fields, name: string): string | undefined {
	const value = fields[name];
	if (value === undefined || value === null || value === '') return undefined;
	if (typeof value !== 'string') throw refuse(400, `${name} must be a string`);
	return value;
}

/** The field's text, which has to be one of these. */
function oneOf<Value extends string>(
	fields: Fields,
	name: string,
	values: readonly Value[],
): Value | undefined {
	const value = text(fields, name);
	const known = values.find((each) => each === value);
	if (value !== undefined && known === undefined) {
		throw refuse(400, `${name} must be one of ${values.join(', ')}`);
	}
	return known;
}

/** The field's number; undefined if it is left out or null. */
function number(fields: Fields, name: string): number | undefined {
	const value = fields[name] ?? undefined;
	if (value === undefined) return undefined;
	if (typeof value !== 'number' || value < 0) throw refuse(400, `${name} must be a number`);
	return value;
}

/** Checks the body of a request to generate in the way the API does. */
export function checkBody(operation: Operation, fields: Fields): GenerationBody {
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
		language: oneOf(fields, 'language', languageCodes),
		mode: isTailoring ? oneOf(fields, 'mode', modes) : undefined,
		includeCoverLetter: isTailoring && includeCoverLetter,
	};
	if (jobDescription !== undefined && jobDescription.trim().length < SHORTEST_DESCRIPTION) {
		throw refuse(422, `jobDescription must have at least ${SHORTEST_DESCRIPTION} characters`);
	}
	return body;
}

/** Checks how a PDF is to look. */
export function checkLooks(fields: Fields): Looks {
	const templateId = text(fields, 'templateId');
	const template = templateOf(templateId);
	if (template === undefined) throw refuse(400, `Unknown template: ${templateId}`);
	const isChosen = templateId !== undefined;
	return {
		templateId,
		colorId: oneOf(fields, 'colorId', isChosen ? template.colors : colorIds),
		font: oneOf(fields, 'font', isChosen ? template.fonts : families),
		spacing: number(fields, 'spacing'),
		margin: number(fields, 'margin'),
		fontSize: number(fields, 'fontSize'),
		pageNumbering: oneOf(fields, 'pageNumbering', pageNumberings),
	};
}
