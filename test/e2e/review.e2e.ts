import type { ParsedMail } from 'mailparser';
import { type Behaviour, postings, type ReceivedRequest } from '../../emulator';
import { type Execution, outcomeOf } from '../../n8n/server/execution';
import { type Mailbox, startMailbox } from '../../n8n/stage/mailbox';
import { type Stage, openStage } from '../../n8n/stage/stage';
import { waitFor } from '../../n8n/system/waitFor';
import { ApplicationsTable, type Row } from './applicationsTable';
import { lookAtMail, openWindow, startBrowser, takePicture } from './browser';
import { linkIn, openWaitingForm, waitForForm } from './form';

const FILE = 'review-before-sending.json';
const TRIGGER = 'Every Weekday at 8';

/** Decides how the emulator answers, in the test that sets it. */
let behaviour: ((request: ReceivedRequest) => Behaviour | undefined) | undefined;
let stage: Stage;
let mailbox: Mailbox;
let table: ApplicationsTable;
beforeAll(async () => {
	stage = await openStage({ emulator: { behaviour: (request) => behaviour?.(request) } });
	mailbox = await startMailbox();
	await stage.n8n.client.createCredential('SMTP account', 'smtp', mailbox.credential);
});
afterAll(async () => {
	await mailbox?.close();
	await stage?.close();
});
beforeEach(async () => {
	behaviour = undefined;
	mailbox.mails.length = 0;
	stage.emulator.ledger.clear();
	table = await ApplicationsTable.create(stage.n8n.client);
});

const posting = (number: number, more: Row = {}): Row => ({
	company: `Company ${number}`,
	email: `jobs${number}@example.com`,
	positionName: postings[number]!.positionName,
	jobPosting: postings[number]!.jobDescription,
	status: 'new',
	...more,
});

/** Starts a run of the example. @returns the execution's id */
async function start(): Promise<string> {
	const { client } = stage.n8n;
	return await client.start(await client.createWorkflow(await table.in(FILE)), TRIGGER);
}

async function ended(execution: string): Promise<Execution> {
	const end = await stage.n8n.client.finished(execution);
	expect(outcomeOf(end)).toBe('success');
	return end;
}

/** The mail with this number, as soon as it has come. */
const mailNumber = async (number: number): Promise<ParsedMail> =>
	await waitFor(async () => mailbox.mails[number - 1], `Mail ${number} has not come`);

it('an application is sent as it was edited in the form, with both PDF files, and its row says so', async () => {
	await table.add(posting(0));
	const execution = await start();
	const question = await mailNumber(1);
	expect(question.to).toMatchObject({ text: 'hannah@example.com' });
	expect(question.subject).toBe(`Please review: ${postings[0]!.positionName}, Company 0`);
	expect(question.text?.replace(/\s+/g, ' ')).toMatch(
		/THE LETTER Dear .* WHAT WAS CHANGED IN THE RESUME Summary - removed: .* \+ added: .* THE RESUME Hannah/,
	);
	expect(stage.emulator.ledger.credits).toBe(5);
	expect(await table.rows()).toMatchObject([{ status: 'review' }]);

	const form = await openWaitingForm(linkIn(question));
	expect(form.texts[0]).toMatch(/^Dear /);
	const edited = `${form.texts[0]}\n\nP.S. I own a bike, & ride it <daily>.`;
	await form.send('Send it', edited);
	await ended(execution);

	expect(mailbox.mails).toHaveLength(2);
	const application = await mailNumber(2);
	expect(application.to).toMatchObject({ text: 'jobs0@example.com' });
	expect(application.subject).toBe(`Application: ${postings[0]!.positionName}`);
	expect(application.text?.trim()).toBe(edited.trim());
	expect(application.attachments.map(({ filename }) => filename)).toEqual([
		'Hannah Doyle - Resume.pdf',
		'Hannah Doyle - Cover Letter.pdf',
	]);
	for (const { content } of application.attachments) {
		expect(content.subarray(0, 5).toString()).toBe('%PDF-');
	}
	expect(stage.emulator.ledger.credits).toBe(5 + 2);

	const [row] = await table.rows();
	expect(row).toMatchObject({ status: 'sent', note: '' });
	expect(String(row?.coverLetter).replaceAll('\r\n', '\n')).toBe(edited);
	const saved = await stored('cover-letters', row?.coverLetterId);
	expect(saved).toContain('I own a bike, &amp; ride it &lt;daily&gt;.');
	expect(await stored('resumes', row?.resumeId)).toContain('Hannah');
	expect(Date.now() - Date.parse(String(row?.sentAt))).toBeLessThan(3_600_000);
});

