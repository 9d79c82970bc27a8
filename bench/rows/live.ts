import { MeasuringProcess } from '../measuring';
import { baseUrlOf } from '../server/spec';
import { inTurn } from '../series';
import { fineMilliseconds } from '../units';
import type { Row } from './row';

const STREAMS = 50;
/** Milliseconds: the stream stands open for so long before its first section. */
const DELAY = 30;

/** How soon a section that the server has written is handed to whoever listens. */
export const live: Row = {
	name: 'live',
	async run({ server }) {
		const baseUrl = baseUrlOf(server.url, { kind: 'timed', delay: DELAY });
		const node = new MeasuringProcess('node');
		const plain = new MeasuringProcess('plain');
		const latency = async (process: MeasuringProcess) => {
			const reading = await process.read({ baseUrl, live: true });
			if (reading.latency === undefined) throw new Error('Nothing was handed on live');
			return reading.latency;
		};
		try {
			const pairs = await inTurn(
				STREAMS,
				async () => await latency(node),
				async () => await latency(plain),
			);
			return [
				{
					measure: "From the server's write of the first section to n8n's live part",
					against: "plain loop's first event",
					pairs,
					unit: fineMilliseconds,
					compare: 'difference',
					goal: { atMost: 5 },
				},
			];
		} finally {
			await Promise.all([node.close(), plain.close()]);
		}
	},
};
