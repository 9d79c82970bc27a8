import { MeasuringProcess } from '../measuring';
import { baseUrlOf, type StreamSpec } from '../server/spec';
import { inTurn } from '../series';
import { milliseconds } from '../units';
import { cpuOf, sameResult } from './cpu';
import type { Line, Row } from './row';

const TOTAL = 1_000_000;

/** The worst way to cut a stream. */
export const bytes: Row = {
	name: 'bytes',
	async run({ server }) {
		const single: StreamSpec = { kind: 'bytes', total: TOTAL, how: 'packets' };
		const burst: StreamSpec = { kind: 'bytes', total: TOTAL, how: 'burst' };
		const processes = {
			node: new MeasuringProcess('node'),
			plain: new MeasuringProcess('plain'),
			http: new MeasuringProcess('http'),
		};
		const compare = async (measure: string, spec: StreamSpec, other: 'plain' | 'http') => {
			const baseUrl = baseUrlOf(server.url, spec);
			const line: Line = {
				measure,
				against: names[other],
				pairs: await inTurn(
					5,
					async () => await cpuOf(processes.node, baseUrl, 1),
					async () => await cpuOf(processes[other], baseUrl, 1),
				),
				unit: milliseconds,
				compare: 'ratio',
			};
			return line;
		};
		try {
			await sameResult(baseUrlOf(server.url, burst), processes.node, processes.plain);
			return [
				{
					...(await compare('CPU: 1 MB, one byte a packet', single, 'plain')),
					goal: { atMost: 1.5 },
				},
				{
					...(await compare('CPU: 1 MB, one byte an HTTP chunk', burst, 'plain')),
					goal: { atMost: 1.5 },
				},
				await compare('… the same', burst, 'http'),
			];
		} finally {
			await Promise.all(Object.values(processes).map(async (process) => await process.close()));
		}
	},
};

const names = {
	plain: 'plain loop',
	http: "Node's HTTP client, reading nothing into it",
};
