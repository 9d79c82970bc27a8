import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The repository. */
export const root = resolve(__dirname, '../../..');

/**
 * Where installed n8n releases are kept between runs. Outside the checkout, because one of them weighs
 * between 1.4 and 2.8 GB: `$N8N_LADDRO_CACHE`, else the user's cache folder.
 */
export function cacheFolder(): string {
	const { N8N_LADDRO_CACHE, XDG_CACHE_HOME } = process.env;
	return resolve(
		N8N_LADDRO_CACHE ?? join(XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'n8n-nodes-laddro'),
	);
}

/** What a failed run leaves to be looked at: n8n's logs, screenshots. Not in git. */
export const reports = join(root, 'reports', 'e2e');
