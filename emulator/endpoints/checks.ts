import { z } from 'zod';
import { colors, fonts, languages, templateOf, type Looks } from '../content/catalogue';
import type { GenerationBody, Operation } from '../wire/api';
import { refuse } from '../wire/response';

/** What a request's body says. */
export type Fields = Readonly<Record<string, unknown>>;

/** A posting with fewer characters is refused with 422. */
const SHORTEST_DESCRIPTION = 20;

/** A text; null and an empty one are as good as none. */
export const text = z
	.string()
	.nullish()
	.transform((value) => value || undefined);
const number = z
	.number()
	.nonnegative()
	.nullish()
	.transform((value) => value ?? undefined);
const oneOf = (values: readonly string[]) =>
	text.refine((value) => value === undefined || values.includes(value), {
		message: `must be one of ${values.join(', ')}`,
	});

const generation = z.object({
	resumeId: text,
	jobDescription: text,
	jobUrl: text,
	positionName: text,
	language: oneOf(languages.map(({ code }) => code)),
	mode: oneOf(['standard', 'new']),
	includeCoverLetter: z.boolean().optional(),
});

/** Without a template, any color and font can be chosen. */
const anyTemplate = {
	colors: colors.map(({ id }) => id),
	fonts: fonts.map(({ family }) => family),
};

const looksIn = (template: typeof anyTemplate) =>
	z.object({
		templateId: text,
		colorId: oneOf(template.colors),
		font: oneOf(template.fonts),
		spacing: number,
		margin: number,
		fontSize: number,
		pageNumbering: oneOf(['none', 'simple', 'fraction', 'page']),
	});

/** @throws {Refusal} 400 if the fields do not match the schema */
export function check<Schema extends z.ZodTypeAny>(
	schema: Schema,
	fields: Fields,
): z.output<Schema> {
	const { data, error } = schema.safeParse(fields);
	const [issue] = error?.issues ?? [];
	if (issue) throw refuse(400, `${issue.path.join('.')}: ${issue.message}`);
	return data;
}

/** Checks the body of a request to generate in the way the API does. */
export function checkBody(operation: Operation, fields: Fields): GenerationBody {
	const { mode, includeCoverLetter, ...body } = check(generation, fields);
	const { jobDescription, jobUrl } = body;
	if (jobDescription === undefined && jobUrl === undefined) {
		throw refuse(400, 'Either jobDescription or jobUrl is required');
	}
	if (jobDescription !== undefined && jobDescription.trim().length < SHORTEST_DESCRIPTION) {
		throw refuse(422, `jobDescription must have at least ${SHORTEST_DESCRIPTION} characters`);
	}
	return operation === 'tailor' ? { ...body, mode, includeCoverLetter } : body;
}

/** The field's text; undefined if it is left out, null or empty. */
export const textIn = (fields: Fields, name: string): string | undefined =>
	check(z.object({ [name]: text }), fields)[name];

/** Checks how a PDF is to look: a template comes in some of the colors and fonts only. */
export function checkLooks(fields: Fields): Looks {
	const templateId = textIn(fields, 'templateId');
	const template = templateId === undefined ? anyTemplate : templateOf(templateId);
	if (template === undefined) throw refuse(400, `Unknown template: ${templateId}`);
	return check(looksIn(template), fields);
}
