import { batch } from './batch';
import { bytes } from './bytes';
import { httpRequest } from './httpRequest';
import { leak } from './leak';
import { live } from './live';
import { load } from './load';
import { peakMemory } from './memory';
import { growth, pieces } from './pieces';
import type { Row } from './row';
import { sections } from './sections';

/** All rows, in the order of the table. */
export const rows: readonly Row[] = [
	sections,
	pieces,
	growth,
	bytes,
	live,
	batch,
	httpRequest,
	peakMemory,
	leak,
	load,
];
