import type { ParameterFailure } from '../common/failure';

/**
 * Loads the files of the package that n8n's start does not wait for. While n8n updates the package they may be missing,
 * and what was paid for could not be handed on: they are loaded before anything is sent.
 *
 * @returns the failure of all items, if a file is missing
 */
export async function loadLaterParts(): Promise<ParameterFailure | undefined> {
	try {
		await Promise.all([import('./render/parse'), import('./unzip')]);
		return undefined;
	} catch {
		return {
			kind: 'parameter',
			message: "A file of the Laddro node's package is missing",
			advice:
				'n8n may just be updating the package. Run the workflow again; if that does not help, install the package again.',
		};
	}
}
