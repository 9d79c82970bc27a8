import type { Browser } from 'playwright-core';
import MarkdownIt from 'markdown-it';
import { postings } from '../../emulator';
import { openWindow, startBrowser, takePicture } from './browser';
import { type SlackStandIn, startSlack } from './slack';
import { itemsOf, outcomeOf } from '../../n8n/server/execution';
import { type Stage, openStage, webhookKey } from '../../n8n/stage/stage';
import { example } from '../../n8n/stage/workflows';

const { positionName, jobDescription } = postings[1]!;

let stage: Stage;
let slack: SlackStandIn;
let browser: Browser;
beforeAll(async () => {
	stage = await openStage({
		environment: async (workspace) => {
			slack = await startSlack(workspace);
			return slack.environment;
		},
	});
	await stage.n8n.client.createCredential('Slack account', 'slackApi', {
		accessToken: 'xoxb-loopback',
	});
	browser = await startBrowser();
});
afterAll(async () => {
	await browser?.close();
	await stage?.close();
	await slack?.close();
});

/** Takes a picture of what people see, and returns its text. */
async function look(html: string, picture: string): Promise<string> {
	const window = await openWindow(browser, 'light');
	const page = await window.newPage();
	await page.setViewportSize({ width: 720, height: 480 });
	await page.setContent(`<body style="font: 15px sans-serif; margin: 2em">${html}</body>`);
	const text = await page.innerText('body');
	await takePicture(page, picture);
	await window.close();
	return text;
}

it('a posting sent to the webhook with its key becomes a cover letter in Slack, ready to be forwarded', async () => {
	const { client, url } = stage.n8n;
	const id = await client.activateWorkflow(await example('cover-letter-to-slack.json'));
	const send = async (headers: Record<string, string>) =>
		await fetch(`${url}/webhook/cover-letter`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body: JSON.stringify({ positionName, jobPosting: jobDescription }),
		});
	expect((await send({})).status).toBe(403);
	expect((await send({ [webhookKey.name]: webhookKey.value })).status).toBe(200);

	const execution = await client.finished(await client.firstExecutionOf(id));
	expect(outcomeOf(execution)).toBe('success');
	const [letter] = itemsOf(execution, 'Laddro');
	expect(String(letter?.json.document).length).toBeGreaterThan(200);
	expect(slack.messages).toEqual([
		{
			authorization: 'Bearer xoxb-loopback',
			body: expect.objectContaining({
				channel: 'C0123456789',
				text: `*Cover letter: ${positionName}*\n\n${String(letter?.json.document)}`,
			}),
		},
	]);

	const { text } = Object(slack.messages[0]?.body);
	// Slack's entities are HTML's; of its marks, the message has the bold ones.
	const shown = String(text).replace(/\*(.+?)\*/g, '<b>$1</b>');
	const seen = await look(`<div style="white-space: pre-wrap">${shown}</div>`, 'slack-message');
	expect(seen).toMatch(/^Cover letter: [^*<>#&]+\n\nDear [^*<>#]+\nHannah Doyle\s*$/);
});

it('the letter of the simplest example is ready to be sent', async () => {
	const workflow = await example('cover-letter.json');
	const execution = await stage.n8n.client.run(workflow, "When clicking 'Execute workflow'");
	expect(outcomeOf(execution)).toBe('success');
	const [item] = itemsOf(execution, 'Write a cover letter');
	const seen = await look(new MarkdownIt().render(String(item?.json.document)), 'letter');
	expect(seen).toMatch(/^Dear [^*<>#]+\nHannah Doyle\s*$/);
});
