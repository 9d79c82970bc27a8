import { DomUtils, parseDocument } from 'htmlparser2';
import type { ParsedMail } from 'mailparser';
import { waitFor } from '../../n8n/system/waitFor';

/** A file as a form takes it, and as its last page gives it back. */
export interface FormFile {
	fileName: string;
	bytes: Buffer;
}

/** What the last page of a form says, and the file that it makes the browser download. */
export interface FormEnding {
	text: string;
	file?: FormFile;
}

/**
 * Opens one of n8n's forms, fills it in and sends it, waits for its last page and confirms that, with the requests that
 * the scripts in n8n's pages send.
 *
 * @param login the user and the password that the form asks for
 * @param values in the order of the form's fields
 */
export async function sendForm(
	url: string,
	login: { user: string; password: string },
	...values: Array<string | FormFile>
): Promise<FormEnding> {
	const authorization = `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}`;
	const form = await (await fetch(url, { headers: { authorization } })).text();
	const [, token] = /const authToken = '([^']*)'/.exec(form) ?? [];
	if (!token) throw new Error(`This is no form:\n${form}`);

	const body = new FormData();
	values.forEach((value, index) => {
		const name = `field-${index}`;
		if (typeof value === 'string') body.append(name, value);
		else body.append(name, new Blob([value.bytes]), value.fileName);
	});
	const sent = await fetch(url, { method: 'POST', headers: { 'x-auth-token': token }, body });
	const { formWaitingUrl }: { formWaitingUrl?: string } = JSON.parse(await sent.text());
	if (!formWaitingUrl) throw new Error('The form has no further page');
	await waitForPage(formWaitingUrl);
	const page = await (await fetch(formWaitingUrl)).text();
	await fetch(formWaitingUrl, { method: 'POST' });
	return { text: textOf(page), file: fileOf(page) };
}

async function waitForPage(formWaitingUrl: string): Promise<void> {
	const address = new URL(formWaitingUrl);
	address.pathname += '/n8n-execution-status';
	let status = '';
	await waitFor(
		async () => {
			status = (await (await fetch(address)).text()).trim();
			if (['error', 'crashed', 'canceled'].includes(status)) throw new Error(`The form: ${status}`);
			return status === 'form-waiting' ? true : undefined;
		},
		() => `The form has no further page: ${status}`,
	);
}

function textOf(page: string): string {
	const [, header = ''] = /<div class='header'>([^]*?)<\/div>/.exec(page) ?? [];
	return header.replace(/<[^>]*>/g, '').trim();
}

/** The file in a page's script: bytes as JSON has them, or as characters, alone or, on n8n 2.41, in a list. */
function fileOf(page: string): FormFile | undefined {
	const [, encoded] = /JSON\.parse\(decodeURIComponent\("([^"]+)"\)\)/.exec(page) ?? [];
	if (encoded === undefined) return undefined;
	const found: unknown = JSON.parse(decodeURIComponent(encoded));
	const [file] = [found].flat().filter(Boolean);
	if (!file) return undefined;
	const { fileName, data } = Object(file);
	const bytes = typeof data === 'string' ? Buffer.from(data, 'latin1') : Buffer.from(data.data);
	return { fileName, bytes };
}

/** The form behind a link in a mail of Send and Wait for Response. */
export interface WaitingForm {
	/** What its text areas hold at first. */
	texts: string[];
	/** The labels of its checkboxes and of its lists' choices. */
	choices: string[];
	/** @param values in the order of the form's fields; several of checkboxes */
	send(...values: Array<string | string[]>): Promise<void>;
}

/** The address that the mail's button leads to. */
export function linkIn({ html }: ParsedMail): string {
	const links = DomUtils.getElementsByTagName('a', parseDocument(String(html)));
	expect(links).toHaveLength(1);
	return links[0]!.attribs.href!;
}

/** Waits for the form at this address: its mail is sent a moment before the execution waits. @returns the page */
export async function waitForForm(url: string): Promise<string> {
	return await waitFor(async () => {
		const page = await (await fetch(url)).text();
		return page.includes('<form') ? page : undefined;
	}, 'There is no form');
}

export async function openWaitingForm(url: string): Promise<WaitingForm> {
	const page = parseDocument(await waitForForm(url));
	const contents = (tag: string) =>
		DomUtils.getElementsByTagName(tag, page).map((element) => DomUtils.textContent(element).trim());
	const boxes = DomUtils.getElementsByTagName('input', page).map(({ attribs }) => attribs.value);
	return {
		texts: contents('textarea'),
		choices: [...contents('option'), ...boxes].filter(Boolean).map(String),
		async send(...values) {
			const body = new FormData();
			values.forEach((value, index) => {
				body.append(`field-${index}`, typeof value === 'string' ? value : JSON.stringify(value));
			});
			expect((await fetch(url, { method: 'POST', body })).status).toBe(200);
		},
	};
}
