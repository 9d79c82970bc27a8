import { MeasuringProcess } from '../measuring';
import { baseUrlOf, type StreamSpec } from '../server/spec';
import { inTurn } from '../series';
import { megabytes } from '../units';
import type { Goal, Line, Row } from './row';

const PIECES = 30_000;
const BYTES_EACH = 1940;
/** Bytes of all contents; with what is around them the stream has 60 MB. */
const CONTENT = PIECES * BYTES_EACH;

const shapes: ReadonlyArray<{ measure: string; spec: StreamSpec; goal?: Goal }> = [
	{
		measure: 'Peak memory above rest: 60 MB in 30,000 sections, document output',
		spec: { kind: 'sections', count: PIECES, bytesEach: BYTES_EACH, alphabet: 'latin' },
		goal: { atMost: 3 },
	},
	{
		measure: '… in 30,000 pieces of 20 sections, never two of one in a row',
		spec: { kind: 'pieces', count: PIECES, sections: 20, bytesEach: BYTES_EACH, alphabet: 'latin' },
		goal: { atMost: 3 },
	},
	{
		measure: '… in 30,000 sections, with characters beyond ÿ in each',
		spec: { kind: 'sections', count: PIECES, bytesEach: BYTES_EACH, alphabet: 'any' },
	},
];

/** How much memory a stream takes at its worst moment. */
export const peakMemory: Row = {
	name: 'peak-memory',
	async run({ server }) {
		const lines: Line[] = [];
		for (const { measure, spec, goal } of shapes) {
			lines.push({
				measure,
				against: "the contents' size",
				pairs: await inTurn(
					5,
					async () => await peak(server.url, spec),
					async () => CONTENT,
				),
				unit: megabytes,
				compare: 'ratio',
				goal,
			});
		}
		return lines;
	},
};

/** Bytes, in a process of its own: a peak is for life. */
async function peak(url: string, spec: StreamSpec): Promise<number> {
	const node = new MeasuringProcess('node', 'memory');
	try {
		// Loads all that a first run loads.
		await node.read({ baseUrl: baseUrlOf(url, { kind: 'instant' }), output: 'document' });
		const reading = await node.read({ baseUrl: baseUrlOf(url, spec), output: 'document' });
		return reading.residentPeak - reading.residentBefore;
	} finally {
		await node.close();
	}
}
