import { colors, fonts, templateOf, templates, type Template } from '../content/catalogue';
import { refuse } from '../wire/errors';
import { answer, type Call } from './call';

/** Sends one of the API's public lists. */
export async function sendList(
	call: Call,
	name: string,
	list: ReadonlyArray<Readonly<Record<string, unknown>>>,
): Promise<void> {
	const json = { [name]: list };
	await answer(call, { operation: 'read', item: name, normal: { kind: 'json', json } });
}

const summary = ({ id, name, atsScore, layoutType, supportsProfileImage, defaults }: Template) => ({
	id,
	name,
	atsScore,
	layoutType,
	supportsProfileImage,
	defaults,
});

/** The list of templates. */
export const templateList = templates.map(summary);

/** The list of fonts. */
export const fontList = fonts.map(({ family, label }) => ({ family, label }));

/**
 * Sends a template with the colours and fonts that it comes in.
 * @throws {Refusal} 404 if there is none with this id
 */
export async function getTemplate(call: Call, id: string): Promise<void> {
	const template = templateOf(id);
	if (template === undefined) throw refuse(404, 'Template not found');
	const json = {
		...summary(template),
		availableColors: colors.filter((color) => template.colors.includes(color.id)),
		availableFonts: fontList.filter(({ family }) => template.fonts.includes(family)),
	};
	await answer(call, { operation: 'read', item: id, normal: { kind: 'json', json } });
}
