import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type BrowserContext, type Page, chromium, selectors } from 'playwright-core';
import { command } from './debian';
import { reports } from './folders';

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

/** A window without a memory, in which n8n follows the system's theme and only this machine can be reached. */
export async function openWindow(browser: Browser, theme: Theme): Promise<BrowserContext> {
	const window = await browser.newContext({
		viewport: { width: 1440, height: 900 },
		colorScheme: theme,
		reducedMotion: 'reduce',
	});
	window.setDefaultTimeout(20_000);
	await window.route(
		({ hostname }) => !loopback.has(hostname),
		async (route) => await route.abort(),
	);
	return window;
}

/** Puts a picture of the page into `reports/e2e`, looked at by people, not compared. */
export async function takePicture(page: Page, name: string): Promise<void> {
	await mkdir(reports, { recursive: true });
	await page.screenshot({
		path: join(reports, `${name}.png`),
		animations: 'disabled',
		// Messages about the step before.
		style: '.el-notification { display: none !important }',
	});
}
