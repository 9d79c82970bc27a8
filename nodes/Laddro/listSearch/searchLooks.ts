import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { isObject } from '../common/json';
import { pickerError } from '../output/nodeError';
import { responseOf, lookUpFor } from './lookUp';

/** Lists the templates of PDF files. */
export async function searchTemplates(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { templates } = await ask(this, '/v1/templates');
	return listOf(entries(templates, 'id', 'name'), filter);
}

/** Lists the colors of the chosen template. */
export async function searchColors(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const template = chosenTemplate(this);
	if (template === undefined) {
		throw pickerError(this.getNode(), {
			kind: 'parameter',
			message: "Choose a template in 'Template' first: each has its own colors",
		});
	}
	const { availableColors } = await ask(this, templatePath(template));
	return listOf(entries(availableColors, 'id', 'name'), filter);
}

/** Lists the fonts of the chosen template, or all fonts when none is chosen. */
export async function searchFonts(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const template = chosenTemplate(this);
	const { availableFonts, fonts } = await ask(
		this,
		template === undefined ? '/v1/fonts' : templatePath(template),
	);
	return listOf(entries(availableFonts ?? fonts, 'family', 'label'), filter);
}

async function ask(context: ILoadOptionsFunctions, path: string): Promise<Record<string, unknown>> {
	const lookUp = await lookUpFor(context);
	return responseOf(context, await lookUp({ path }));
}

function templatePath(id: string): string {
	return `/v1/templates/${encodeURIComponent(id)}`;
}

/** The template chosen beside the picker; `undefined` where there is none yet, or an expression, whose value is not known here. */
function chosenTemplate(context: ILoadOptionsFunctions): string | undefined {
	const chosen: unknown = context.getCurrentNodeParameter('options.templateId', {
		extractValue: true,
	});
	return typeof chosen === 'string' && chosen !== '' && !chosen.startsWith('=')
		? chosen
		: undefined;
}

/** Entries of one of the API's lists, named by a field of theirs where they have it. */
function entries(rows: unknown, idField: string, nameField: string): INodeListSearchItems[] {
	if (!Array.isArray(rows)) return [];
	return rows.filter(isObject).flatMap((row) => {
		const { [idField]: value, [nameField]: name } = row;
		if (typeof value !== 'string' || value === '') return [];
		return [{ name: typeof name === 'string' && name !== '' ? name : value, value }];
	});
}

function listOf(
	found: readonly INodeListSearchItems[],
	filter: string | undefined,
): INodeListSearchResult {
	const wanted = filter?.trim().toLowerCase() ?? '';
	return { results: found.filter(({ name }) => name.toLowerCase().includes(wanted)) };
}
