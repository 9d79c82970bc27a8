import { Readable } from 'node:stream';
import type { IHttpRequestOptions } from 'n8n-workflow';
import type { Clock } from '../../../nodes/Laddro/common/clock';
import type { HttpRequest } from '../../../nodes/Laddro/api/client';

/** How a body stops: ended by the server, broken by the network, or kept open without sending anything. */
export type BodyEnd = 'close' | 'cut' | 'hold';

/** The body of a response as n8n hands it over: a readable stream of Node's. */
export class Body extends Readable {
	private readonly parts: Array<string | Uint8Array>;

	constructor(
		parts: ReadonlyArray<string | Uint8Array>,
		private readonly ending: BodyEnd,
	) {
		// Nothing is read ahead: a cut comes after the last part was taken, not in its place.
		super({ highWaterMark: 1 });
		this.parts = [...parts];
	}

	override _read(): void {
		const part = this.parts.shift();
		if (part !== undefined) this.push(typeof part === 'string' ? Buffer.from(part) : part);
		else if (this.ending === 'close') this.push(null);
		else if (this.ending === 'cut') this.destroy(new Error('aborted'));
	}

	/** Sends one more part on a body that is kept open. */
	send(part: string): void {
		this.push(Buffer.from(part));
	}
}

/** A response in the form in which n8n's helper returns it. */
export interface Reply {
	statusCode: number;
	headers: Record<string, unknown>;
	body: Body;
}

export const SSE = { 'content-type': 'text/event-stream; charset=utf-8' };

/** A response that streams these parts. */
export function stream(parts: readonly string[], end: BodyEnd = 'close'): Reply {
	return { statusCode: 200, headers: SSE, body: new Body(parts, end) };
}

/** A response that is not a stream of events. */
export function response(
	statusCode: number,
	body: object | string | Uint8Array[] = {},
	headers: Record<string, unknown> = {},
	end: BodyEnd = 'close',
): Reply {
	const textOf = () => (typeof body === 'string' ? body : JSON.stringify(body));
	const parts = Array.isArray(body) ? body : [textOf()];
	return {
		statusCode,
		headers: { 'content-type': 'application/json', ...headers },
		body: new Body(parts, end),
	};
}

/** The network's error with a code, wrapped as n8n's helper wraps it. */
export function networkError(code: string): Error {
	const cause = Object.assign(new Error(`connect ${code}`), { code });
	return new Error('The request failed', { cause });
}

/** What the helper does with one request: it responds, throws, or takes its time. */
export type Scripted = Reply | Error | Promise<unknown>;

/** n8n's request helper with an API behind it that follows a script, one entry for each request. */
export class FakeApi {
	readonly requests: Array<IHttpRequestOptions & { at: number }> = [];
	/** The signal of each request, which closes its connection. */
	readonly signals: Array<AbortSignal | undefined> = [];

	/** @param heedsAbort whether a request ends when its signal aborts; n8n does not heed it before it connects */
	constructor(
		private readonly clock: Clock,
		private readonly script: Scripted[],
		private readonly heedsAbort = true,
	) {}

	readonly request: HttpRequest = async ({ abortSignal, ...options }) => {
		const signal = abortSignal instanceof AbortSignal ? abortSignal : undefined;
		this.requests.push({ ...options, at: this.clock.now() });
		this.signals.push(signal);
		const next = this.script.shift();
		if (next === undefined) throw new Error('The script has no response to this request');
		if (next instanceof Error) throw next;
		return await (this.heedsAbort ? Promise.race([next, cancelled(signal)]) : next);
	};

	/** When each request was sent. */
	get times(): number[] {
		return this.requests.map(({ at }) => at);
	}
}

/** Rejects as n8n's helper does when the request is cancelled. */
async function cancelled(signal: AbortSignal | undefined): Promise<never> {
	return await new Promise((_, reject) => {
		const cancel = () => reject(Object.assign(new Error('canceled'), { code: 'ERR_CANCELED' }));
		if (signal?.aborted) cancel();
		signal?.addEventListener('abort', cancel, { once: true });
	});
}

/** A response that comes when the test says so, or never. */
export function later() {
	let respondWith: (reply: Reply) => void = () => {};
	let failWith: (error: Error) => void = () => {};
	const promise = new Promise<Reply>((resolve, reject) => {
		respondWith = resolve;
		failWith = reject;
	});
	return { promise, respondWith, failWith };
}
