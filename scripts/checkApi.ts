// `npm run check-api`: asks Laddro's API itself, and holds it and the node against what the package relies on.
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { judge } from '../check/facts';
import { runNode } from '../check/node';
import { record } from '../check/record';
import { hasDifferences, reportOf } from '../check/report';
import { observe, planOf, type Responses } from '../check/requests';
import { Stop, type Api } from '../check/send';
import manifest from '../package.json';
import { root } from '../n8n/system/folders';
import { runScript } from './command';

const help = `Holds the package against Laddro's API, with the key in LADDRO_API_KEY (and the address in LADDRO_BASE_URL).

It prints a table without contents, to be pasted into an issue.

Usage: npm run check-api -- [options]

  --free            only what costs nothing
  --pdf             files too, which cost more
  --yes             does not ask before credits are spent
  --record          keeps the streams in test/recordings, with their letters replaced
  --reports FOLDER  where the table is written to            (reports/check-api)
  --help            this text

Exit status: 0 if all is as expected, 1 if something differs, 2 if that could not be found out.
`;

const flag = { type: 'boolean', default: false } as const;
const { values: options } = parseArgs({
	options: {
		free: flag,
		pdf: flag,
		yes: flag,
		record: flag,
		reports: { type: 'string', default: join('reports', 'check-api') },
		help: flag,
	},
});

/**
 * Where the API is, and the key for it.
 * @throws {Stop} without a key, or if the key would cross a network in the clear
 */
function readApi(): Api {
	const { LADDRO_API_KEY: key = '', LADDRO_BASE_URL: address } = process.env;
	if (key.trim() === '') throw new Stop('LADDRO_API_KEY is not set. Nothing was asked for.');
	const baseUrl = (address || 'https://api.laddro.com').replace(/\/+$/, '');
	const { protocol, hostname } = URL.canParse(baseUrl) ? new URL(baseUrl) : {};
	const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname ?? '');
	if (protocol === 'https:' || (protocol === 'http:' && isLoopback)) {
		return { baseUrl, key: key.trim() };
	}
	throw new Stop('LADDRO_BASE_URL must be an https address. Nothing was asked for.');
}

/** @throws {Stop} unless credits may be spent */
async function agree(): Promise<void> {
	if (options.free || options.yes) return;
	if (!process.stdin.isTTY)
		throw new Stop('Say --yes to spend credits, or --free. Nothing was asked for.');
	const terminal = createInterface({ input: process.stdin, output: process.stdout });
	const reply = await terminal.question('Go on? [y/N] ');
	terminal.close();
	if (!/^y(es)?$/i.test(reply.trim())) throw new Stop('Nothing was asked for.');
}

async function main(): Promise<number> {
	const api = readApi();
	console.log(`${api.baseUrl}\n${planOf(options)}\n`);
	await agree();
	const { responses, stopped } = await observe(api, options);
	if (stopped !== undefined && responses.tailor === undefined) throw new Stop(stopped);
	if (options.record) await keepStreams(responses);
	// It takes a second to load, which is too long to be told that there is no key.
	const { loadEngine } = await import('../engine');
	const node = await runNode(await loadEngine(root), api, responses);
	const findings = { facts: judge(responses), node };
	const now = new Date().toISOString();
	const scope = options.free ? 'free calls only' : options.pdf ? 'streams and files' : 'streams';
	const headline = `# ${manifest.name} ${manifest.version} against ${new URL(api.baseUrl).host}\n\n${now}, Node ${process.versions.node}, ${scope}.`;
	const report = reportOf(findings, headline);
	console.log(report);
	const file = await write(options.reports, `${now.slice(0, 10)}.md`, `${report}\n`);
	console.log(`\nWritten to ${file}.`);
	// What has been paid for is reported even if not all could be asked.
	if (stopped !== undefined) throw new Stop(stopped);
	return hasDifferences(findings) ? 1 : 0;
}

async function keepStreams(responses: Responses): Promise<void> {
	for (const name of ['tailor', 'coverLetter'] as const) {
		const { [name]: stream } = responses;
		const recording = stream?.status === 200 ? record(name, stream) : undefined;
		if (recording === undefined) {
			console.log(`There is no stream of ${name} that can be recorded.`);
			continue;
		}
		const json = `${JSON.stringify(recording, null, '\t')}\n`;
		const file = name === 'tailor' ? 'api-tailor.json' : 'api-cover-letter.json';
		console.log(`Recorded in ${await write(join('test', 'recordings'), file, json)}.`);
	}
}

/** @returns the file's path, from the repository's root unless it is elsewhere */
async function write(folder: string, name: string, text: string): Promise<string> {
	await mkdir(resolve(root, folder), { recursive: true });
	const path = join(folder, name);
	await writeFile(resolve(root, path), text);
	return path;
}

/** Settled when all is done. */
export const done = runScript(main, { help, failure: 2 });
