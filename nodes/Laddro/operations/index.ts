import { coverLetter } from './coverLetter';
import type { Operation } from './operation';
import { tailor } from './tailor';

/** All operations, in the order of the list in the editor. */
export const operations: readonly Operation[] = [coverLetter, tailor];

export type { Application, Operation } from './operation';
