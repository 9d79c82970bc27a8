import { MeasuringProcess } from '../measuring';
import { baseUrlOf, type StreamSpec } from '../server/spec';
import { inTurn } from '../series';
import { milliseconds } from '../units';
import { cpuOf, sameResult } from './cpu';
import type { Row } from './row';

const piecesOf = (count: number): StreamSpec => ({
	kind: 'pieces',
	count,
	sections: 20,
	bytesEach: 4,
	alphabet: 'latin',
});

/** A stream of tiny pieces: what an event costs. */
export const pieces: Row = {
	name: 'pieces',
	async run({ server }) {
		const baseUrl = baseUrlOf(server.url, piecesOf(1_000_000));
		const node = new MeasuringProcess('node');
		const plain = new MeasuringProcess('plain');
		try {
			await sameResult(baseUrl, node, plain);
			const pairs = await inTurn(
				7,
				async () => await cpuOf(node, baseUrl, 1),
				async () => await cpuOf(plain, baseUrl, 1),
			);
			return [
				{
					measure: 'CPU: 1,000,000 pieces of 20 sections, to items',
					against: 'plain loop',
					pairs,
					unit: milliseconds,
					compare: 'ratio',
					goal: { atMost: 1.3 },
				},
			];
		} finally {
			await Promise.all([node.close(), plain.close()]);
		}
	},
};

/** Twice the pieces are to take twice the time: what is added to a section must not cost what is there already. */
export const growth: Row = {
	name: 'growth',
	inQuick: true,
	async run({ server, quick }) {
		const large = quick ? 200_000 : 1_000_000;
		const node = new MeasuringProcess('node');
		try {
			// Several readings of the small size, so that both samples last as long.
			const cpu = async (count: number, readings: number) =>
				await cpuOf(node, baseUrlOf(server.url, piecesOf(count)), readings);
			await cpu(large, 2);
			const pairs = await inTurn(
				quick ? 5 : 7,
				async () => await cpu(large, 1),
				async () => await cpu(large / 2, 2),
			);
			return [
				{
					measure: `CPU: ${large.toLocaleString('en')} pieces, to items`,
					against: 'half as many pieces',
					pairs,
					unit: milliseconds,
					compare: 'ratio',
					goal: { atMost: 2.2 },
					quickBound: 3,
				},
			];
		} finally {
			await node.close();
		}
	},
};
