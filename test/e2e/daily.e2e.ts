import type { Behaviour, ReceivedRequest } from '../../emulator';
import { type Mailbox, startMailbox } from '../../n8n/stage/mailbox';
import { openWindow, startBrowser, takePicture } from './browser';
import { allItemsOf, type Execution } from '../../n8n/server/execution';
import { type Stage, openStage } from '../../n8n/stage/stage';
import { DailyApplications, posting } from './dailyApplications';

/** Decides how the emulator answers, in the test that sets it. */
let behaviour: ((request: ReceivedRequest) => Behaviour | undefined) | undefined;
let stage: Stage;
let mailbox: Mailbox;
beforeAll(async () => {
	// A stream that breaks does not name its document, so that it can't be read back.
	stage = await openStage({
		emulator: { documentIds: 'event', behaviour: (request) => behaviour?.(request) },
	});
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

const rowsAfter = (execution: Execution, node: string) =>
	allItemsOf(execution, node).map(({ json }) => json);

/** The rows in which the run has noted a failure. */
const failuresAfter = (execution: Execution) =>
	rowsAfter(execution, 'Write Down').filter(({ status }) => status !== 'written');

it('each new posting becomes one mail, the letter first and the resume below it, and is done', async () => {
	const daily = await DailyApplications.setUp(stage.n8n.client);
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
		expect(html).toMatch(/^<p>Dear [^]*<hr>\s*<p>[^]* · [^]*<h2>Summary<\/h2>/);
	}
	expect(stage.emulator.ledger.credits).toBe(3 * 5);
});

it('a posting that is done is neither bought nor mailed again', async () => {
	const daily = await DailyApplications.setUp(stage.n8n.client, posting({}));
	await daily.run();
	await daily.run();
	expect(stage.emulator.ledger.streaming).toHaveLength(2);
	expect(mailbox.mails).toHaveLength(1);
});

it('a posting that failed says why in its row, while the others go on, and is read again by the next run', async () => {
	const daily = await DailyApplications.setUp(
		stage.n8n.client,
		posting({}),
		posting({ positionName: 'Analyst' }),
	);
	behaviour = ({ body }) => (body.positionName === 'Analyst' ? 'status_402' : undefined);
	const first = await daily.run({ requestOptions: { concurrency: 1 } });
	expect(failuresAfter(first)).toMatchObject([
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
	const daily = await DailyApplications.setUp(stage.n8n.client, posting({}));
	behaviour = ({ operation }) => (operation === 'coverLetter' ? 'truncated' : undefined);
	expect(failuresAfter(await daily.run())).toMatchObject([
		{ status: 'incomplete', resume: expect.stringMatching(/^<p>[^]* · [^]*<h2>Summary<\/h2>/) },
	]);

	behaviour = undefined;
	await daily.run();
	expect(stage.emulator.ledger.streaming).toHaveLength(2);
	expect(mailbox.mails).toEqual([]);
});

it('a posting whose stream ended before any section has been paid for, and is not bought again by itself', async () => {
	const daily = await DailyApplications.setUp(stage.n8n.client, posting({}));
	behaviour = () => 'unnamed';
	expect(failuresAfter(await daily.run())).toMatchObject([
		{ status: 'incomplete', note: expect.stringMatching(/credits/) },
	]);

	behaviour = undefined;
	await daily.run();
	expect(stage.emulator.ledger.streaming).toHaveLength(1);
});

it('a mail that could not be sent is sent by the next run, without buying anything again', async () => {
	const daily = await DailyApplications.setUp(stage.n8n.client, posting({}));
	const first = await daily.runWithoutMail(mailbox);
	expect(rowsAfter(first, 'Note Mail Failure')).toMatchObject([
		{ status: 'written', note: expect.stringMatching(/./) },
	]);

	await daily.run();
	expect(mailbox.mails).toHaveLength(1);
	expect(stage.emulator.ledger.streaming).toHaveLength(2);
});

it('ä, ö and € reach the mailbox as they are', async () => {
	const daily = await DailyApplications.setUp(
		stage.n8n.client,
		posting({ positionName: 'Käsemeister für 4.000 €', jobPosting: 'Öl und Würze, 4.000 €.' }),
	);
	await daily.run();
	const [mail] = mailbox.mails;
	expect(mail?.subject).toBe('Application: Käsemeister für 4.000 €');
	expect(mail?.html).toContain('Käsemeister für 4.000 €');
	expect(mail?.html).not.toMatch(/Ã|â‚¬|\uFFFD/);
});

it('of markup in what the API wrote the text arrives: no script, no tracking image, no link to a script', async () => {
	const daily = await DailyApplications.setUp(stage.n8n.client, posting({}));
	await daily.run({ resumeId: { __rl: true, mode: 'id', value: 'res_fault_markup' } });
	const html = String(mailbox.mails[0]?.html);
	expect(html).toContain('Research &amp; &quot;development&quot;');
	expect(html).not.toMatch(/<script|<img|<a |alert|javascript:/i);
});

it('a browser shows the mail as it would be printed, without any markup, and a picture of it is taken', async () => {
	const daily = await DailyApplications.setUp(stage.n8n.client);
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