/** What is stored under an id, as text. */
async function stored(list: string, id: unknown): Promise<string> {
	const { url, apiKey } = stage.emulator;
	const response = await fetch(`${url}/v1/${list}/${String(id)}`, {
		headers: { 'x-api-key': apiKey },
	});
	expect(response.status).toBe(200);
	return await response.text();
}

it('one application is asked about at a time, and one that is declined is noted, not sent', async () => {
	await table.add(posting(0), posting(1));
	const execution = await start();
	const first = await openWaitingForm(linkIn(await mailNumber(1)));
	expect(stage.emulator.ledger.credits).toBe(5);
	await first.send('Do not send it', first.texts[0]!);

	const second = await openWaitingForm(linkIn(await mailNumber(2)));
	expect(second.texts[0]).toContain(postings[1]!.positionName);
	await second.send('Send it', second.texts[0]!);
	await ended(execution);

	expect(mailbox.mails.map(({ subject }) => subject).slice(2)).toEqual([
		`Application: ${postings[1]!.positionName}`,
	]);
	expect(await table.rows()).toMatchObject([
		{ status: 'declined', sentAt: null, coverLetterId: '' },
		{ status: 'sent', note: '' },
	]);
	expect(stage.emulator.ledger.credits).toBe(5 + 5 + 2);
});

it('a row that waits for its form is not taken by the next run', async () => {
	await table.add(posting(0));
	const execution = await start();
	const question = await mailNumber(1);
	await ended(await start());
	expect(stage.emulator.ledger.credits).toBe(5);

	const form = await openWaitingForm(linkIn(question));
	await form.send('Do not send it', form.texts[0]!);
	await ended(execution);
});

it('a posting that failed says why in its row, and the next one is asked about', async () => {
	await table.add(posting(0), posting(1));
	behaviour = ({ body }) =>
		body.positionName === postings[0]!.positionName ? 'status_422' : undefined;
	const execution = await start();
	const form = await openWaitingForm(linkIn(await mailNumber(1)));
	await form.send('Do not send it', form.texts[0]!);
	await ended(execution);
	expect(await table.rows()).toMatchObject([
		{ status: 'failed', note: expect.stringMatching(/./), resumeId: '' },
		{ status: 'declined', note: '' },
	]);
});

it('an application whose PDF failed is not sent, and its row has the edited letter and the reason', async () => {
	await table.add(posting(0));
	behaviour = ({ operation }) => (operation === 'export' ? 'status_402' : undefined);
	const execution = await start();
	const form = await openWaitingForm(linkIn(await mailNumber(1)));
	await form.send('Send it', 'Dear all, here I am.');
	await ended(execution);
	expect(mailbox.mails).toHaveLength(1);
	expect(await table.rows()).toMatchObject([
		{
			status: 'incomplete',
			note: expect.stringMatching(/credits/),
			coverLetter: 'Dear all, here I am.',
			sentAt: null,
		},
	]);
});

it('a browser shows the mails and the form as their readers see them, and pictures are taken', async () => {
	await table.add(posting(0, { company: postings[0]!.company, email: 'jobs@lumen.example' }));
	const execution = await start();
	const question = await mailNumber(1);
	const browser = await startBrowser();
	try {
		const page = await (await openWindow(browser, 'light')).newPage();
		await page.setViewportSize({ width: 480, height: 480 });
		await lookAtMail(page, mailbox, 1, 'review-mail');
		await page.setViewportSize({ width: 720, height: 880 });
		await waitForForm(linkIn(question));
		await page.goto(linkIn(question));
		expect(await page.getByLabel('Letter').inputValue()).toMatch(/^Dear /);
		await page.getByLabel('Decision').selectOption('Send it');
		await takePicture(page, 'review-form');
		await page.getByRole('button', { name: 'Submit' }).click();
		await ended(execution);
		await page.setViewportSize({ width: 720, height: 480 });
		await lookAtMail(page, mailbox, 2, 'review-sent');
	} finally {
		await browser.close();
	}
	expect(await table.rows()).toMatchObject([{ status: 'sent' }]);
});
