import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Behaviour, LedgerEntry, ReceivedRequest } from '../../emulator';
import { openWindow, startBrowser, takePicture } from './browser';
import { sendForm } from './form';
import { type Mailbox, startMailbox } from '../../n8n/stage/mailbox';
import { allItemsOf, itemsOf, outcomeOf } from '../../n8n/server/execution';
import { type Stage, formLogin, openStage } from '../../n8n/stage/stage';
import { example } from '../../n8n/stage/workflows';
import { hash, laddroWorkflow, manually, resumePdf } from './files';

const posting = {
	positionName: 'Käsemeister',
	jobDescription: 'Wir suchen für unsere Käserei im Allgäu einen Käsemeister, 4.000 € im Monat.',
};
/** The same as the node's parameters have it. */
const parameters = { positionName: posting.positionName, jobPosting: posting.jobDescription };

/** Where n8n keeps files: in memory and in its database with the items, or in a folder. */
describe.each(['default', 'filesystem'])('With files in the binary mode "%s",', (mode) => {
	/** Decides how the emulator answers, in the test that sets it. */
	let behaviour: ((request: ReceivedRequest) => Behaviour | undefined) | undefined;
	let stage: Stage;
	let mailbox: Mailbox;
	beforeAll(async () => {
		stage = await openStage({
			emulator: { behaviour: (request) => behaviour?.(request) },
			environment: async () => ({ N8N_DEFAULT_BINARY_DATA_MODE: mode }),
		});
		mailbox = await startMailbox();
		await stage.n8n.client.createCredential('SMTP account', 'smtp', mailbox.credential);
		await stage.n8n.client.activateWorkflow(await example('resume-from-form.json'));
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

	/** The requests to a path that were answered. */
	async function answered(path: string): Promise<LedgerEntry[]> {
		await stage.emulator.ledger.settled();
		const { requests } = stage.emulator.ledger;
		return requests.filter((entry) => entry.path === path && entry.status === 200);
	}

	it('each posting becomes one mail: its letter, with the resume attached byte for byte', async () => {
		const { client } = stage.n8n;
		const execution = await client.run(await example('apply-by-email.json'), manually);
		expect(outcomeOf(execution)).toBe('success');

		const postings = itemsOf(execution, 'Postings').map(({ json }) => json);
		const letters = itemsOf(execution, 'Write Cover Letter').map(({ json }) => json);
		const sent = await answered('/v1/tailor');
		expect(postings).toHaveLength(3);
		expect(mailbox.mails).toHaveLength(3);
		for (const [index, { email, positionName }] of postings.entries()) {
			const mail = mailbox.mails.find((each) => each.subject === `Application: ${positionName}`);
			expect(mail?.to).toMatchObject({ text: email });
			expect(String(mail?.html).trim()).toBe(String(letters[index]?.document).trim());
			expect(mail?.html).toMatch(/^<p>Dear /);
			expect(mail?.attachments).toHaveLength(1);
			const [resume] = mail!.attachments;
			expect(resume).toMatchObject({
				filename: 'Hannah Doyle - Resume.pdf',
				contentType: 'application/pdf',
			});
			const request = sent.find(({ body }) => Object(body).positionName === positionName);
			expect(hash(resume!.content)).toBe(request?.sha256);
		}
		expect(new Set(sent.map(({ sha256 }) => sha256)).size).toBe(3);
	});

	it('a posting whose resume or letter fails says why, and keeps no other mail back', async () => {
		behaviour = ({ operation, body }) => {
			const position = String(body.positionName);
			if (operation === 'tailor') return position.includes('Rider') ? 'status_422' : undefined;
			return position.includes('Lead') ? 'status_422' : undefined;
		};
		const workflow = await example('apply-by-email.json');
		const execution = await stage.n8n.client.run(workflow, manually);
		expect(outcomeOf(execution)).toBe('success');
		expect(mailbox.mails.map(({ subject, attachments }) => [subject, attachments.length])).toEqual([
			['Application: Senior Product Manager, Patient Apps', 1],
		]);
		const failed = allItemsOf(execution, 'Failed Postings').map(({ json }) => json);
		expect(failed).toEqual([
			{
				posting: 'Lead Product Manager, Learning Platform, Tidewater Learning',
				reason: expect.stringMatching(/./),
				charged: 'no',
				resumeId: expect.stringMatching(/./),
			},
			{
				posting: 'Product Manager, Rider App, Northbank Mobility',
				reason: expect.stringMatching(/./),
				charged: 'no',
				resumeId: '',
			},
		]);
	});

	it('a form takes a resume, and its last page has the tailored one', async () => {
		const resume = await resumePdf(stage.emulator, 'Lebenslauf Jürgen Größe.pdf');
		const url = `${stage.n8n.url}/form/tailor-my-resume`;
		expect((await fetch(url)).status).toBe(401);

		const { positionName, jobDescription } = posting;
		const ending = await sendForm(url, formLogin, resume, positionName, jobDescription);
		expect(ending.text).toContain('Your resume is ready');
		const [request] = await answered('/v1/tailor');
		expect(request).toMatchObject({
			body: posting,
			upload: { fileName: resume.fileName, sha256: hash(resume.bytes) },
		});
		expect(ending.file?.fileName).toMatch(/ - Resume\.pdf$/);
		expect(hash(ending.file!.bytes)).toBe(request?.sha256);
	});

	it('a browser that sends the form gets the tailored resume as a download', async () => {
		const { fileName, bytes } = await resumePdf(stage.emulator, 'Jonas Müller.pdf');
		const browser = await startBrowser();
		try {
			const { user: username, password } = formLogin;
			const login = { httpCredentials: { username, password } };
			const page = await (await openWindow(browser, 'light', login)).newPage();
			await page.goto(`${stage.n8n.url}/form/tailor-my-resume`);
			await page
				.getByLabel('Resume')
				.setInputFiles({ name: fileName, mimeType: 'application/pdf', buffer: bytes });
			await page.getByLabel('Position').fill(posting.positionName);
			await page.getByLabel('Posting').fill(posting.jobDescription);
			await takePicture(page, `form-${mode}`);
			const [download] = await Promise.all([
				page.waitForEvent('download'),
				page.getByRole('button', { name: 'Tailor' }).click(),
			]);
			const [request] = await answered('/v1/tailor');
			expect(request).toMatchObject({ body: posting, upload: { fileName, sha256: hash(bytes) } });
			expect(download.suggestedFilename()).toBe('Jonas Müller - Resume.pdf');
			expect(hash(await buffer(await download.createReadStream()))).toBe(request?.sha256);
			await page.getByText('Your resume is ready').waitFor();
			await page.getByText('Jonas Müller - Resume.pdf').waitFor();
			await takePicture(page, `form-ending-${mode}`);
		} finally {
			await browser.close();
		}
	});

	it('the form tells its visitor that a file is of no use, before anything is paid', async () => {
		const url = `${stage.n8n.url}/form/tailor-my-resume`;
		const text = { fileName: 'cv.pdf', bytes: Buffer.from('Dear all,') };
		const ending = await sendForm(url, formLogin, text, '', posting.jobDescription);
		expect(ending.text).toContain('This did not work');
		expect(ending.text).toContain('Please check that your resume is a PDF or DOCX file');
		expect(ending.text).not.toContain('Input Binary Field');
		expect(ending.file).toBeUndefined();
		expect(stage.emulator.ledger.requests).toEqual([]);
	});

	it('a resume that another node has read from a file is the one that Laddro gets', async () => {
		const resume = await resumePdf(stage.emulator, 'resume.pdf');
		// The folder that n8n 2 lets its nodes read.
		const folder = join(stage.workspace.folder, '.n8n-files');
		await mkdir(folder, { recursive: true });
		await writeFile(join(folder, resume.fileName), resume.bytes);
		const read = {
			type: 'n8n-nodes-base.readWriteFile',
			parameters: { operation: 'read', fileSelector: join(folder, resume.fileName), options: {} },
		};
		const workflow = laddroWorkflow({ read }, 'tailor', {
			resumeSource: 'file',
			resumeFile: 'data',
			...parameters,
		});
		const execution = await stage.n8n.client.run(workflow, manually);
		expect(outcomeOf(execution)).toBe('success');
		const [request] = await answered('/v1/tailor');
		expect(request).toMatchObject({
			wantsStream: true,
			upload: { fileName: resume.fileName, size: resume.bytes.length, sha256: hash(resume.bytes) },
		});
		expect(itemsOf(execution, 'Laddro')[0]?.json).toMatchObject({ complete: true });
	});

	it('a resume that an HTTP Request node has downloaded is the one that Laddro gets', async () => {
		const download = {
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: {
				method: 'POST',
				url: `${stage.emulator.url}/v1/export`,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: 'laddroApi',
				sendBody: true,
				specifyBody: 'json',
				jsonBody: '{ "resumeId": "res_jonas_mueller" }',
				options: { response: { response: { responseFormat: 'file' } } },
			},
			hasCredential: true,
		};
		const workflow = laddroWorkflow({ download }, 'coverLetter', {
			resumeSource: 'file',
			resumeFile: 'data',
			output: 'pdf',
			...parameters,
		});
		const execution = await stage.n8n.client.run(workflow, manually);
		expect(outcomeOf(execution)).toBe('success');
		const [downloaded] = await answered('/v1/export');
		const [request] = await answered('/v1/cover-letters/generate');
		expect(request?.upload?.sha256).toBe(downloaded?.sha256);
		expect(request).toMatchObject({
			body: posting,
			upload: { fileName: expect.stringMatching(/\.pdf$/) },
		});
		expect(itemsOf(execution, 'Laddro')[0]?.json).toMatchObject({ complete: true });
	});

	it.each([
		['resume', (id: string) => ['/v1/export', id]],
		['coverLetter', (id: string) => [`/v1/cover-letters/${id}/render`, null]],
	])('stored documents (%s) are listed and downloaded as they are', async (documentType, asked) => {
		const many = {
			type: 'n8n-nodes-laddro.laddro',
			parameters: {
				resource: 'document',
				operation: 'getMany',
				documentType,
				returnAll: false,
				limit: 3,
			},
			hasCredential: true,
		};
		const workflow = laddroWorkflow({ many }, 'downloadPdf', {
			resource: 'document',
			documentType,
			documentId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			outputField: 'file',
		});
		const { client } = stage.n8n;
		const execution = await client.run(workflow, manually);
		expect(outcomeOf(execution)).toBe('success');
		const listed = itemsOf(execution, 'many').map(({ json }) => String(json.id));
		expect(listed).toHaveLength(3);

		const items = itemsOf(execution, 'Laddro');
		await stage.emulator.ledger.settled();
		for (const [index, id] of listed.entries()) {
			const { binary, json } = items[index]!;
			const [path, resumeId] = asked(id);
			const request = stage.emulator.ledger.requests.find(
				(entry) => entry.path === path && entry.resumeId === resumeId,
			);
			const bytes = await client.file(binary!.file!);
			expect(json).toMatchObject({ documentId: id, fileSize: bytes.length, complete: true });
			expect(request).toMatchObject({ status: 200, credits: 1, sha256: hash(bytes) });
		}
	});
});
