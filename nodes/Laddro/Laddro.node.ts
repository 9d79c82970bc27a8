import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { CREDENTIAL } from './connect';
import { properties } from './description';
import { executeItems } from './executeItems';
import { searchResumes } from './listSearch/searchResumes';

/** The node as n8n knows it; what it does is in the rooms beside it. */
export class Laddro implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Laddro',
		name: 'laddro',
		icon: { light: 'file:laddro.svg', dark: 'file:laddro.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ { tailor: "Tailor", coverLetter: "Cover Letter" }[$parameter["operation"]] }}',
		description: 'Tailor resumes to job postings and write cover letters with AI',
		defaults: { name: 'Laddro' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: CREDENTIAL, required: true }],
		usableAsTool: true,
		properties,
	};

	methods = { listSearch: { searchResumes } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await executeItems(this)];
	}
}
