import type { Result } from '../common/result';
import type { ItemParameters } from '../parameters/itemParameters';
import { notAChoice } from '../parameters/kinds';
import { both } from './application/both';
import { coverLetter } from './application/coverLetter';
import { createCoverLetter } from './document/createCoverLetter';
import { downloadPdf } from './document/downloadPdf';
import { get } from './document/get';
import { getMany } from './document/getMany';
import type { Operation, Task } from './operation';
import { tailor } from './application/tailor';

/** All operations, in the order of the list in the editor. The first one of a resource is its default. */
export const operations: readonly Operation[] = [
	tailor,
	coverLetter,
	both,
	get,
	getMany,
	downloadPdf,
	createCoverLetter,
];

/**
 * Reads and checks what an input item asks for.
 *
 * @param known the operations to choose from
 */
export function readTask(
	parameters: ItemParameters,
	known: readonly Operation[] = operations,
): Result<Task> {
	const resource = parameters.value('resource');
	if (!resource.ok) return resource;
	const value = parameters.value('operation');
	if (!value.ok) return value;
	const ofResource = known.filter((operation) => operation.resource === resource.value);
	if (ofResource.length === 0) {
		return notAChoice(
			'Resource',
			known.map((operation) => ({ value: operation.resource })),
		);
	}
	const operation = ofResource.find((candidate) => candidate.value === value.value);
	return operation ? operation.read(parameters) : notAChoice('Operation', ofResource);
}
