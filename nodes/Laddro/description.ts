import { operations } from './operations';
import { describeHints, describeParameters, describeSubtitle } from './operations/description';

// What follows from the operations. The build puts the result into the package, and n8n's start needs none of their code.
export const subtitle = describeSubtitle(operations);
export const hints = describeHints(operations);
export const properties = describeParameters(operations);
