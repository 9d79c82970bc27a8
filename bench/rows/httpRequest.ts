import { RealN8n } from '../n8n/realN8n';
import { baseUrlOf } from '../server/spec';
import { inTurn } from '../series';
import { perItem, seconds } from '../units';
import { CONCURRENCY, ITEMS, SERVER_TIME } from './batch';
import type { Bench, Goal, Line, Row } from './row';

const OTHER = 'HTTP Request node, raw text';

/** The node beside n8n's own HTTP Request node, in the same real n8n. That one has no limit but batches. */
export const httpRequest: Row = {
	name: 'http-request',
	async run(bench) {
		const n8n = await RealN8n.start();
		try {
			return [
				await slowServer(n8n, bench),
				await overhead(n8n, bench, {
					items: 10_000,
					against: `${OTHER}, all at once`,
					goal: { below: 1 },
				}),
				await overhead(n8n, bench, {
					items: 2_000,
					against: `${OTHER}, batches of 50 every ms`,
					goal: { below: 1 },
					batching: { batchSize: 50, batchInterval: 1 },
				}),
				await overhead(n8n, bench, {
					items: 2_000,
					against: `${OTHER}, all at once, without a credential`,
					anonymous: true,
				}),
			];
		} finally {
			await n8n.close();
		}
	},
};

async function slowServer(n8n: RealN8n, { server }: Bench): Promise<Line> {
	const baseUrl = baseUrlOf(server.url, { kind: 'paced', duration: SERVER_TIME });
	const batching = { batchSize: CONCURRENCY, batchInterval: SERVER_TIME };
	return {
		measure: 'Wall: the same, in n8n itself',
		against: `${OTHER}, batches of 10 every s`,
		pairs: await inTurn(
			5,
			async () => (await n8n.runLaddro(baseUrl, ITEMS, CONCURRENCY)).time,
			async () => (await n8n.runHttpRequest(baseUrl, ITEMS, { batching })).time,
		),
		unit: seconds,
		compare: 'ratio',
		goal: { below: 1 },
	};
}

interface Other {
	items: number;
	against: string;
	goal?: Goal;
	batching?: { batchSize: number; batchInterval: number };
	anonymous?: boolean;
}

async function overhead(n8n: RealN8n, { server }: Bench, other: Other): Promise<Line> {
	const { items, against, goal } = other;
	const baseUrl = baseUrlOf(server.url, { kind: 'instant' });
	return {
		measure: `Wall an item: ${items.toLocaleString('en')} items answered at once, concurrency 50, in n8n itself`,
		against,
		pairs: await inTurn(
			5,
			async () => (await n8n.runLaddro(baseUrl, items, 50)).time / items,
			async () => (await n8n.runHttpRequest(baseUrl, items, other)).time / items,
		),
		unit: perItem,
		compare: 'ratio',
		goal,
	};
}
