import type { Behaviour, ReceivedRequest } from '../../emulator';
import { type Mailbox, startMailbox } from '../../n8n/outside/mailbox';
import { openWindow, startBrowser, takePicture } from '../../n8n/outside/browser';
import { currentRelease } from '../../n8n/releases/releases';
import type { WorkflowFile } from '../../n8n/server/editorClient';
import { type Execution, itemsOf, outcomeOf } from '../../n8n/server/execution';
import { type Stage, openStage } from '../../n8n/stage/stage';
import { example, withParameters } from '../../n8n/stage/workflows';
import { freePort } from '../../n8n/system/ports';

const { makesDataTables } = currentRelease();

/** Decides how the emulator answers, in the test that sets it. */
let behaviour: ((request: ReceivedRequest) => Behaviour | undefined) | undefined;
let stage: Stage;
let mailbox: Mailbox;
beforeAll(async () => {
	stage = await openStage({ emulator: { behaviour: (request) => behaviour?.(request) } });
	mailbox = await startMailbox();
	await stage.n8n.client.createCredential('SMTP account', 'smtp', mailbox.credential);
});
afterAll(async () => {
	await mailbox?.close();
	await stage?.close();
});
beforeEach(() => {
	behaviour = undefined;
	mailbox.mails.length = 0;
	stage.emulator.ledger.clear();
});

interface Posting {
	company: string;
	email: string;
	positionName: string;
	jobDescription: string;
	status: string;
}

/** The example with a table of its own. */
class DailyApplications {
	private static count = 0;

	private constructor(private readonly workflow: WorkflowFile) {}

	/** @param postings instead of those of the example */
	static async setUp(...postings: Posting[]): Promise<DailyApplications> {
		const table = `Applications ${++DailyApplications.count}`;
		let workflow: WorkflowFile = JSON.parse(
			JSON.stringify(await example('daily-applications.json')).replaceAll(
				'"Job applications"',
				JSON.stringify(table),
			),
		);
		if (!makesDataTables) workflow = await withTableMadeByHand(workflow, table);
		if (postings.length > 0) {
			const rows = postings.map((json) => ({ json }));
			workflow = withParameters(workflow, 'Sample Postings', {
				jsCode: `return ${JSON.stringify(rows)};`,
			});
		}
		const daily = new DailyApplications(workflow);
		expect(outcomeOf(await daily.execute('Set Up Once'))).toBe('success');
		return daily;
	}

	/** A day's run. @param change parameters of the Laddro node that differ from the example's */
	async run(change: Record<string, unknown> = {}): Promise<Execution> {
		const execution = await this.execute(
			'Every Weekday at 8',
			withParameters(this.workflow, 'Laddro', change),
		);
		expect(outcomeOf(execution)).toBe('success');
		return execution;
	}

	/** A day on which the mail server can't be reached. */
	async runWithoutMail(): Promise<Execution> {
		const { client } = stage.n8n;
		const name = 'A mail server that is down';
		const credential = { ...mailbox.credential, port: await freePort() };
		const id = await client.createCredential(name, 'smtp', credential);
		const nodes = this.workflow.nodes.map((node) =>
			node.name === 'Send Email' ? { ...node, credentials: { smtp: { id, name } } } : node,
		);
		return await this.execute('Every Weekday at 8', { ...this.workflow, nodes });
	}

	private async execute(trigger: string, workflow = this.workflow): Promise<Execution> {
		return await stage.n8n.client.run(workflow, trigger);
	}
}

/** Where n8n's node can't make a table, it is made and chosen as a person does it, and the node does nothing. */
async function withTableMadeByHand(workflow: WorkflowFile, name: string): Promise<WorkflowFile> {
	const maker = workflow.nodes.find((node) => node.name === 'Make Table')!;
	const { column: columns } = Object(maker.parameters.columns);
	const id = await stage.n8n.client.createDataTable(name, columns);
	const nodes = workflow.nodes.map((node) => {
		if (node === maker) return { ...node, type: 'n8n-nodes-base.noOp', parameters: {} };
		if (node.type !== maker.type) return node;
		const dataTableId = { __rl: true, mode: 'id', value: id };
		return { ...node, parameters: { ...node.parameters, dataTableId } };
	});
	return { ...workflow, nodes };
}

const rowsAfter = (execution: Execution, node: string) =>
	itemsOf(execution, node).map(({ json }) => json);

const posting = (fields: Partial<Posting>): Posting => ({
	company: 'Öko GmbH',
	email: 'jobs@example.com',
	positionName: 'Product Manager',
	jobDescription: 'We look for a Product Manager who runs experiments and owns a roadmap.',
	status: 'new',
	...fields,
});

