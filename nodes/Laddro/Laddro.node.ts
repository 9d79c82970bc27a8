import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { CREDENTIAL } from './api/connect';
import { executeItems } from './executeItems';
import { searchDocuments, searchResumes } from './listSearch/searchDocuments';
import { searchColors, searchFonts, searchTemplates } from './listSearch/searchLooks';
import { operations } from './operations';
import { describeHints, describeParameters, describeSubtitle } from './operations/description';

/** The node as n8n knows it, put together from the folders beside it. */
export class Laddro implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Laddro',
		name: 'laddro',
		icon: { light: 'file:laddro.svg', dark: 'file:laddro.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: describeSubtitle(operations),
		description: 'Tailor resumes to job postings and write cover letters with AI',
		defaults: { name: 'Laddro' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: CREDENTIAL, required: true }],
		usableAsTool: true,
		hints: describeHints(operations),
		properties: describeParameters(operations),
	};

	methods = {
		listSearch: { searchResumes, searchDocuments, searchTemplates, searchColors, searchFonts },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await executeItems(this)];
	}
}
