import { dirname, join } from 'node:path';
import { installation } from '../../n8n/releases/installation';
import { run } from '../../n8n/system/run';
import { currentRelease } from '../../n8n/releases/releases';
import { smallestNodes } from '../load/comparable';
import { inTurn, median } from '../series';
import { fineMilliseconds } from '../units';
import type { Row } from './row';

const OTHERS = 10;

const dist = join(__dirname, '../../dist');
const ours = [
	join(dist, 'nodes/Laddro/Laddro.node.js'),
	join(dist, 'credentials/LaddroApi.credentials.js'),
];

/** How long n8n's start takes longer for the package. */
export const load: Row = {
	name: 'load',
	async run() {
		const { node, n8n } = await installation(currentRelease());
		const others = await smallestNodes(join(dirname(n8n), '../../n8n-nodes-base'), OTHERS);
		const requireTime = async (files: string[]) =>
			Number(await run(node, [join(__dirname, '../load/requireOnce.mjs'), ...files]));
		return [
			{
				measure: 'require of node and credential',
				against: `the median of n8n's own ${OTHERS} smallest`,
				pairs: await inTurn(
					7,
					async () => await requireTime(ours),
					async () => {
						const times: number[] = [];
						for (const files of others) times.push(await requireTime(files));
						return median(times);
					},
				),
				unit: fineMilliseconds,
				compare: 'ratio',
				goal: { atMost: 1 },
			},
		];
	},
};
