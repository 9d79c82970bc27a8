import type { Browser } from 'playwright-core';
import { openWindow, startBrowser } from './browser';
import { formats } from '../../nodes/Laddro/render/document';
import { parse } from '../../nodes/Laddro/render/parse';
import { injections } from '../unit/render/injections';

let browser: Browser;
beforeAll(async () => {
	browser = await startBrowser();
});
afterAll(async () => await browser?.close());

it('a browser that opens documents of hostile contents as HTML runs nothing and asks for nothing', async () => {
	const window = await openWindow(browser, 'light');
	const requested: string[] = [];
	const events: string[] = [];
	await window.route('**/*', async (route) => {
		requested.push(route.request().url());
		await route.abort();
	});
	const page = await window.newPage();
	page.on('dialog', async (dialog) => {
		events.push(dialog.message());
		await dialog.dismiss();
	});
	page.on('framenavigated', (frame) => events.push(frame.url()));
	page.on('popup', (popup) => events.push(popup.url()));

	for (const content of injections) {
		await page.setContent(formats.html.blocks(parse(content)));
		// What reacts to a pointer or to the focus gets its chance as well; a link may lead away, a handler must not run.
		await page.evaluate(`for (const element of document.body.querySelectorAll('*')) {
			for (const type of ['mouseover', 'focus', 'load', 'error', 'toggle']) {
				element.dispatchEvent(new Event(type));
			}
		}`);
		const dangerous =
			'script, style, img, image, svg, math, iframe, object, embed, form, input, meta, base, link';
		expect(await page.locator('body').locator(dangerous).count()).toBe(0);
	}
	expect({ requested, events: events.filter((url) => url !== 'about:blank') }).toEqual({
		requested: [],
		events: [],
	});
	await window.close();
});

it('the same contents as they came do run and ask: the test above would see it', async () => {
	const window = await openWindow(browser, 'light');
	const requested: string[] = [];
	await window.route('**/*', async (route) => {
		requested.push(route.request().url());
		await route.abort();
	});
	const page = await window.newPage();
	const messages: string[] = [];
	page.on('dialog', async (dialog) => {
		messages.push(dialog.message());
		await dialog.dismiss();
	});
	await page.setContent(
		'<img src="http://127.0.0.1:9/pixel.png"><img src="data:," onerror="alert(1)">',
	);
	await page.waitForFunction('document.images[1].complete');
	expect(requested).toContain('http://127.0.0.1:9/pixel.png');
	expect(messages).toEqual(['1']);
	await window.close();
});
