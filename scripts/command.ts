// What the commands behind `npm run` have in common.
import { root } from '../n8n/system/folders';

/** Milliseconds between two looks at whether the parent process still runs. */
const LOOK_EVERY = 500;

/**
 * Runs a script, or prints its help if that is what the user asks for, and ends this process with the exit status that
 * the script comes to; with the status `failure` if it fails, saying why.
 */
export async function runScript(
	script: () => Promise<unknown>,
	{ help = '', failure = 1 } = {},
): Promise<void> {
	if (help && process.argv.includes('--help')) {
		console.log(help);
		return;
	}
	// Until the script has come to its end, it counts as failed.
	process.exitCode = failure;
	try {
		const result = await script();
		process.exitCode = typeof result === 'number' ? result : result === false ? 1 : 0;
	} catch (error) {
		// Errors of other classes are bugs, which nobody finds without the place.
		console.error(error instanceof Error && error.name === 'Error' ? error.message : error);
	}
}

/** The whole number that an option has. @throws Error if its text is anything else */
export function wholeNumber(name: string, text: string): number {
	if (!/^\d+$/.test(text)) throw new Error(`--${name} must be a whole number, not "${text}"`);
	return Number(text);
}

/** The value that an option has. @throws Error if it is none of these */
export function oneOf<const Value extends string>(
	name: string,
	text: string,
	values: readonly Value[],
): Value {
	const value = values.find((each) => each === text);
	if (value !== undefined) return value;
	throw new Error(`--${name} must be one of ${values.join(', ')}, not "${text}"`);
}

/**
 * A signal that is aborted when this process is to end: on Ctrl-C, SIGTERM, a closed terminal, or when its parent
 * has ended. That is what happens when npm itself is sent a signal: the shell that npm has started ends with it, but
 * does not pass it on. The parent must be that shell, so the npm script says `node --import tsx`: the command `tsx`
 * would stay in between.
 */
export function interruption(): AbortSignal {
	const interrupted = new AbortController();
	const abort = () => interrupted.abort();
	// Not `once`: a second Ctrl-C must not interrupt the closing.
	process.on('SIGINT', abort).on('SIGTERM', abort).on('SIGHUP', abort);
	// What is printed while closing may go to a terminal that is no longer there.
	process.stdout.on('error', abort);
	const parent = process.ppid;
	const looking = setInterval(() => process.ppid === parent || abort(), LOOK_EVERY).unref();
	interrupted.signal.addEventListener('abort', () => clearInterval(looking), { once: true });
	return interrupted.signal;
}

/**
 * Runs jest to its end, with this terminal as its own.
 * @param env added to this process's environment
 * @returns its exit code
 */
export async function runJest(
	args: readonly string[],
	env: Readonly<Record<string, string>>,
): Promise<number> {
	const { execa } = await import('execa');
	const options = { cwd: root, preferLocal: true, stdio: 'inherit', reject: false, env } as const;
	const jest = execa('jest', args, options);
	// Ctrl-C reaches jest as well. This process stays to clean up after it.
	process.on('SIGINT', () => undefined).on('SIGTERM', () => jest.kill('SIGTERM'));
	const { exitCode = 1 } = await jest;
	return exitCode;
}
