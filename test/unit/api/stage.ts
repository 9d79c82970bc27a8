import {
	call,
	type CallContext,
	type CallLimits,
	type Outcome,
} from '../../../nodes/Laddro/api/call';
import { Client } from '../../../nodes/Laddro/api/client';
import { document, type Received } from '../../../nodes/Laddro/api/readDocument';
import type { ApiRequest, CallKind } from '../../../nodes/Laddro/api/request';
import { Gate } from '../../../nodes/Laddro/batch/gate';
import type { Failure } from '../../../nodes/Laddro/common/failure';
import type { Piece } from '../../../nodes/Laddro/stream/streamReader';
import { FakeClock } from '../fakeClock';
import { DONE, section } from '../stream/sse';
import { FakeApi, stream as streamed, type Scripted } from './fakeApi';

export const KEY = 'lk_live_0123456789';

export const LIMITS: CallLimits = { maxRetries: 3, idleTimeout: 60_000, timeout: 300_000 };

export const GENERATION: ApiRequest = {
	method: 'POST',
	path: '/v1/tailor',
	body: { jobDescription: 'Posting' },
};

/** An event with a section. */
export const SUMMARY = section('summary', 'Engineer');

/** A stream that is complete. */
export const whole = () => streamed([SUMMARY, DONE]);

/** An error event, with a status and a code if they are given. */
export function errorEvent(statusCode?: number, code?: string): string {
	return `data: ${JSON.stringify({ type: 'error', message: 'Sorry', statusCode, code })}\n\n`;
}

/** A call for a stream, in whose events and JSON no whole document is found. */
export function stream(onPiece: (piece: Piece) => void = () => {}): CallKind<Received<never>> {
	return document<never>({ accepts: 'stream', onPiece, find: async () => undefined });
}

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
export interface StartedCall<Value> {
	/** Set as soon as the call is over. */
	outcome?: Outcome<Value>;
	/** What the call threw. */
	thrown?: unknown;
	/** When the call was over. */
	doneAt?: number;
	stop: () => void;
}

/** A call for a stream that has been started. */
export interface StartedStream extends StartedCall<Received<never>> {
	pieces: Piece[];
}

/** Everything that one or several calls need, with time and network under the test's control. */
export function stage(script: Scripted[], setting: Setting = {}) {
	const clock = new FakeClock();
	const api = new FakeApi(clock, script, setting.heedsAbort);
	const gate = new Gate<Failure>(clock, setting.perMinute ?? 0);
	const client = new Client(api.request, 'https://api.laddro.com', KEY, clock);
	const context: CallContext = { client, gate, clock, random: () => setting.random ?? 0 };

	/** Starts a call of any kind. */
	function startCall<Value>(
		request: ApiRequest,
		kind: CallKind<Value>,
		limits: Partial<CallLimits> = {},
	): StartedCall<Value> {
		const controller = new AbortController();
		const started: StartedCall<Value> = { stop: () => controller.abort() };
		call(
			request,
			kind,
			{ ...LIMITS, ...setting.limits, ...limits },
			context,
			controller.signal,
		).then(
			(outcome) => Object.assign(started, { outcome, doneAt: clock.now() }),
			(thrown: unknown) => Object.assign(started, { thrown, doneAt: clock.now() }),
		);
		return started;
	}

	/** Starts a call for a stream. */
	function start(limits: Partial<CallLimits> = {}): StartedStream {
		const pieces: Piece[] = [];
		const kind = stream((piece) => {
			pieces.push(piece);
			setting.onPiece?.(piece);
		});
		return Object.assign(startCall(GENERATION, kind, limits), { pieces });
	}

	/** Lets as much time pass as the call takes. */
	async function finish<Value>(started: StartedCall<Value>): Promise<Outcome<Value>> {
		await clock.advance(0);
		while (!started.outcome && clock.nextIn !== undefined) await clock.advance(clock.nextIn);
		if (!started.outcome) throw new Error('The call waits for something that will never come');
		return started.outcome;
	}

	return {
		clock,
		api,
		gate,
		context,
		start,
		startCall,
		/** Makes a call for a stream. */
		run: async () => await finish(start()),
		/** Makes a call of any kind. */
		runCall: async <Value>(request: ApiRequest, kind: CallKind<Value>) =>
			await finish(startCall(request, kind)),
	};
}
