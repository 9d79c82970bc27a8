import type { Circus } from '@jest/types';
import { TestEnvironment } from 'jest-environment-node';
import type {} from '../../n8n/system/logs';

/** Characters of each log. */
const shown = 4_000;

/** Prints the end of the logs of n8n and the other servers whenever a test fails. */
export default class ServerLogsEnvironment extends TestEnvironment {
	handleTestEvent(event: Circus.Event): void {
		const failed =
			event.name === 'hook_failure' || (event.name === 'test_done' && event.test.errors.length > 0);
		if (!failed) return;
		for (const [name, read] of this.global.serverLogs ?? []) {
			console.error(`--- the end of ${name}'s log\n${read().slice(-shown)}`);
		}
	}
}
