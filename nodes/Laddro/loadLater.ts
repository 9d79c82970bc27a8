import { success, type Result } from './common/result';
import { unusable } from './parameters/itemParameters';

/** What n8n's start does not wait for. */
export type Later = typeof import('./later');

/** Loads it. While n8n updates the package, its file may be missing. */
export async function loadLater(): Promise<Result<Later>> {
	try {
		return success(await import('./later'));
	} catch {
		return unusable(
			"A file of the Laddro node's package is missing",
			'n8n may be updating the package. Run the workflow again. If that does not help, reinstall the package.',
		);
	}
}
