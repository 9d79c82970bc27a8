import { MeasuringProcess } from '../measuring';
import { baseUrlOf } from '../server/spec';
import { megabytes } from '../units';
import type { Row } from './row';

/** Streams in one execution. */
const TOGETHER = 50;

/** Whether anything stays behind of a stream that is over. */
export const leak: Row = {
	name: 'leak',
	inQuick: true,
	async run({ server, quick }) {
		const baseUrl = baseUrlOf(server.url, {
			kind: 'sections',
			count: 50,
			bytesEach: 2000,
			alphabet: 'latin',
		});
		const early = 100;
		const late = quick ? 500 : 1000;
		let node = new MeasuringProcess('node', 'memory');
		const heldAfter = async (streams: number) => {
			let held = NaN;
			for (let read = 0; read < streams; read += TOGETHER) {
				held = (await node.read({ baseUrl, items: TOGETHER, concurrency: 10 })).held;
			}
			return held;
		};
		try {
			const rounds = quick ? 1 : 5;
			const pairs: { ours: number[]; against: number[] } = { ours: [], against: [] };
			for (let round = 0; round < rounds; round++) {
				if (round > 0) {
					await node.close();
					node = new MeasuringProcess('node', 'memory');
				}
				pairs.against.push(await heldAfter(early));
				pairs.ours.push(await heldAfter(late - early));
			}
			return [
				{
					measure: `Memory at rest after ${late.toLocaleString('en')} streams`,
					against: `after ${early}`,
					pairs,
					unit: megabytes,
					compare: 'ratio',
					goal: { atMost: 1.05 },
					quickBound: 1.1,
				},
			];
		} finally {
			await node.close();
		}
	},
};
