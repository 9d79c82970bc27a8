import { colors, fonts, pageNumberings, templateOf, type Looks } from '../content/catalogue';
import { refuse } from '../wire/errors';
import { oneOf, size, text, type Fields } from './checkFields';

/**
 * Checks how a PDF is to look.
 * @throws {Refusal} 400 if the template, or a colour or font of it, is not known, or a number is none
 */
export function checkLooks(fields: Fields): Looks {
	const templateId = text(fields, 'templateId');
	const template = templateOf(templateId);
	if (template === undefined) throw refuse(400, `Unknown template: ${templateId}`);
	const isChosen = templateId !== undefined;
	return {
		templateId,
		colorId: oneOf(fields, 'colorId', isChosen ? template.colors : colors.map(({ id }) => id)),
		font: oneOf(fields, 'font', isChosen ? template.fonts : fonts.map(({ family }) => family)),
		spacing: size(fields, 'spacing'),
		margin: size(fields, 'margin'),
		fontSize: size(fields, 'fontSize'),
		pageNumbering: oneOf(fields, 'pageNumbering', pageNumberings),
	};
}
