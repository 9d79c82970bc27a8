import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type ILoadOptionsFunctions,
	type INodeExecutionData,
	type INodeListSearchResult,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { CREDENTIAL } from './api/connect';
import { hints, properties, subtitle } from './description';
import { executeItems } from './executeItems';
import { loadLater, type Later } from './loadLater';
import { pickerError } from './output/nodeError';

/** One of the editor's lists, whose code is loaded when it is first opened. */
function picker(name: Exclude<keyof Later, 'workOnItems'>) {
	return async function (
		this: ILoadOptionsFunctions,
		filter?: string,
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		const later = await loadLater();
		if (!later.ok) throw pickerError(this.getNode(), later.failure);
		return await later.value[name].call(this, filter, paginationToken);
	};
}

/** The node as n8n knows it, put together from the folders beside it. */
export class Laddro implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Laddro',
		name: 'laddro',
		icon: { light: 'file:laddro.svg', dark: 'file:laddro.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle,
		description: 'Tailor resumes to job postings and write cover letters with AI',
		defaults: { name: 'Laddro' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: CREDENTIAL, required: true }],
		usableAsTool: true,
		hints,
		properties,
	};

	methods = {
		listSearch: {
			searchResumes: picker('searchResumes'),
			searchDocuments: picker('searchDocuments'),
			searchTemplates: picker('searchTemplates'),
			searchColors: picker('searchColors'),
			searchFonts: picker('searchFonts'),
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await executeItems(this)];
	}
}
