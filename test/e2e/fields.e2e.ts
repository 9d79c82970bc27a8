import type { Browser, Page } from 'playwright-core';
import { openWindow, startBrowser, takePicture } from './browser';
import { type Mailbox, startMailbox } from '../../n8n/stage/mailbox';
import { type Stage, credentialNames, openStage } from '../../n8n/stage/stage';
import { freePort } from '../../n8n/system/ports';
import { waitFor } from '../../n8n/system/waitFor';
import { laddroWorkflow } from './files';
import { NodePanel, signIn } from './nodePanel';

/** A credential for an address where nothing answers. */
const unreachable = 'Laddro, unreachable';

const shared = ['Resource', 'Operation'];
const collections = ['Options', 'Limits and Retries'];
const looks = ['Color', 'Font', 'Font Size', 'Margin', 'Page Numbering', 'Spacing', 'Template'];

let stage: Stage;
let mailbox: Mailbox;
let browser: Browser;
let page: Page;
let panel: NodePanel;
beforeAll(async () => {
	stage = await openStage();
	mailbox = await startMailbox();
	await stage.n8n.client.createCredential('SMTP account', 'smtp', mailbox.credential);
	await stage.n8n.client.createCredential(unreachable, 'laddroApi', {
		apiKey: stage.emulator.apiKey,
		baseUrl: `http://127.0.0.1:${await freePort()}`,
	});
	browser = await startBrowser();
	page = await (await openWindow(browser, 'light')).newPage();
	// High enough for all parameters of the node.
	await page.setViewportSize({ width: 1440, height: 1700 });
	panel = new NodePanel(page);
	await signIn(page, stage.n8n.url);
	// The first page of a fresh editor takes most of it.
}, 300_000);
afterAll(async () => {
	await browser?.close();
	await stage?.close();
	await mailbox?.close();
});

const fromList = (value = '') => ({ __rl: true, mode: 'list', value });

/** Opens a Laddro node with these parameters. */
async function open(
	operation: string,
	parameters: Record<string, unknown>,
	credential = credentialNames.laddro,
): Promise<void> {
	const workflow = laddroWorkflow({}, operation, parameters, credential);
	const id = await stage.n8n.client.createWorkflow(workflow);
	await page.goto(`${stage.n8n.url}/workflow/${id}`);
	await page.getByTestId('canvas-node').filter({ hasText: 'Laddro' }).dblclick();
	await page.getByTestId('node-parameters').waitFor();
}

const posting = { jobPosting: 'A welder for ferries, at the coast.' };

it('a PDF file asks for its field, and for no format', async () => {
	await open('tailor', { ...posting, output: 'pdf' });
	expect(await panel.labels()).toEqual([
		...shared,
		'Resume Source',
		'Resume',
		'Job Posting',
		'Position Name',
		'Output',
		'Put Output File in Field',
		...collections,
	]);
	expect(await panel.text()).toContain('The name of the output binary field to put the file in');
	await takePicture(page, 'fields-pdf');
	expect(await panel.offered('options')).toEqual(
		[...looks, 'Additional Body Fields', 'Include Input Fields', 'Language', 'Mode'].sort(),
	);
	await takePicture(page, 'fields-pdf-options');
});

it('a resume and its letter have a field each', async () => {
	await open('both', { ...posting, output: 'pdf' });
	const labels = await panel.labels();
	const [first, second] = labels.slice(labels.indexOf('Output') + 1);
	expect([first, second]).toEqual(['Put Output File in Field', 'Put Cover Letter in Field']);
	await takePicture(page, 'fields-both');
});

it("the template's picker has all templates, and those of color and font what the template has", async () => {
	const options = { templateId: fromList(), colorId: fromList(), font: fromList() };
	await open('tailor', { ...posting, output: 'pdf', options });
	expect(await panel.openBrokenPicker('colorId')).toContain(
		"Choose a template in 'Template' first",
	);
	await takePicture(page, 'fields-color-first');

	await open('tailor', { ...posting, output: 'pdf', options });
	const templates = await panel.openPicker('templateId');
	const { templates: all } = await listed('/v1/templates');
	expect(all).not.toEqual([]);
	expect(await templates.count()).toBe(all.length);
	await takePicture(page, 'fields-templates');
	await templates.getByText('Onyx', { exact: true }).click();
	expect(await panel.picked('templateId')).toBe('Onyx');

	const { availableColors, availableFonts } = await listed('/v1/templates/ONYX');
	const colors = await panel.openPicker('colorId');
	expect(await namesIn(colors)).toEqual(availableColors.map(({ name }) => name));
	await takePicture(page, 'fields-colors');
	await colors.first().click();
	const fonts = await panel.openPicker('font');
	expect(await namesIn(fonts)).toEqual(availableFonts.map(({ label }) => label));
	await takePicture(page, 'fields-fonts');
	await fonts.first().click();
	await takePicture(page, 'fields-looks');
});

it('a letter for a resume from a file has a field for the file that comes with its text', async () => {
	await open('coverLetter', { ...posting, resumeSource: 'file' });
	expect(await panel.labels()).toContain('Put Output File in Field');
	await takePicture(page, 'fields-letter-file');
});

it('a picker says so when the API can not be reached', async () => {
	const options = { templateId: fromList() };
	await open('tailor', { ...posting, output: 'pdf', options }, unreachable);
	const message = await panel.openBrokenPicker('templateId');
	expect(message).toContain('Laddro could not be reached (ECONNREFUSED)');
	expect(message).toContain("Check 'Base URL'");
	await takePicture(page, 'fields-unreachable');
});

