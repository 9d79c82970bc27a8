import { simpleParser } from 'mailparser';
import { type MailPages, showMails } from '../../../n8n/stage/mailPages';

const raw = `From: Hannah <hannah@example.com>
To: jobs@example.com
Subject: Application: R&D <b>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/html; charset=utf-8

<p>Dear <i>all</i>,</p>
--x
Content-Type: application/pdf
Content-Disposition: attachment; filename="Resume.pdf"

%PDF-1.7
--x--
`;

let pages: MailPages;
afterEach(async () => await pages.close());

it('the mails of the editor can be read in full in a browser, with their files, and run no script there', async () => {
	const mails = [await simpleParser(raw)];
	pages = await showMails({ mails, credential: {}, close: async () => {} });
	const get = async (path: string) => await fetch(`${pages.url}${path}`);

	expect(await (await get('/')).text()).toContain(
		'<a href="/1">Application: R&amp;D &lt;b&gt;</a>',
	);
	const page = await get('/1');
	expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
	const html = await page.text();
	for (const part of [
		'From &quot;Hannah&quot; &lt;hannah@example.com&gt;',
		'To jobs@example.com',
		'<p>Dear <i>all</i>,</p>',
		'<a href="/1/0">Resume.pdf</a>',
	]) {
		expect(html).toContain(part);
	}
	const file = await get('/1/0');
	expect(file.headers.get('content-type')).toBe('application/pdf');
	expect((await file.text()).trim()).toBe('%PDF-1.7');
});
