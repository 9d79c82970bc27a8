import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { postings } from '../../emulator';
import { outcomeOf } from '../../n8n/server/execution';
import { type Stage, openStage } from '../../n8n/stage/stage';
import { withParameters } from '../../n8n/stage/workflows';
import { ApplicationsTable } from './applicationsTable';
import { openWindow, startBrowser, takePicture } from './browser';
import { signIn } from './nodePanel';

/** A posting as a feed has it. */
interface Entry {
	id: number;
	title: string;
	text: string;
}

let stage: Stage;
let server: Server;
let entries: Entry[] = [];
beforeAll(async () => {
	stage = await openStage();
	server = createServer((_request, response) => {
		response.writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8' });
		const items = entries.map(
			({ id, title, text }) =>
				`<item><guid>posting-${id}</guid><link>https://jobs.example.com/${id}</link>` +
				`<title><![CDATA[${title}]]></title><description><![CDATA[${text}]]></description></item>`,
		);
		response.end(
			`<?xml version="1.0"?><rss version="2.0"><channel><title>Jobs</title>${items.join('')}</channel></rss>`,
		);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
});
afterAll(async () => {
	server?.close();
	await stage?.close();
});

/** The example, reading this feed into the table. @returns what runs it */
async function reading(table: ApplicationsTable): Promise<() => Promise<void>> {
	const { client } = stage.n8n;
	const { port } = server.address() as AddressInfo;
	const workflow = withParameters(await table.in('new-postings-from-a-feed.json'), 'Job Feed', {
		url: `http://127.0.0.1:${port}/feed.xml`,
	});
	const id = await client.createWorkflow(workflow);
	return async () => {
		const execution = await client.finished(await client.start(id, 'Every Hour'));
		expect(outcomeOf(execution)).toBe('success');
	};
}

it('each posting of a feed that has the right words is added to the table, and only once', async () => {
	const table = await ApplicationsTable.create(stage.n8n.client);
	const run = await reading(table);

	const { jobDescription } = postings[0]!;
	const whole = `<p>${jobDescription}</p><p>${jobDescription} Write to jobs@lumen.example.</p>`;
	entries = [
		{ id: 1, title: 'Senior Product Manager at Lumen Health', text: whole },
		{ id: 2, title: 'Line cook at Café Lübeck', text: 'We look for a cook.' },
		{ id: 3, title: 'Product Manager (Internship)', text: 'Three months.' },
	];
	await run();
	const first = {
		company: 'Lumen Health',
		email: 'jobs@lumen.example',
		positionName: 'Senior Product Manager',
		jobPosting: expect.stringContaining(jobDescription),
		status: 'new',
	};
	expect(await table.rows()).toMatchObject([first]);

	entries.unshift({ id: 4, title: 'Product Lead, Käse & Co at Öko GmbH', text: 'A teaser.' });
	await run();
	await run();
	const second = {
		company: 'Öko GmbH',
		email: '',
		positionName: 'Product Lead, Käse & Co',
		jobPosting: 'https://jobs.example.com/4',
		status: 'found',
	};
	expect(await table.rows()).toMatchObject([first, second]);
	expect(stage.emulator.ledger.requests).toEqual([]);
});

it('a browser shows the table with what came, and a picture is taken', async () => {
	const table = await ApplicationsTable.create(stage.n8n.client, 'Job applications');
	const run = await reading(table);
	entries = postings.slice(0, 2).map(({ positionName, company, jobDescription }, index) => ({
		id: 11 + index,
		title: `${positionName} at ${company}`,
		text: `<p>${jobDescription}</p><p>${index > 0 ? 'Apply on our site.' : 'Write to jobs@lumen.example.'}</p>`,
	}));
	await run();
	const browser = await startBrowser();
	try {
		const page = await (await openWindow(browser, 'light')).newPage();
		await page.setViewportSize({ width: 1400, height: 420 });
		await signIn(page, stage.n8n.url);
		await page.goto(table.page);
		await page.getByText('jobs@lumen.example').first().waitFor();
		await takePicture(page, 'table');
	} finally {
		await browser.close();
	}
});
