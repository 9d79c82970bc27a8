import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The repository. */
export const root = resolve(__dirname, '../..');

/**
 * Where installed n8n releases are kept between runs. Outside the checkout, because one of them takes between
 * 1.4 and 2.8 GB: `$N8N_LADDRO_CACHE`, else the user's cache folder.
 */
export const cacheFolder = resolve(
	process.env.N8N_LADDRO_CACHE ??
		join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'n8n-nodes-laddro'),
);

/** Screenshots that the browser tests take. Not in git. */
export const reports = join(root, 'reports', 'e2e');
