import type { Behaviour, ReceivedRequest } from '../../emulator';
import { type Mailbox, startMailbox } from '../../n8n/stage/mailbox';
import { openWindow, startBrowser, takePicture } from './browser';
import { allItemsOf, type Execution } from '../../n8n/server/execution';
import { type Stage, openStage } from '../../n8n/stage/stage';
import {
	applicationsIn,
	DAILY,
	DailyApplications,
	posting,
	questionsIn,
} from './dailyApplications';
import { linkIn, openWaitingForm } from './form';
import { waitFor } from '../../n8n/system/waitFor';

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

it('each new posting that is chosen becomes one mail, the letter first and the resume below it, and is sent', async () => {
	const daily = await DailyApplications.setUp(stage.n8n.client, mailbox);
	const execution = await daily.run();

	const done = rowsAfter(execution, 'Mark as Sent');
	expect(done.map(({ status }) => status)).toEqual(['sent', 'sent', 'sent']);
	expect(applicationsIn(mailbox)).toHaveLength(3);
	for (const row of done) {
		const subject = `Application: ${String(row.positionName)}`;
		const mail = applicationsIn(mailbox).find((candidate) => candidate.subject === subject);
		expect(mail?.to).toMatchObject({ text: row.email });
		const html = String(mail?.html).trim();
		expect(html).toBe(`${String(row.coverLetter)}\n<hr>\n${String(row.resume)}`);
		expect(html).toMatch(/^<p>Dear [^]*<hr>\s*<p>[^]* · [^]*<h2>Summary<\/h2>/);
	}
	expect(stage.emulator.ledger.credits).toBe(3 * 5);
});

it('a posting that was sent is neither bought nor asked about nor mailed again', async () => {
	const daily = await DailyApplications.setUp(stage.n8n.client, mailbox, posting({}));
	await daily.run();
	await daily.run();
	expect(stage.emulator.ledger.streaming).toHaveLength(2);
	expect(mailbox.mails).toHaveLength(2);
});

it('the message that asks has all texts without markup, and what was not chosen is asked about again', async () => {
	const daily = await DailyApplications.setUp(
		stage.n8n.client,
		mailbox,
		posting({}),
		posting({ positionName: 'Analyst', company: 'R&D "Öl"' }),
	);
	await daily.run({}, (application) => application.includes('Analyst'));
	const sent = () => applicationsIn(mailbox).map(({ subject }) => subject);
	expect(sent()).toEqual(['Application: Analyst']);

	await daily.run();
	expect(sent()).toEqual(['Application: Analyst', 'Application: Product Manager']);
	expect(stage.emulator.ledger.streaming).toHaveLength(2 * 2);
	const [first, second] = questionsIn(mailbox);
	expect(first?.subject).toBe('Applications to send: 2');
	expect(second?.subject).toBe('Applications to send: 1');
	expect(first?.text).toMatch(
		/No\. \d+: Product Manager, Öko GmbH\s+To: jobs@example\.com\s+Dear /,
	);
	const text = first?.text?.replace(/\s+/g, ' ');
	expect(text).toMatch(/No\. \d+: Product Manager, Öko GmbH To: jobs@example\.com Dear /);
	expect(text).toMatch(/No\. \d+: Analyst, R&D "Öl" To: .* Summary/);
	expect(text).not.toMatch(/<|&\w+;|undefined/);
});

it('what a second form was sent for meanwhile is not sent twice', async () => {
	const daily = await DailyApplications.setUp(stage.n8n.client, mailbox, posting({}));
	await daily.run({}, () => false);
	const { client } = stage.n8n;
	const ids = await Promise.all(
		[1, 2].map(async () => await client.start(await client.createWorkflow(daily.workflow), DAILY)),
	);
	const questions = await waitFor(async () => {
		const open = questionsIn(mailbox).slice(1);
		return open.length === 2 ? open : undefined;
	}, 'The two messages have not come');
	for (const [index, question] of questions.entries()) {
		const form = await openWaitingForm(linkIn(question));
		await form.send(form.choices);
		await waitFor(
			async () => applicationsIn(mailbox).length === 1 || undefined,
			`Form ${index + 1} sends nothing`,
		);
		await waitFor(async () => {
			const ended = await Promise.all(ids.map(async (id) => await client.ended(id)));
			return ended.filter(Boolean).length > index || undefined;
		}, 'The execution does not end');
	}
	expect(applicationsIn(mailbox)).toHaveLength(1);
});

