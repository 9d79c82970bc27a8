import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Behaviour, ReceivedRequest } from '../faults/behaviour';
import { recordedBytes, type Recording } from './recording';

/** Settings of an emulator that answers with recordings. */
interface Replay {
	readonly behaviour: (request: ReceivedRequest) => Behaviour | undefined;
	/** A recording's own headers, or its own last event, name the document. */
	readonly documentIds: 'none';
}

/**
 * The settings of an emulator that answers every stream with the recording of its operation, byte for byte in the
 * same chunks; all else as usual.
 * @param fast whether to send without the recorded waits
 */
export function replay(recordings: readonly Recording[], { fast = false } = {}): Replay {
	return {
		documentIds: 'none',
		behaviour({ operation, kind }) {
			const recording = recordings.find((each) => each.operation === operation);
			if (recording === undefined || kind !== 'stream') return undefined;
			const { headers, answeredAt, end } = recording;
			return { raw: play(recording, fast), headers, end, delay: fast ? 0 : answeredAt };
		},
	};
}

async function* play({ chunks, answeredAt }: Recording, fast: boolean): AsyncGenerator<Buffer> {
	const start = performance.now() - answeredAt;
	for (const chunk of chunks) {
		const wait = start + chunk.at - performance.now();
		if (!fast && wait > 0) await sleep(wait, undefined, { ref: false });
		// Node would join what is written in one turn of the event loop.
		else await nextTurn();
		yield recordedBytes(chunk);
	}
}
