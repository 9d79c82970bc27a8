import { Gate } from '../../../nodes/Laddro/batch/gate';
import type { Piece } from '../../../nodes/Laddro/stream/streamReader';
import { Client } from '../../../nodes/Laddro/transport/client';
import type { Failure } from '../../../nodes/Laddro/transport/failure';
import {
	generate,
	type Generation,
	type GenerationLimits,
} from '../../../nodes/Laddro/transport/generate';
import { FakeClock } from '../fakeClock';
import { FakeApi, type Scripted } from './fakeApi';

export const KEY = 'lk_live_0123456789';

const LIMITS: GenerationLimits = { maxRetries: 3, idleTimeout: 60_000, timeout: 300_000 };

interface Setting {
	limits?: Partial<GenerationLimits>;
	/** What chance always says. */
	random?: number;
	perMinute?: number;
}

/** One item at work. */
export interface Item {
	/** Set as soon as the item is done with. */
	generation?: Generation;
	pieces: Piece[];
	/** When it was done with. */
	doneAt?: number;
	stop: () => void;
}

/** Everything that one or several items need to be generated, with time and network in the test's hands. */
export function stage(script: Scripted[], setting: Setting = {}) {
	const clock = new FakeClock();
	const api = new FakeApi(clock, script);
	const gate = new Gate<Failure>(clock, setting.perMinute ?? 0);
	const client = new Client(api.request, 'https://api.laddro.com', KEY);
	const shared = { client, gate, clock, random: () => setting.random ?? 0.5 };

	/** Starts an item. */
	const start = (limits: Partial<GenerationLimits> = {}): Item => {
		const controller = new AbortController();
		const item: Item = { pieces: [], stop: () => controller.abort() };
		void generate(
			{ path: '/v1/tailor', body: { jobDescription: 'Posting' } },
			{ ...LIMITS, ...setting.limits, ...limits },
			shared,
			controller.signal,
			(piece) => item.pieces.push(piece),
		).then((generation) => Object.assign(item, { generation, doneAt: clock.now() }));
		return item;
	};

	/** Starts an item and lets as much time pass as it takes. */
	const run = async (): Promise<Generation> => {
		const item = start();
		await clock.advance(0);
		while (!item.generation && clock.nextIn !== undefined) await clock.advance(clock.nextIn);
		if (!item.generation) throw new Error('The item waits for something that will never come');
		return item.generation;
	};

	return { clock, api, gate, start, run };
}
