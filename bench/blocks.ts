// The longest time in which n8n can do nothing else while the node reads a document of 1 MiB, whatever its shape.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Engine } from '../engine';
import { laddro, MEASURED, workflowOf } from './nodes';

const SIZE = 2 ** 20;
const filled = (part: string, before = '') =>
	(before + part.repeat(SIZE / part.length)).slice(0, SIZE);

/** The content of the one section. */
const contents = [
	filled('A long *paragraph* with `code`, a [link](https://a.example) and 5 < 6 & so on. '),
	filled('| Nurse | **Kuopio** |\n', '| a | b |\n| - | - |\n'),
	filled('<tr><td>Nurse</td><td><b>Kuopio</b></td></tr>', '<table>'),
	filled('- a\n  - b\n    - c\n      - d\n'),
	filled('<ul><li>a<ul><li>b</li></ul></li></ul>'),
	filled('const a = `b` + <c>;\n', '```js\n'),
	filled('<div><p>Some <b>bold <i>text</b></i> &amp; <span>more</div><br></td><!-- a'),
];
const position = { company: 'KYS', startDate: '2020-03', description: '<p>Led a team</p>' };
const stored = {
	personal: { name: 'Maya' },
	experience: Array<object>(Math.ceil(SIZE / JSON.stringify(position).length)).fill(position),
	skills: ['Go'],
};
const bodies = [
	...contents.map((content) => ({ type: 'section', section: 'a', content })),
	{ type: 'complete', data: stored },
].map((event) => `data: ${JSON.stringify(event)}\n\ndata: {"type":"done"}\n\n`);

/** @returns milliseconds */
export async function longestBlock(run: Engine['run']): Promise<number> {
	let body = '';
	const server = createServer((request, response) => {
		const headers = { 'content-type': 'text/event-stream' };
		request.resume().once('end', () => response.writeHead(200, headers).end(Buffer.from(body)));
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const address = server.address();
	const baseUrl = `http://127.0.0.1:${typeof address === 'object' && address?.port}`;
	const options = { input: [{ json: {} }], credential: { apiKey: 'laddro_live_bench', baseUrl } };
	const delay = monitorEventLoopDelay({ resolution: 1 });
	const read = async (documentFormat: string) => {
		const result = await run(workflowOf(laddro({ documentFormat }), baseUrl), options);
		const { document } = result.items(MEASURED)[0]?.json ?? {};
		if (String(document).length < SIZE / 4) throw new Error(`Too short: ${String(document)}`);
	};
	body = bodies[0]!;
	// Loads all that is needed.
	await read('html');
	delay.enable();
	for (body of bodies)
		for (const format of ['html', 'markdown', 'slack', 'text']) await read(format);
	server.close();
	return delay.max / 1e6;
}
