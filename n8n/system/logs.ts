/** Where jest's environment (test/e2e/environment.ts) finds the logs of the servers that a test file started. */
declare global {
	var serverLogs: Map<string, () => string> | undefined;
}

/** Registers a log whose end is printed when a test fails. */
export function watchLog(name: string, read: () => string): void {
	globalThis.serverLogs ??= new Map();
	globalThis.serverLogs.set(name, read);
}
