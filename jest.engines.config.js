const { createRequire } = require('node:module');
const { join } = require('node:path');
const {
	globalSetup,
	globalTeardown,
	maxWorkers,
	testTimeout,
	transform,
	transformIgnorePatterns,
} = require('./jest.config.js');

/** Their folders by the version of n8n. Set by scripts/engines.ts, which installs them. */
const engines = JSON.parse(process.env.N8N_LADDRO_ENGINES);

/** What engine and tests must have one instance of. All else of an engine is found from its own folder. */
const shared = ['n8n-core', 'n8n-workflow', 'reflect-metadata'];

/** The engine tests under older engines of n8n. Started by `npm run test:engines`. */
module.exports = {
	globalSetup,
	globalTeardown,
	maxWorkers,
	testTimeout,
	// These engines start a timer, for SSH connections, that keeps a process alive.
	forceExit: true,
	projects: Object.entries(engines).map(([version, folder]) => {
		const { resolve } = createRequire(join(folder, 'package.json'));
		return {
			transform,
			transformIgnorePatterns,
			displayName: `n8n ${version}`,
			testMatch: ['<rootDir>/test/engine/**/*.test.ts'],
			moduleNameMapper: Object.fromEntries(shared.map((name) => [`^${name}$`, resolve(name)])),
		};
	}),
};
