import { streamResponse, type Response } from '../wire/response';
import type { Copy, Fault, Normal } from './fault';
import { firstSections } from './inStream';
import { haveSections, usual } from './usual';

/** A stream of sections breaks off; what has none is as usual. Either way the document has to be read back. */
const needsCopy = (normal: Normal): Response =>
	normal.kind === 'stream' && haveSections(normal.answers ?? 'documented')
		? streamResponse(firstSections(2, normal.pieces ?? []), { end: 'cut' })
		: usual(normal);

const fault = (description: string, copy: Copy): Fault => ({
	description: `cuts a stream after some sections, and ${description}`,
	when: 'within',
	of: 'copy',
	outcome: needsCopy,
	copy,
});

/** Faults of the copy that is stored of a document, and of its name. */
export const ofCopy = {
	copy_stale: fault('stores an older document in its place', { stale: true }),
	copy_late: fault('does not find the stored copy the first time', { misses: 1 }),
	copy_never: fault('never finds the stored copy', { misses: Infinity }),
	copy_metadata: fault('stores no more than its title and dates', { metadata: true }),
	unnamed: {
		description: 'ends without any section or id; a file comes without its ids',
		when: 'within',
		of: 'copy',
		outcome: (normal) => ({
			...(normal.kind === 'stream' && haveSections(normal.answers ?? 'documented')
				? streamResponse([{ kind: 'done' }])
				: usual(normal)),
			ids: 'none',
		}),
	},
} satisfies Record<string, Fault>;
