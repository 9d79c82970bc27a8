import type { INodeProperties } from 'n8n-workflow';

/** In what form the result is handed on. */
export const outputParameters: INodeProperties[] = [
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{
				name: 'One Item per Section',
				value: 'sections',
				description: 'For each input item as many output items as the document has sections',
			},
			{
				name: 'Single Document',
				value: 'document',
				description: 'For each input item one output item with the whole document',
			},
		],
		default: 'sections',
		description: 'How many output items each input item gives',
	},
	{
		displayName: 'Document Format',
		name: 'documentFormat',
		type: 'options',
		options: [
			{
				name: 'HTML',
				value: 'html',
				description: 'For e-mail; everything that comes from Laddro is escaped',
			},
			{
				name: 'Markdown',
				value: 'markdown',
			},
			{
				name: 'Plain Text',
				value: 'text',
			},
		],
		default: 'markdown',
		description: 'How the document is written down',
		displayOptions: { show: { output: ['document'] } },
	},
];
