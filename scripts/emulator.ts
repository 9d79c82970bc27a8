// `npm run emulator`: the emulator by itself, for an n8n of your own.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { answers, faultNames, faultResumeId, faults, people } from '../emulator';
import { readRecording, replay, startEmulator, type LedgerEntry } from '../emulator';
import { runScript, interruption, oneOf, wholeNumber } from './command';

const help = `Laddro's Career API, emulated on this machine.

Usage: npm run emulator -- [options]

  --port N         port on 127.0.0.1, 0 for a free one       (8484)
  --answers WAY    what a call for a stream gets: sections in
                   one of the dialects (documented, sdk), steps
                   and an id (ids), steps and the document
                   (inline), json or pdf                     (documented)
  --dialect NAME   the same for documented and sdk only
  --delay MS       milliseconds between two pieces           (120)
  --key KEY        the only API key that is accepted         (laddro_live_emulator_key)
  --credits N      credits at the start                      (200)
  --rpm N          requests per minute, 0 for no limit       (100)
  --replay FILE    sends a recording that npm run check-api has
                   made in place of a stream; one for each operation
  --fast           replays without the recorded waits
  --faults         lists the resumes that show a fault too
  --ids PLACE      where the documents that are stored are named:
                   headers, event (the last one) or none     (as suits the answers)
  --shape NAME     of lists and documents: sdk, doc or canonical
                   (documents only)                          (sdk)
  --help           this text

A Laddro API credential for it has the key above and the base URL http://127.0.0.1:8484.

A node whose resume, chosen by ID, is one of these shows a fault:

${table(faultNames.map((name) => [faultResumeId(name), faults[name].description]))}
`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const { values } = parseArgs({
	options: {
		port: { ...text, default: '8484' },
		answers: text,
		dialect: text,
		delay: { ...text, default: '120' },
		key: text,
		credits: { ...text, default: '200' },
		rpm: { ...text, default: '100' },
		replay: { ...text, multiple: true, default: [] },
		fast: flag,
		faults: flag,
		ids: text,
		shape: { ...text, default: 'sdk' },
		help: flag,
	},
});

/** Prints one line for a request that has ended. The key is never printed. */
function log(entry: LedgerEntry): void {
	const seconds = (((entry.endedAt ?? entry.receivedAt) - entry.receivedAt) / 1000).toFixed(2);
	const parts = [
		`${entry.method} ${entry.path}${entry.query}`,
		entry.upload?.fileName ?? entry.resumeId,
		entry.status ?? 'no response',
		entry.sectionsSent > 0 && `${entry.sectionsSent} sections`,
		entry.kind === 'file' && entry.bytesSent > 0 && `${entry.bytesSent} bytes`,
		entry.credits > 0 && `${entry.credits} credits`,
		entry.fault && `fault ${entry.fault}`,
		entry.endedBy === 'client' && `client left ${entry.afterDone ? 'after done' : 'early'}`,
		`${seconds} s`,
	];
	console.log(parts.filter(Boolean).join(' · '));
}

function table(rows: ReadonlyArray<readonly [string, string]>): string {
	const width = Math.max(...rows.map(([first]) => first.length));
	return rows.map(([first, second]) => `  ${first.padEnd(width)}  ${second}`).join('\n');
}

async function main(): Promise<void> {
	const recordings = values.replay.map((file) => readRecording(readFileSync(file, 'utf8')));
	const shape = oneOf('shape', values.shape, ['sdk', 'doc', 'canonical']);
	const emulator = await startEmulator({
		port: wholeNumber('port', values.port),
		...(values.answers && { answers: oneOf('answers', values.answers, answers) }),
		...(values.dialect && { dialect: oneOf('dialect', values.dialect, ['documented', 'sdk']) }),
		...(values.ids && { documentIds: oneOf('ids', values.ids, ['headers', 'event', 'none']) }),
		shape,
		resumeListShape: shape === 'doc' ? 'doc' : 'sdk',
		pieceDelay: wholeNumber('delay', values.delay),
		apiKey: values.key,
		credits: wholeNumber('credits', values.credits),
		requestsPerMinute: wholeNumber('rpm', values.rpm),
		listFaults: values.faults,
		onRequestEnd: log,
		...(recordings.length > 0 && replay(recordings, values)),
	});
	const current = people.map(({ id, name, own }) => [id, `${name}, ${own.role}`] as const);
	console.log(`
Base URL  ${emulator.url}
API key   ${emulator.apiKey}

Put both into a Laddro API credential. The account has several resumes of

${table(current)}

and resumes that show faults, such as ${faultResumeId('truncated')}: --help describes them.
Requests are listed below. Ctrl-C stops the emulator.
`);
	interruption().addEventListener('abort', () => void emulator.close());
}

void runScript(main, { help });
