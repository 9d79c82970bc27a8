import { root } from '../n8n/system/folders';

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

/** Ends this process with the exit code that a script comes to, or says why it came to none. */
export function endWith(script: Promise<number>): void {
	script.then(
		(exitCode) => {
			process.exitCode = exitCode;
		},
		(error: unknown) => {
			console.error(error instanceof Error ? error.message : error);
			process.exitCode = 1;
		},
	);
}
