import { Client } from '../../../nodes/Laddro/api/client';
import { FakeClock } from '../fakeClock';
import { FakeApi, type Scripted } from './fakeApi';
import { FakeTimer } from './fakeTimer';
import { GENERATION, KEY, stream } from './stage';

export const LIST = { method: 'GET', path: '/v1/resumes', query: { limit: 5 } } as const;

/** A client whose requests follow a script. */
export function clientFor(script: Scripted[], heedsAbort = true) {
	const clock = new FakeClock();
	const api = new FakeApi(clock, script, heedsAbort);
	return { api, client: new Client(api.request, 'https://api.laddro.com/base', KEY, clock) };
}

/** Makes one try for a stream, whose time limits the test controls. */
export function tryOnce(client: Client, timer = new FakeTimer()) {
	const pieces: string[] = [];
	const kind = stream(({ section }) => pieces.push(section));
	return { timer, pieces, result: client.send(GENERATION, kind, timer) };
}
