/** n8n's check has no types of its own. These are the parts that are used here. */
declare module '@n8n/scan-community-package/scanner/scanner.mjs' {
	import type { Linter } from 'eslint';

	export const SOURCE_FILE_PATTERNS: readonly string[];
	export function buildScanConfig(): Promise<Linter.Config[]>;
}
