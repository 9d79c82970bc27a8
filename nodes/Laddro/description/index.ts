import type { INodeProperties } from 'n8n-workflow';
import { jobParameters } from './job';
import { operationParameter } from './operation';
import { optionsParameter } from './options';
import { outputParameters } from './output';

/** What the user sees, top to bottom. */
export const properties: INodeProperties[] = [
	operationParameter,
	...jobParameters,
	...outputParameters,
	optionsParameter,
];
