import { personOf, postings, write } from '../../emulator';
import { outcomeOf } from '../../n8n/server/execution';
import { type Mailbox, startMailbox } from '../../n8n/stage/mailbox';
import { type Stage, openStage } from '../../n8n/stage/stage';
import { ApplicationsTable, type Row } from './applicationsTable';
import { lookAtMail, openWindow, startBrowser } from './browser';

let stage: Stage;
let mailbox: Mailbox;
beforeAll(async () => {
	stage = await openStage();
	mailbox = await startMailbox();
	await stage.n8n.client.createCredential('SMTP account', 'smtp', mailbox.credential);
});
afterAll(async () => {
	await mailbox?.close();
	await stage?.close();
});

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

const application = (company: string, more: Row): Row => ({
	company,
	email: 'jobs@example.com',
	positionName: 'Analyst',
	coverLetter: 'Dear all,\n\n5 < 6 & more.',
	status: 'sent',
	...more,
});

it('of what was sent more than a week ago without an answer the sender is reminded once, with the letter', async () => {
	const { client } = stage.n8n;
	const table = await ApplicationsTable.create(client);
	await table.add(
		application('Silent', { sentAt: daysAgo(8) }),
		application('Silent, too', { sentAt: daysAgo(30), coverLetter: '<p>Dear <b>all</b>,</p>' }),
		application('Recent', { sentAt: daysAgo(6) }),
		application('Friendly', { sentAt: daysAgo(9), answer: 'interview on Monday' }),
		application('Not sent', { sentAt: null, status: 'declined' }),
	);
	const id = await client.createWorkflow(await table.in('follow-up-reminders.json'));
	const run = async () => await client.finished(await client.start(id, 'Every Weekday at 9'));
	expect(outcomeOf(await run())).toBe('success');
	expect(outcomeOf(await run())).toBe('success');

	expect(mailbox.mails.map(({ subject }) => subject).sort()).toEqual([
		'No answer yet: Analyst, Silent',
		'No answer yet: Analyst, Silent, too',
	]);
	for (const { to } of mailbox.mails) expect(to).toMatchObject({ text: 'hannah@example.com' });
	const letters = mailbox.mails.map(({ html }) => String(html).split('<hr>')[1]?.trim());
	expect(letters).toContain('Dear all,<br><br>5 &lt; 6 &amp; more.');
	expect(letters).toContain('<p>Dear <b>all</b>,</p>');
	expect(mailbox.mails[0]?.text).toMatch(/You applied on \d+ \w+ \d{4}/);
	const reminded = (await table.rows()).filter(({ remindedAt }) => remindedAt);
	expect(reminded.map(({ company }) => company)).toEqual(['Silent', 'Silent, too']);
});

it('a browser shows the reminder as its reader sees it, and a picture is taken', async () => {
	const { client } = stage.n8n;
	const table = await ApplicationsTable.create(client);
	const [posting] = postings;
	const sections = new Map<string, string>();
	for (const { section, content } of write('coverLetter', personOf(posting!.resumeId), posting!)) {
		sections.set(section, (sections.get(section) ?? '') + content);
	}
	const { company, positionName } = posting!;
	const coverLetter = [...sections.values()].join('\n\n');
	const email = 'jobs@lumen.example';
	await table.add(application(company, { email, positionName, coverLetter, sentAt: daysAgo(8) }));
	mailbox.mails.length = 0;
	const id = await client.createWorkflow(await table.in('follow-up-reminders.json'));
	await client.finished(await client.start(id, 'Every Weekday at 9'));
	const browser = await startBrowser();
	try {
		const page = await (await openWindow(browser, 'light')).newPage();
		await page.setViewportSize({ width: 720, height: 480 });
		await lookAtMail(page, mailbox, 1, 'reminder');
	} finally {
		await browser.close();
	}
});
