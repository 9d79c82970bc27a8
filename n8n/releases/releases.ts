/** One n8n release that the node is tested on, and what it takes to install and run it. */
export interface Release {
	version: string;
	/** The version of n8n-core in it. */
	engine: string;
	/** The major version of Node that it runs on. */
	node: number;
	/** npm's `overrides` for packages that would be fetched from elsewhere than the npm registry. */
	overrides: Record<string, string>;
	/** Packages with native code, built after the installation, which runs no scripts. */
	rebuild: string[];
	/** Environment variables that only this release needs. */
	environment: Record<string, string>;
	/**
	 * How the editor activates a workflow: by a field of the workflow (n8n 1), by an action on it (n8n 2), or by an
	 * action that is carried out in the background and has to be waited for.
	 */
	activation: 'field' | 'action' | 'background';
	/** What becomes of an execution whose worker died: it fails, or another worker starts it again. */
	lostExecutions: 'fail' | 'repeat';
	/** Whether its Data Table node can create a table. */
	makesDataTables: boolean;
	/** Whether a credential's test that fails says what the credential has for it; else n8n's own words. */
	credentialRules: boolean;
	/** Test files that do not apply to it, named without `.e2e.ts`. */
	without: string[];
}

/** n8n takes this library as a tarball from another host. No spreadsheet node is used here. */
const sheets = { xlsx: 'npm:xlsx@0.18.5' };

/** All releases that `npm run test:e2e -- --n8n <version>` knows, the default one first. */
export const releases: readonly Release[] = [
	{
		version: '2.41.1',
		engine: '2.41.1',
		node: 24,
		overrides: {},
		rebuild: ['sqlite3', 'isolated-vm'],
		environment: {},
		activation: 'background',
		lostExecutions: 'fail',
		makesDataTables: true,
		credentialRules: true,
		without: [],
	},
	{
		version: '2.8.4',
		engine: '2.8.1',
		node: 20,
		overrides: sheets,
		rebuild: ['sqlite3'],
		environment: {},
		activation: 'action',
		lostExecutions: 'fail',
		makesDataTables: true,
		credentialRules: false,
		without: ['browser', 'fields'],
	},
	{
		version: '1.123.81',
		engine: '1.122.48',
		node: 20,
		overrides: sheets,
		rebuild: ['sqlite3'],
		environment: { N8N_EXPRESSION_ENGINE: 'legacy' },
		activation: 'field',
		lostExecutions: 'repeat',
		makesDataTables: false,
		credentialRules: false,
		without: ['browser', 'fields'],
	},
];

/** @throws Error that lists the releases, if the version is none of them */
export function releaseOf(version: string): Release {
	const release = releases.find((candidate) => candidate.version === version);
	if (release) return release;
	const known = releases.map((candidate) => candidate.version).join(', ');
	throw new Error(`n8n ${version} is not one of the releases set up for these tests: ${known}`);
}

/** The release of this run, which `scripts/e2e.ts` sets. */
export function currentRelease(): Release {
	return releaseOf(process.env.N8N_LADDRO_E2E_VERSION ?? releases[0]!.version);
}
