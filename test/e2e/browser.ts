import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
	type Browser,
	type BrowserContext,
	type BrowserContextOptions,
	type Page,
	chromium,
	selectors,
} from 'playwright-core';
import type { Mailbox } from '../../n8n/stage/mailbox';
import { showMails } from '../../n8n/stage/mailPages';
import { command } from '../../n8n/system/debian';
import { reports } from '../../n8n/system/folders';

export type Theme = 'light' | 'dark';

const quiet = [
	'--headless',
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

const loopback = new Set(['127.0.0.1', 'localhost']);

/** Starts Debian's Chromium. */
export async function startBrowser(): Promise<Browser> {
	selectors.setTestIdAttribute('data-test-id');
	return await chromium.launch({ executablePath: command('chromium'), args: quiet });
}

/** A window that stores nothing, has the given system theme and reaches only this machine. */
export async function openWindow(
	browser: Browser,
	theme: Theme,
	options: BrowserContextOptions = {},
): Promise<BrowserContext> {
	const window = await browser.newContext({
		viewport: { width: 1440, height: 900 },
		colorScheme: theme,
		reducedMotion: 'reduce',
		...options,
	});
	window.setDefaultTimeout(60_000);
	await window.route(
		({ hostname }) => !loopback.has(hostname),
		async (route) => await route.abort(),
	);
	return window;
}

/** Puts a screenshot of the window, or of the full page, into `reports/e2e`, for people to look at. */
export async function takePicture(page: Page, name: string, fullPage = false): Promise<void> {
	await mkdir(reports, { recursive: true });
	await page.screenshot({
		path: join(reports, `${name}.png`),
		fullPage,
		animations: 'disabled',
		// Notifications about the step before.
		style: '.el-notification { display: none !important }',
	});
}

/** Opens the mail with this number as its reader sees it, and takes a picture of all of it. */
export async function lookAtMail(
	page: Page,
	mailbox: Mailbox,
	number: number,
	picture: string,
): Promise<void> {
	const pages = await showMails(mailbox);
	try {
		await page.goto(`${pages.url}/${number}`);
		// Of angle brackets only those around an address are right.
		expect(await page.innerText('body')).not.toMatch(/[{}]|<[^@]*>|undefined|\[object/);
		await takePicture(page, picture, true);
	} finally {
		await pages.close();
	}
}
