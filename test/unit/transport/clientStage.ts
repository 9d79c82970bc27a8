import { StreamReader } from '../../../nodes/Laddro/stream/streamReader';
import { Client } from '../../../nodes/Laddro/transport/client';
import { FakeClock } from '../fakeClock';
import { FakeApi, type Scripted } from './fakeApi';
import { FakeTimer } from './fakeTimer';

export const KEY = 'lk_live_0123456789';

export const GENERATION = {
	method: 'POST',
	path: '/v1/tailor',
	body: { jobDescription: 'Posting' },
} as const;

export const LIST = { method: 'GET', path: '/v1/resumes', query: { limit: 5 } } as const;

/** A client whose requests follow a script. */
export function clientFor(script: Scripted[], heedsAbort = true) {
	const clock = new FakeClock();
	const api = new FakeApi(clock, script, heedsAbort);
	return { api, clock, client: new Client(api.request, 'https://api.laddro.com/base', KEY, clock) };
}

/** Makes one try for a stream, whose time limits the test controls. */
export function tryOnce(client: Client, timer = new FakeTimer()) {
	const reader = new StreamReader();
	return { timer, reader, result: client.readStream(GENERATION, reader, timer) };
}
