const { transform } = require('./jest.config.js');

/** The suite on a real n8n. Started by `npm run test:e2e`, which installs and builds what it needs. */
module.exports = {
	transform,
	// These packages are ES modules only.
	transformIgnorePatterns: ['node_modules/(?!(p-map|get-port|milliparsec)/)'],
	testEnvironment: '<rootDir>/test/e2e/runtime/environment.ts',
	roots: ['<rootDir>/test/e2e'],
	testMatch: ['**/*.e2e.ts'],
	// Starting n8n takes seconds, and a hook that cleans up must be let finish.
	testTimeout: 120_000,
	verbose: true,
};
