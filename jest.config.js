const { availableParallelism } = require('node:os');

/** The quick suite. The other configurations of jest build upon it. */
module.exports = {
	testMatch: ['<rootDir>/test/{unit,engine,package}/**/*.test.ts'],
	globalSetup: '<rootDir>/test/globalSetup.ts',
	globalTeardown: '<rootDir>/test/globalTeardown.ts',
	testEnvironment: '<rootDir>/jest.environment.js',
	runtime: '<rootDir>/jest.runtime.js',
	testTimeout: 60_000,
	// Two more than there are cores, because much of the time is spent waiting for servers and timers.
	maxWorkers: availableParallelism() + 2,
	transform: {
		'\\.[jt]s$': [
			'ts-jest',
			// Types are `npm run typecheck`'s business; here each file is only transpiled, for Node to require.
			{
				tsconfig: {
					module: 'commonjs',
					moduleResolution: 'node10',
					target: 'es2022',
					esModuleInterop: true,
					isolatedModules: true,
					allowJs: true,
					experimentalDecorators: true,
				},
				diagnostics: false,
			},
		],
	},
	transformIgnorePatterns: [
		// The built node.
		'/dist/nodes/',
		// All packages but these, which are ES modules only.
		'node_modules/(?!(character-entities|content-disposition|decode-named-character-reference|devlop|dom-serializer|domelementtype|domhandler|domutils|entities|htmlparser2|marked|micromark[a-z-]*|p-map|parse5)/)',
	],
};