it('a posting that failed says why in its row, while the others go on, and is read again by the next run', async () => {
	const daily = await DailyApplications.setUp(
		stage.n8n.client,
		mailbox,
		posting({}),
		posting({ positionName: 'Analyst' }),
	);
	behaviour = ({ body }) => (body.positionName === 'Analyst' ? 'status_402' : undefined);
	const first = await daily.run({ requestOptions: { concurrency: 1 } });
	expect(failuresAfter(first)).toMatchObject([
		{ positionName: 'Analyst', status: 'failed', note: expect.stringMatching(/credits/) },
	]);
	expect(applicationsIn(mailbox).map(({ subject }) => subject)).toEqual([
		'Application: Product Manager',
	]);

	behaviour = undefined;
	const second = await daily.run();
	expect(rowsAfter(second, 'Mark as Sent')).toMatchObject([
		{ positionName: 'Analyst', status: 'sent', note: '' },
	]);
	expect(applicationsIn(mailbox)).toHaveLength(2);
});

it('a posting whose letter broke off keeps the resume that was paid for, and is not bought again by itself', async () => {
	const daily = await DailyApplications.setUp(stage.n8n.client, mailbox, posting({}));
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
	const daily = await DailyApplications.setUp(stage.n8n.client, mailbox, posting({}));
	behaviour = () => 'unnamed';
	expect(failuresAfter(await daily.run())).toMatchObject([
		{ status: 'incomplete', note: expect.stringMatching(/credits/) },
	]);

	behaviour = undefined;
	await daily.run();
	expect(stage.emulator.ledger.streaming).toHaveLength(1);
});

it('a mail that could not be sent is sent by the next run, without buying anything again', async () => {
	const daily = await DailyApplications.setUp(stage.n8n.client, mailbox, posting({}));
	const first = await daily.runWithoutMail();
	expect(rowsAfter(first, 'Note Mail Failure')).toMatchObject([
		{ status: 'written', note: expect.stringMatching(/./) },
	]);

	await daily.run();
	expect(applicationsIn(mailbox)).toHaveLength(1);
	expect(stage.emulator.ledger.streaming).toHaveLength(2);
});

it('ä, ö and € reach the mailbox as they are', async () => {
	const daily = await DailyApplications.setUp(
		stage.n8n.client,
		mailbox,
		posting({ positionName: 'Käsemeister für 4.000 €', jobPosting: 'Öl und Würze, 4.000 €.' }),
	);
	await daily.run();
	const [mail] = applicationsIn(mailbox);
	expect(mail?.subject).toBe('Application: Käsemeister für 4.000 €');
	expect(mail?.html).toContain('Käsemeister für 4.000 €');
	expect(mail?.html).not.toMatch(/Ã|â‚¬|\uFFFD/);
});

it('of markup in what the API wrote the text arrives: no script, no tracking image, no link to a script', async () => {
	const daily = await DailyApplications.setUp(stage.n8n.client, mailbox, posting({}));
	await daily.run({ resumeId: { __rl: true, mode: 'id', value: 'res_fault_markup' } });
	const html = String(applicationsIn(mailbox)[0]?.html);
	expect(html).toContain('Research &amp; &quot;development&quot;');
	expect(html).not.toMatch(/<script|<img|<a |alert|javascript:/i);
});

it('a browser shows the mail as it would be printed, without any markup, and a picture of it is taken', async () => {
	const daily = await DailyApplications.setUp(stage.n8n.client, mailbox);
	await daily.run();
	const browser = await startBrowser();
	try {
		const page = await (await openWindow(browser, 'light')).newPage();
		await page.setViewportSize({ width: 800, height: 980 });
		await page.setContent(
			`<body style="font: 15px sans-serif; margin: 2em">${String(applicationsIn(mailbox)[0]?.html)}</body>`,
		);
		const text = await page.innerText('body');
		expect(text).toMatch(/^Dear /);
		expect(text).not.toMatch(/[*<>#]|\bGreeting\b/);
		await takePicture(page, 'mail');
	} finally {
		await browser.close();
	}
});
