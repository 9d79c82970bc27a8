/** Milliseconds between two looks at whether the parent process still runs. */
const LOOK_EVERY = 500;

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
