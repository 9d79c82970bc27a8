import { type Mailbox, startMailbox } from '../../n8n/outside/mailbox';
import { openWindow, startBrowser, takePicture } from '../../n8n/outside/browser';
import { itemsOf, outcomeOf } from '../../n8n/server/execution';
import { type Stage, openStage } from '../../n8n/stage/stage';
import { example, withParameters } from '../../n8n/stage/workflows';

const trigger = 'Every Weekday at 8';

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
beforeEach(() => {
	mailbox.mails.length = 0;
});

/** The rows in the shape that the example's Code node gives them. */
const rows = (...postings: object[]) => ({
	jsCode: `return ${JSON.stringify(postings.map((json) => ({ json })))};`,
});

it('the scheduled batch sends one HTML mail per posting, each with its own document', async () => {
	const workflow = await example('scheduled-batch-email.json');
	const execution = await stage.n8n.client.run(workflow, trigger);

	expect(outcomeOf(execution)).toBe('success');
	const postings = itemsOf(execution, 'Postings').map(({ json }) => json);
	const documents = itemsOf(execution, 'Laddro').map(({ json }) => json.document);
	expect(postings).toHaveLength(3);
	expect(documents).toHaveLength(3);
	expect(mailbox.mails).toHaveLength(3);
	for (const [index, posting] of postings.entries()) {
		const subject = `Your resume for ${String(posting.company)}: ${String(posting.positionName)}`;
		const mail = mailbox.mails.find((candidate) => candidate.subject === subject);
		expect(mail?.html).toContain(String(documents[index]).trim());
		expect(mail?.html).toContain('<h2>');
	}
});

it('a mail with both documents shows no markup in a browser, and a picture of it is taken', async () => {
	const workflow = withParameters(await example('scheduled-batch-email.json'), 'Laddro', {
		operation: 'both',
	});
	const mail = withParameters(workflow, 'Send Email', {
		html: '={{ $json.coverLetter }}<hr>{{ $json.resume }}',
	});
	expect(outcomeOf(await stage.n8n.client.run(mail, trigger))).toBe('success');

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

it('ä, ö and € reach the mailbox as they are', async () => {
	const posting = {
		company: 'Öko GmbH',
		positionName: 'Käsemeister für 4.000 €',
		email: 'ada@example.com',
		jobDescription:
			'Wir suchen eine Käsemeisterin oder einen Käsemeister für Öl und Würze, 4.000 €.',
	};
	const workflow = withParameters(
		withParameters(await example('scheduled-batch-email.json'), 'Postings', rows(posting)),
		'Laddro',
		{ operation: 'coverLetter' },
	);
	expect(outcomeOf(await stage.n8n.client.run(workflow, trigger))).toBe('success');

	const [mail] = mailbox.mails;
	expect(mail?.subject).toBe('Your resume for Öko GmbH: Käsemeister für 4.000 €');
	expect(mail?.html).toContain('Käsemeister für 4.000 €');
	expect(mail?.html).not.toMatch(/Ã|â‚¬|\uFFFD/);
});

it('of markup in what the API wrote the text arrives: no script, no tracking image, no link to a script', async () => {
	const posting = {
		company: 'Evil Ltd',
		positionName: 'Tester',
		email: 'ada@example.com',
		jobDescription: 'A posting that wants to smuggle something into the mail.',
	};
	const workflow = withParameters(
		withParameters(await example('scheduled-batch-email.json'), 'Postings', rows(posting)),
		'Laddro',
		{ resumeId: { __rl: true, mode: 'id', value: 'res_fault_markup' } },
	);
	expect(outcomeOf(await stage.n8n.client.run(workflow, trigger))).toBe('success');

	const html = String(mailbox.mails[0]?.html);
	expect(html).toContain('Research &amp; &quot;development&quot;');
	expect(html).not.toMatch(/<script|<img|<a |alert|javascript:/i);
});
