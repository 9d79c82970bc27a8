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

/** Puts a screenshot of the page into `reports/e2e`, for people to look at. */
export async function takePicture(page: Page, name: string): Promise<void> {
	await mkdir(reports, { recursive: true });
	await page.screenshot({
		path: join(reports, `${name}.png`),
		animations: 'disabled',
		// Notifications about the step before.
		style: '.el-notification { display: none !important }',
	});
}