it('a resume from a file asks for its field in place of a resume, and has no looks', async () => {
	await open('tailor', { ...posting, resumeSource: 'file', output: 'pdf' });
	const labels = await panel.labels();
	expect(labels.slice(2, 5)).toEqual(['Resume Source', 'Input Binary Field', 'Job Posting']);
	expect(labels).not.toContain('Resume');
	const hint = 'The name of the input binary field containing the file to be uploaded';
	expect(await panel.text()).toContain(hint);
	await takePicture(page, 'fields-file');
	const options = await panel.offered('options');
	for (const look of looks) expect(options).not.toContain(look);
});

it('Get asks for the kind of document and the document, which a picker lists', async () => {
	await open('get', { resource: 'document', documentType: 'coverLetter', documentId: fromList() });
	expect(await panel.chosen('resource')).toBe('Saved Document');
	const labels = [...shared, 'Document Type', 'Document', 'Output'];
	expect(await panel.labels()).toEqual([...labels, ...collections]);
	await takePicture(page, 'fields-get');
	const { items } = await listed('/v1/cover-letters?limit=100');
	const letters = await panel.openPicker('documentId');
	expect(await letters.count()).toBe(items.length);
	await takePicture(page, 'fields-documents');
});

it('Get of a document that is ready to be sent asks for its format, and has headings', async () => {
	await open('get', { resource: 'document', documentId: fromList(), output: 'document' });
	const labels = ['Output', 'Format', 'Simplify', ...collections];
	expect((await panel.labels()).slice(-5)).toEqual(labels);
	expect(await panel.offered('options')).toEqual(['Include Input Fields', 'Section Headings']);
	await takePicture(page, 'fields-get-document');
});

it('Save Cover Letter asks for the letter and a name, and has details of the letter', async () => {
	await open('createCoverLetter', { resource: 'document' });
	const labels = [...shared, 'Letter', 'Full Name', 'Letter Details'];
	expect(await panel.labels()).toEqual([...labels, ...collections]);
	expect(await panel.offered('letterDetails')).toEqual([
		'Address',
		'Company Name',
		'Email',
		'Hiring Manager',
		'Job Title',
		'Phone',
		'Title',
	]);
	await takePicture(page, 'fields-save');
});

it('Get Many asks for a limit unless it returns all', async () => {
	await open('getMany', { resource: 'document' });
	expect(await panel.labels()).toEqual([
		...shared,
		'Document Type',
		'Return All',
		'Limit',
		...collections,
	]);
	await takePicture(page, 'fields-get-many');
	await page.getByTestId('parameter-input-returnAll').locator('.el-switch').click();
	await page.getByTestId('parameter-input-limit').waitFor({ state: 'detached' });
});

it('Download PDF asks for the document and a field for the file, and has looks', async () => {
	await open('downloadPdf', { resource: 'document', documentId: fromList() });
	expect(await panel.labels()).toEqual([
		...shared,
		'Document Type',
		'Document',
		'Put Output File in Field',
		...collections,
	]);
	await takePicture(page, 'fields-download');
	expect(await panel.offered('options')).toEqual(
		[...looks, 'Additional Body Fields', 'Include Input Fields'].sort(),
	);
});

it('a letter that is dragged into the field of Send Email is sent as the editor shows it', async () => {
	const { nodes, connections, ...workflow } = laddroWorkflow({}, 'coverLetter', posting);
	const mail = {
		id: 'mail',
		name: 'Send Email',
		type: 'n8n-nodes-base.emailSend',
		typeVersion: 2.1,
		position: [440, 0] as [number, number],
		parameters: { fromEmail: 'a@example.com', toEmail: 'b@example.com', subject: 'Application' },
		credentials: { smtp: { id: 'by-name', name: 'SMTP account' } },
	};
	const next = { node: mail.name, type: 'main' as const, index: 0 };
	const id = await stage.n8n.client.createWorkflow({
		...workflow,
		nodes: [...nodes, mail],
		connections: { ...connections, Laddro: { main: [[next]] } },
	});
	await page.goto(`${stage.n8n.url}/workflow/${id}`);
	await page.getByTestId('canvas-node').filter({ hasText: mail.name }).dblclick();
	await page.getByText('Execute previous nodes').click();
	await panel.drag('document', 'html');
	const dropped = page.getByTestId('parameter-input-html');
	await dropped.getByText('{{ $json.document }}').waitFor();
	await takePicture(page, 'fields-dragged');

	await page.getByTestId('node-execute-button').click();
	const { html } = await waitFor(async () => mailbox.mails[0], 'No mail has come');
	expect(html).toMatch(/^\s*<p>Dear [^]+<\/p>\n<p>[^]+Hannah Doyle<\/p>/);
});

interface Listed {
	items: object[];
	templates: object[];
	availableColors: Array<{ name: string }>;
	availableFonts: Array<{ label: string }>;
}

/** What the API itself lists. */
async function listed(path: string): Promise<Listed> {
	const { url, apiKey } = stage.emulator;
	const answer = await fetch(`${url}${path}`, { headers: { 'x-api-key': apiKey } });
	return JSON.parse(await answer.text());
}

async function namesIn(entries: { allInnerTexts(): Promise<string[]> }): Promise<string[]> {
	return (await entries.allInnerTexts()).map((text) => text.trim());
}
