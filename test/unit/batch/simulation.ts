import { Gate, type Turn } from '../../../nodes/Laddro/batch/gate';
import { runBatch } from '../../../nodes/Laddro/batch/runBatch';
import { sleep } from '../../../nodes/Laddro/common/clock';
import { FakeClock } from '../fakeClock';

/** What a server makes of one request. Times are milliseconds from the request on. */
export interface Treatment {
	/** When the first section comes; not set where nothing comes before the end. */
	readonly first?: number;
	readonly end: number;
	/** How long to wait before the next try, when the server refuses: for this item, or for all of them. */
	readonly refused?: { readonly wait: number; readonly all: boolean };
	/** Whether it ends without a result, though it may have been charged. */
	readonly isInVain?: boolean;
}

/** What a server knows of a request. */
export interface Asked {
	readonly item: number;
	readonly at: number;
	/** Requests that it is at work on, this one aside. */
	readonly open: number;
}

export type Server = (asked: Asked) => Treatment;

/** What happened in a run. */
export interface Record {
	/** When the last item was done. */
	took: number;
	/** Until when each was open, and whether it was refused. */
	requests: Array<Asked & { until: number; refused: boolean }>;
	/** Items that were begun to be worked on. */
	begun: number;
	/** Items that came out whole. */
	done: number[];
	/** The most requests that were open at the same time. */
	peak: number;
	finished: boolean;
}

export interface Batch {
	readonly rows: number;
	readonly most?: number;
	readonly perMinute?: number;
	readonly isFree?: boolean;
}

/** Starts a run on a clock; its record is filled while time passes. */
export function startRun(clock: FakeClock, server: Server, batch: Batch): Record {
	const { rows, most = 50, perMinute = 100, isFree = false } = batch;
	const gate = new Gate<string>(clock, perMinute, most, isFree);
	const record: Record = { took: 0, requests: [], begun: 0, done: [], peak: 0, finished: false };
	let open = 0;

	async function request(item: number, turn: Turn<string>, signal: AbortSignal) {
		for (;;) {
			await turn.enter(signal);
			const asked = { item, at: clock.now(), open };
			const { first, end, refused, isInVain = false } = server(asked);
			const until = asked.at + end;
			record.requests.push({ ...asked, until, refused: refused !== undefined });
			record.peak = Math.max(record.peak, ++open);
			if (first !== undefined) {
				await sleep(clock, first, signal);
				turn.begunWell();
			}
			await sleep(clock, end - (first ?? 0), signal);
			open--;
			if (!refused) {
				if (isInVain) turn.failed({ isRefused: false, isTriedAgain: false, wasAnswered: true });
				else turn.begunWell();
				return !isInVain;
			}
			if (refused.all) turn.hold(refused.wait);
			turn.failed({ isRefused: true, isTriedAgain: true, wasAnswered: false });
			if (!refused.all) await sleep(clock, refused.wait, signal);
		}
	}

	const work = async (item: number, signal: AbortSignal) => {
		record.begun++;
		const turn = gate.turn();
		const isWhole = await request(item, turn, signal);
		turn.end({ isWhole, isInVain: !isWhole });
		if (isWhole) record.done.push(item);
		record.took = clock.now();
	};
	void runBatch(rows, work, { concurrency: most, stopsAfter: () => false }).then(() => {
		record.finished = true;
	});
	return record;
}

/** Lets time pass until every run is over or waits for something that never comes. */
export async function finish(clock: FakeClock): Promise<void> {
	do await clock.advance(clock.nextIn ?? 0);
	while (clock.nextIn !== undefined);
}

/** A batch that must not take much longer than the least that the limits of the API and the node allow. */
export interface Scenario {
	readonly what: string;
	readonly server: Server;
	readonly batch: Batch;
	/** Seconds. */
	readonly least: number;
	/** How many times as long it may take. */
	readonly atMost: number;
}

export const scenarios: readonly Scenario[] = [
	{
		what: '40 documents of 6 s, first section after 0.3 s',
		server: () => ({ first: 300, end: 6000 }),
		batch: { rows: 40 },
		least: 6,
		atMost: 1.3,
	},
	{
		what: '60 documents of 30 s, first section after 2 s, Max Concurrency 100',
		server: () => ({ first: 2000, end: 30_000 }),
		batch: { rows: 60, most: 100 },
		least: 30,
		atMost: 1.3,
	},
	{
		what: '60 PDF files of 20 s, 50 at a time',
		server: () => ({ end: 20_000 }),
		batch: { rows: 60 },
		least: 40,
		atMost: 1.2,
	},
	{
		what: '5 documents of 3 s, first section after 0.3 s',
		server: () => ({ first: 300, end: 3000 }),
		batch: { rows: 5 },
		least: 3,
		atMost: 1.2,
	},
	{
		what: '20 documents of 6 s, of which every second fails after 0.1 s',
		server: ({ item }) => (item % 2 ? { first: 300, end: 6000 } : { end: 100, isInVain: true }),
		batch: { rows: 20 },
		// What the ones that do not fail take, and one failure.
		least: 6.7,
		atMost: 1,
	},
];

/** A server that takes eight requests at a time, and asks to wait otherwise: for all items, or for one alone. */
export const eightAtATime =
	(wait: number, all: boolean): Server =>
	({ open }) =>
		open < 8 ? { first: 300, end: 6000 } : { end: 50, refused: { wait, all } };

/** One run from its start to its end. */
export async function simulate(server: Server, batch: Batch): Promise<Record> {
	const clock = new FakeClock();
	const record = startRun(clock, server, batch);
	await finish(clock);
	return record;
}
