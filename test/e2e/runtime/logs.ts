/** Where jest's environment (environment.ts) finds the logs of the servers that a test file has started. */
declare global {
	var serverLogs: Map<string, () => string> | undefined;
}

/** Has the end of this log printed when a test fails. */
export function watchLog(name: string, read: () => string): void {
	globalThis.serverLogs ??= new Map();
	globalThis.serverLogs.set(name, read);
}
