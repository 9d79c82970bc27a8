import type { INodeProperties } from 'n8n-workflow';

/** Whose resume, for which job. */
export const jobParameters: INodeProperties[] = [
	{
		displayName: 'Resume',
		name: 'resumeId',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description: "The resume to work from. Leave it empty to use the account's default resume.",
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: "The account's default resume",
				typeOptions: {
					searchListMethod: 'searchResumes',
					searchable: true,
				},
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. res_8f14e45f',
			},
		],
	},
	{
		displayName: 'Position Name',
		name: 'positionName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Senior Software Engineer',
		description: 'The position that is applied for, as the posting calls it',
	},
	{
		displayName: 'Job Source',
		name: 'jobSource',
		type: 'options',
		options: [
			{
				name: 'Description',
				value: 'description',
				description: "The posting's text",
			},
			{
				name: 'URL',
				value: 'url',
				description: "The posting's web address, which Laddro reads by itself",
			},
		],
		default: 'description',
		description: 'Where the job posting comes from',
	},
	{
		displayName: 'Job Description',
		name: 'jobDescription',
		type: 'string',
		typeOptions: { rows: 6 },
		default: '',
		required: true,
		placeholder: 'e.g. We are looking for an engineer who …',
		description:
			"The posting's text. The more of it, the better the result; a few words are too few.",
		displayOptions: { show: { jobSource: ['description'] } },
	},
	{
		displayName: 'Job URL',
		name: 'jobUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://jobs.example.com/senior-engineer',
		description: "The posting's web address. It must be reachable without a login.",
		displayOptions: { show: { jobSource: ['url'] } },
	},
];
