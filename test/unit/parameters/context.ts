import type { IExecuteFunctions } from 'n8n-workflow';
import { NODE } from '../output/generation';

/** What a new node of this kind in the editor holds, with a posting put in. */
const DEFAULTS: Record<string, unknown> = {
	operation: 'tailor',
	resumeId: 'res_1',
	positionName: '',
	jobSource: 'description',
	jobDescription: 'We look for an engineer.',
	jobUrl: '',
	output: 'sections',
	documentFormat: 'markdown',
	options: {},
};

/** n8n, as far as reading parameters goes; each item can have its own. */
export function contextWith(...items: Array<Record<string, unknown>>): IExecuteFunctions {
	const context: Pick<IExecuteFunctions, 'getNode'> & Record<'getNodeParameter', unknown> = {
		getNode: () => NODE,
		getNodeParameter: (name: string, itemIndex: number, fallback: unknown) =>
			({ ...DEFAULTS, ...items[itemIndex] })[name] ?? fallback,
	};
	return context as IExecuteFunctions;
}
