import { colors, fonts, languages, templateOf, templates } from '../content/catalogue';
import { refuse } from '../wire/response';
import { answerJson, type Call } from './call';

const summary = (template: (typeof templates)[number]) => {
	const { id, name, atsScore, layoutType, supportsProfileImage, defaults } = template;
	return { id, name, atsScore, layoutType, supportsProfileImage, defaults };
};

/** The API's public lists. */
export const lists = { templates: templates.map(summary), fonts, languages };

/** Sends a template with the colours and fonts that it comes in. */
export async function getTemplate(call: Call, id: string): Promise<void> {
	const template = templateOf(id);
	if (template === undefined) throw refuse(404, 'Template not found');
	await answerJson(call, {
		...summary(template),
		availableColors: colors.filter((color) => template.colors.includes(color.id)),
		availableFonts: fonts.filter(({ family }) => template.fonts.includes(family)),
	});
}
