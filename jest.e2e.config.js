const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { transform } = require('./jest.config.js');

/** The names of those of these packages, and of their dependencies, that are ES modules only. */
function esModulesOnly(names, found = new Set()) {
	for (const name of names) {
		const manifest = join(__dirname, 'node_modules', name, 'package.json');
		const { type, dependencies = {} } = JSON.parse(readFileSync(manifest, 'utf8'));
		if (type !== 'module' || found.has(name)) continue;
		found.add(name);
		esModulesOnly(Object.keys(dependencies), found);
	}
	return found;
}

const names = [
	...esModulesOnly([
		'content-disposition',
		'execa',
		'get-port',
		'htmlparser2',
		'milliparsec',
		'p-map',
		'parse5',
	]),
].join('|');

/** The suite on a real n8n. Started by `npm run test:e2e`, which installs and builds what it needs. */
module.exports = {
	transform,
	transformIgnorePatterns: [`<rootDir>/node_modules/(?!(${names})/)`],
	// It has no entry point for `require`, not even for a transformed one.
	moduleNameMapper: { '^unicorn-magic$': '<rootDir>/node_modules/unicorn-magic/node.js' },
	testEnvironment: '<rootDir>/test/e2e/environment.ts',
	roots: ['<rootDir>/test/e2e'],
	testMatch: ['**/*.e2e.ts'],
	// Starting n8n takes seconds, and a hook that cleans up must be let finish.
	testTimeout: 120_000,
	verbose: true,
};
