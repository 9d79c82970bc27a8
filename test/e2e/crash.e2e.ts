import type { LedgerEntry } from '../../emulator';
import { type Mailbox, startMailbox } from '../../n8n/stage/mailbox';
import { outcomeOf } from '../../n8n/server/execution';
import { N8n } from '../../n8n/server/n8n';
import { openStage, type Stage } from '../../n8n/stage/stage';
import { waitFor } from '../../n8n/system/waitFor';
import { applicationsIn, choose, DAILY, DailyApplications, posting } from './dailyApplications';

const ROWS = 30;
/** The example's batch size: so many rows are in work at one time. */
const BATCH = 5;

let stage: Stage;
let mailbox: Mailbox;
beforeAll(async () => {
	// Slow enough to be killed in the middle.
	stage = await openStage({ emulator: { pieceDelay: 10 } });
	mailbox = await startMailbox();
	await stage.n8n.client.createCredential('SMTP account', 'smtp', mailbox.credential);
});
afterAll(async () => {
	await mailbox?.close();
	await stage?.close();
});

/** The rows of requests, each once. */
const rowsOf = (requests: readonly LedgerEntry[]): Set<string> =>
	new Set(requests.map(({ body }) => String(Object(body).positionName)));

/** Chooses all applications, as soon as the execution asks about them. */
async function chooseAll({ client }: N8n, execution: string): Promise<void> {
	await waitFor(
		async () => (await client.execution(execution)).status === 'waiting' || undefined,
		`Execution ${execution} does not ask`,
	);
	await choose(mailbox);
}

it('30 postings are all done after n8n was killed three times, and only those in work are paid for twice', async () => {
	const { ledger } = stage.emulator;
	const positions = Array.from({ length: ROWS }, (_, row) => `Position ${row}`);
	const postings = positions.map((positionName) => posting({ positionName }));
	const daily = await DailyApplications.setUp(stage.n8n.client, mailbox, ...postings);
	const id = await stage.n8n.client.createWorkflow(daily.workflow);

	const moments: Array<[string, () => boolean]> = [
		['in the first batch', () => ledger.streaming.length > 2],
		['in the middle', () => ledger.streaming.length > 2 * ROWS * 0.6],
		['while the mails are sent', () => applicationsIn(mailbox).length > ROWS / 3],
	];
	let { n8n } = stage;
	/** The requests of each start of the workflow. */
	const asked: LedgerEntry[][] = [];
	let before = 0;
	for (const [name, isNow] of moments) {
		const started = await n8n.client.start(id, DAILY);
		if (name === 'while the mails are sent') await chooseAll(n8n, started);
		await waitFor(
			async () => isNow() || undefined,
			() => `It was never ${name}`,
			60_000,
			5,
		);
		await n8n.daemon.kill();
		await ledger.settled();
		asked.push(ledger.streaming.slice(before));
		before = ledger.streaming.length;
		n8n = await N8n.start(stage.installation, stage.workspace);
	}
	const last = await n8n.client.start(id, DAILY);
	await chooseAll(n8n, last);
	const execution = await n8n.client.finished(last, 60_000);
	expect(outcomeOf(execution)).toBe('success');
	asked.push(ledger.streaming.slice(before));

	for (const [start, requests] of asked.entries()) {
		const others = rowsOf(asked.slice(0, start).flat());
		const again = [...rowsOf(requests)].filter((row) => others.has(row));
		expect(again.length).toBeLessThanOrEqual(start === 0 ? 0 : BATCH);
	}
	expect([...rowsOf(ledger.streaming)].sort()).toEqual([...positions].sort());

	const mails = applicationsIn(mailbox).map(({ subject }) => subject);
	expect(new Set(mails)).toEqual(new Set(positions.map((position) => `Application: ${position}`)));
	expect(mails.length).toBeLessThanOrEqual(ROWS + 1);
	// Each batch in work has a resume and a letter for each row.
	expect(ledger.streaming.length).toBeLessThanOrEqual(2 * (ROWS + moments.length * BATCH));
}, 180_000);
