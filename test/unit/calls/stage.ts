import { Gate } from '../../../nodes/Laddro/batch/gate';
import type { CallContext, CallLimits } from '../../../nodes/Laddro/calls/callApi';
import { generate, type Generation } from '../../../nodes/Laddro/calls/generate';
import type { Failure } from '../../../nodes/Laddro/common/failure';
import type { Piece } from '../../../nodes/Laddro/stream/streamReader';
import { Client } from '../../../nodes/Laddro/transport/client';
import { FakeClock } from '../fakeClock';
import { FakeApi, type Scripted } from '../transport/fakeApi';

export const KEY = 'lk_live_0123456789';

export const LIMITS: CallLimits = { maxRetries: 3, idleTimeout: 60_000, timeout: 300_000 };

interface Setting {
	limits?: Partial<CallLimits>;
	/** The number that is drawn each time in place of a random one. */
	random?: number;
	perMinute?: number;
	/** Whether n8n's request helper ends a request when its signal aborts. */
	heedsAbort?: boolean;
	onPiece?: (piece: Piece) => void;
}

/** One call that has been started. */
export interface StartedCall {
	/** Set as soon as the call is over. */
	generation?: Generation;
	/** What the call threw. */
	thrown?: unknown;
	pieces: Piece[];
	/** When the call was over. */
	doneAt?: number;
	stop: () => void;
}

/** Everything that one or several calls need, with time and network under the test's control. */
export function stage(script: Scripted[], setting: Setting = {}) {
	const clock = new FakeClock();
	const api = new FakeApi(clock, script, setting.heedsAbort);
	const gate = new Gate<Failure>(clock, setting.perMinute ?? 0);
	const client = new Client(api.request, 'https://api.laddro.com', KEY, clock);
	const context: CallContext = { client, gate, clock, random: () => setting.random ?? 0.5 };

	/** Starts a call. */
	const start = (limits: Partial<CallLimits> = {}): StartedCall => {
		const controller = new AbortController();
		const call: StartedCall = { pieces: [], stop: () => controller.abort() };
		generate(
			{ method: 'POST', path: '/v1/tailor', body: { jobDescription: 'Posting' } },
			{ ...LIMITS, ...setting.limits, ...limits },
			context,
			controller.signal,
			(piece) => {
				call.pieces.push(piece);
				setting.onPiece?.(piece);
			},
		).then(
			(generation) => Object.assign(call, { generation, doneAt: clock.now() }),
			(thrown: unknown) => Object.assign(call, { thrown, doneAt: clock.now() }),
		);
		return call;
	};

	/** Makes a call, and lets as much time pass as it takes. */
	const run = async (): Promise<Generation> => {
		const call = start();
		await clock.advance(0);
		while (!call.generation && clock.nextIn !== undefined) await clock.advance(clock.nextIn);
		if (!call.generation) throw new Error('The call waits for something that will never come');
		return call.generation;
	};

	return { clock, api, gate, context, start, run };
}
