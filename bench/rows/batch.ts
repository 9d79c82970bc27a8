import { MeasuringProcess } from '../measuring';
import { baseUrlOf } from '../server/spec';
import { inTurn } from '../series';
import { seconds } from '../units';
import type { Row } from './row';

export const ITEMS = 60;
export const CONCURRENCY = 10;
/** Milliseconds that the server takes for one item. */
export const SERVER_TIME = 1000;
const IDEAL = (ITEMS / CONCURRENCY) * SERVER_TIME;

/** How near a batch comes to what the server's own pace allows. */
export const batch: Row = {
	name: 'batch',
	async run({ server }) {
		const baseUrl = baseUrlOf(server.url, { kind: 'paced', duration: SERVER_TIME });
		const node = new MeasuringProcess('node');
		try {
			const pairs = await inTurn(
				5,
				async () => (await node.read({ baseUrl, items: ITEMS, concurrency: CONCURRENCY })).wall,
				async () => IDEAL,
			);
			return [
				{
					measure: 'Wall: 60 items of 1 s of server time, concurrency 10',
					against: 'the ideal',
					pairs,
					unit: seconds,
					compare: 'ratio',
					goal: { atMost: 1.05 },
				},
			];
		} finally {
			await node.close();
		}
	},
};
