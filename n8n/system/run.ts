/** How a command is run. */
export interface RunOptions {
	cwd?: string;
	/** All of its environment; default: this process's. */
	env?: NodeJS.ProcessEnv;
}

/**
 * Runs a command to its end.
 * @returns what it printed to stdout, without the last line break
 * @throws Error whose message holds all that it printed, if it failed
 */
export async function run(
	command: string,
	args: readonly string[],
	{ cwd, env = process.env }: RunOptions = {},
): Promise<string> {
	// Not a static import: one of execa's dependencies can't be loaded with `require`.
	const { execa } = await import('execa');
	const { stdout } = await execa(command, args, { cwd, env, extendEnv: false, stdin: 'ignore' });
	return stdout;
}
