import { success } from '../common/result';
import type { Field } from './field';
import { textOf } from './kinds';

/** The resume to work from. `undefined` stands for the account's default one. */
export const resumeId: Field<string | undefined> = {
	properties: [
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
					placeholder: 'Default Resume',
					typeOptions: {
						searchListMethod: 'searchResumes',
						searchable: true,
					},
				},
				{
					displayName: 'By ID',
					name: 'id',
					type: 'string',
					placeholder: 'e.g. 8f14e45f-ceea-467f-a0a2-6f1d5e2b8c11',
				},
			],
		},
	],
	read(parameters) {
		const value = parameters.locatedId('resumeId');
		if (!value.ok) return value;
		const id = textOf(value.value, 'Resume');
		return id.ok ? success(id.value?.trim()) : id;
	},
};
