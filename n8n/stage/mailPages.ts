import { once } from 'node:events';
import { createServer } from 'node:http';
import escape from 'escape-html';
import type { AddressObject, ParsedMail } from 'mailparser';
import type { Mailbox } from './mailbox';

/** No script of a mail runs, and nothing is loaded for it. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** The pages that show a mailbox in a browser: `/` lists the mails, the newest first; `/1` is the first mail. */
export interface MailPages {
	readonly url: string;
	close(): Promise<void>;
}

const addresses = (of: AddressObject | AddressObject[] | undefined): string =>
	[of ?? []]
		.flat()
		.map(({ text }) => text)
		.join(', ');

const link = (path: string, text: string) => `<a href="/${path}">${escape(text)}</a>`;

function mailPage(
	{ subject = '', from, to, html, textAsHtml, attachments }: ParsedMail,
	number: number,
) {
	const files = attachments.map(({ filename = 'file' }, index) =>
		link(`${number}/${index}`, filename),
	);
	return `<p>${link('', 'All mails')}</p><h3>${escape(subject)}</h3>
<p>From ${escape(addresses(from))}<br>To ${escape(addresses(to))}<br>${files.join(', ')}</p><hr>${html || textAsHtml || ''}`;
}

const listPage = ({ mails }: Mailbox) =>
	mails
		.map(
			({ subject = '', to }, index) =>
				`<p>${link(`${index + 1}`, subject)}, to ${escape(addresses(to))}</p>`,
		)
		.reverse()
		.join('') || 'No mail has come yet.';

/** Serves the pages on a free port. */
export async function showMails(mailbox: Mailbox): Promise<MailPages> {
	const server = createServer(({ url = '/' }, response) => {
		const [number = '', file] = url.slice(1).split('/');
		const mail = mailbox.mails[Number(number) - 1];
		const attachment = file === undefined ? undefined : mail?.attachments[Number(file)];
		response.setHeader('content-security-policy', policy);
		if (attachment) {
			response.setHeader('content-type', attachment.contentType);
			response.end(attachment.content);
			return;
		}
		response.setHeader('content-type', 'text/html; charset=utf-8');
		response.end(mail ? mailPage(mail, Number(number)) : listPage(mailbox));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The mails have no port');
	return {
		url: `http://127.0.0.1:${address.port}`,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