it('each new posting becomes one mail, the letter first and the resume below it, and is done', async () => {
	const daily = await DailyApplications.setUp();
	const execution = await daily.run();

	const done = rowsAfter(execution, 'Mark as Done');
	expect(done.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
	expect(mailbox.mails).toHaveLength(3);
	for (const row of done) {
		const subject = `Application: ${String(row.positionName)}`;
		const mail = mailbox.mails.find((candidate) => candidate.subject === subject);
		expect(mail?.to).toMatchObject({ text: row.email });
		const html = String(mail?.html).trim();
		expect(html).toBe(`${String(row.coverLetter)}\n<hr>\n${String(row.resume)}`);
		expect(html).toMatch(/^<p>Dear [^]*<hr>\s*<h2>Summary<\/h2>/);
	}
	expect(stage.emulator.ledger.credits).toBe(3 * 5);
});

it('a posting that is done is neither bought nor mailed again', async () => {
	const daily = await DailyApplications.setUp(posting({}));
	await daily.run();
	await daily.run();
	expect(stage.emulator.ledger.streaming).toHaveLength(2);
	expect(mailbox.mails).toHaveLength(1);
});

it('a posting that failed says why in its row, while the others go on, and is read again by the next run', async () => {
	const daily = await DailyApplications.setUp(posting({}), posting({ positionName: 'Analyst' }));
	behaviour = ({ body }) => (body.positionName === 'Analyst' ? 'status_402' : undefined);
	const first = await daily.run({ requestOptions: { concurrency: 1 } });
	expect(rowsAfter(first, 'Note Failure')).toMatchObject([
		{ positionName: 'Analyst', status: 'failed', note: expect.stringMatching(/credits/) },
	]);
	expect(mailbox.mails.map(({ subject }) => subject)).toEqual(['Application: Product Manager']);

	behaviour = undefined;
	const second = await daily.run();
	expect(rowsAfter(second, 'Mark as Done')).toMatchObject([
		{ positionName: 'Analyst', status: 'done', note: '' },
	]);
	expect(mailbox.mails).toHaveLength(2);
});

it('a posting whose letter broke off keeps the resume that was paid for, and is not bought again by itself', async () => {
	const daily = await DailyApplications.setUp(posting({}));
	behaviour = ({ operation }) => (operation === 'coverLetter' ? 'truncated' : undefined);
	expect(rowsAfter(await daily.run(), 'Note Failure')).toMatchObject([
		{ status: 'incomplete', resume: expect.stringMatching(/^<h2>Summary<\/h2>/) },
	]);

	behaviour = undefined;
	await daily.run();
	expect(stage.emulator.ledger.streaming).toHaveLength(2);
	expect(mailbox.mails).toEqual([]);
});

it('a posting whose stream ended before any section may have been paid for, and is not bought again by itself', async () => {
	const daily = await DailyApplications.setUp(posting({}));
	behaviour = () => 'nothing';
	expect(rowsAfter(await daily.run(), 'Note Failure')).toMatchObject([
		{ status: 'incomplete', note: expect.stringMatching(/may have been charged/) },
	]);

	behaviour = undefined;
	await daily.run();
	expect(stage.emulator.ledger.streaming).toHaveLength(1);
});

it('a mail that could not be sent is sent by the next run, without buying anything again', async () => {
	const daily = await DailyApplications.setUp(posting({}));
	const first = await daily.runWithoutMail();
	expect(rowsAfter(first, 'Note Mail Failure')).toMatchObject([
		{ status: 'written', note: expect.stringMatching(/./) },
	]);

	await daily.run();
	expect(mailbox.mails).toHaveLength(1);
	expect(stage.emulator.ledger.streaming).toHaveLength(2);
});

it('ä, ö and € reach the mailbox as they are', async () => {
	const daily = await DailyApplications.setUp(
		posting({ positionName: 'Käsemeister für 4.000 €', jobDescription: 'Öl und Würze, 4.000 €.' }),
	);
	await daily.run();
	const [mail] = mailbox.mails;
	expect(mail?.subject).toBe('Application: Käsemeister für 4.000 €');
	expect(mail?.html).toContain('Käsemeister für 4.000 €');
	expect(mail?.html).not.toMatch(/Ã|â‚¬|\uFFFD/);
});

it('of markup in what the API wrote the text arrives: no script, no tracking image, no link to a script', async () => {
	const daily = await DailyApplications.setUp(posting({}));
	await daily.run({ resumeId: { __rl: true, mode: 'id', value: 'res_fault_markup' } });
	const html = String(mailbox.mails[0]?.html);
	expect(html).toContain('Research &amp; &quot;development&quot;');
	expect(html).not.toMatch(/<script|<img|<a |alert|javascript:/i);
});

it('a browser shows the mail as it would be printed, without any markup, and a picture of it is taken', async () => {
	const daily = await DailyApplications.setUp();
	await daily.run();
	const browser = await startBrowser();
	try {
		const page = await (await openWindow(browser, 'light')).newPage();
		await page.setViewportSize({ width: 800, height: 1000 });
		await page.setContent(
			`<body style="font: 15px sans-serif; margin: 2em">${String(mailbox.mails[0]?.html)}</body>`,
		);
		const text = await page.innerText('body');
		expect(text).toMatch(/^Dear /);
		expect(text).not.toMatch(/[*<>#]|\bGreeting\b/);
		await takePicture(page, 'mail');
	} finally {
		await browser.close();
	}
});
