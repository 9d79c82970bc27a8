import { MeasuringProcess } from '../measuring';
import { baseUrlOf, type StreamSpec } from '../server/spec';
import { inTurn } from '../series';
import { perMegabyte } from '../units';
import { cpuOf, sameResult } from './cpu';
import type { Row } from './row';

const SECTIONS = 20_000;
const BYTES = 40e6;
/** Bytes of an event around its content. */
const FRAME = 60;
/** Readings in a sample, so that one garbage collection more or less does not decide. */
const READINGS = 3;
const PAIRS = 7;

const spec: StreamSpec = {
	kind: 'sections',
	count: SECTIONS,
	bytesEach: BYTES / SECTIONS - FRAME,
	alphabet: 'any',
};

/** A long stream of whole sections: what a megabyte costs, and how much of that is the place where it is read. */
export const sections: Row = {
	name: 'sections',
	async run({ server }) {
		const baseUrl = baseUrlOf(server.url, spec);
		const node = new MeasuringProcess('node');
		const plain = new MeasuringProcess('plain');
		const plainInN8n = new MeasuringProcess('plainInN8n');
		const compare = async (other: MeasuringProcess) => {
			const perMB = async (process: MeasuringProcess) =>
				(await cpuOf(process, baseUrl, READINGS)) / (BYTES / 1e6);
			return await inTurn(
				PAIRS,
				async () => await perMB(node),
				async () => await perMB(other),
			);
		};
		try {
			await sameResult(baseUrl, node, plain, plainInN8n);
			const line = {
				measure: 'CPU per MB: 40 MB in 20,000 sections, to items',
				unit: perMegabyte,
				compare: 'ratio',
			} as const;
			return [
				{ ...line, against: 'plain loop', pairs: await compare(plain), goal: { atMost: 1.15 } },
				{
					...line,
					measure: '… the same',
					against: "plain loop beside n8n's engine, to the same items",
					pairs: await compare(plainInN8n),
				},
			];
		} finally {
			await Promise.all([node, plain, plainInN8n].map(async (process) => await process.close()));
		}
	},
};
