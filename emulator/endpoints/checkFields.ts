import { languages } from '../content/catalogue';
import { refuse } from '../wire/errors';

/** What a request's body says. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * The code of a language that the API knows; undefined if there is none in the field.
 * @throws {Refusal} 400 if it is another one
 */
export const checkLanguage = (fields: Fields, name: string): string | undefined =>
	oneOf(
		fields,
		name,
		languages.map(({ code }) => code),
	);

/** The field's text; undefined if it is left out, null or empty. */
export function text(fields: Fields, name: string): string | undefined {
	const value = fields[name];
	if (value === undefined || value === null || value === '') return undefined;
	if (typeof value !== 'string') throw refuse(400, `${name} must be a string`);
	return value;
}

/** The field's text, which has to be one of these. */
export function oneOf<Value extends string>(
	fields: Fields,
	name: string,
	values: readonly Value[],
): Value | undefined {
	const value = text(fields, name);
	if (value === undefined) return undefined;
	const known = values.find((each) => each === value);
	if (known === undefined) throw refuse(400, `${name} must be one of ${values.join(', ')}`);
	return known;
}

/** The field's number; undefined if it is left out or null. */
export function size(fields: Fields, name: string): number | undefined {
	const value = fields[name] ?? undefined;
	if (value === undefined) return undefined;
	if (typeof value !== 'number' || value < 0) throw refuse(400, `${name} must be a number`);
	return value;
}
