/** The quick suite. The other configurations of jest build upon it. */
module.exports = {
	testMatch: ['<rootDir>/test/{unit,engine,package}/**/*.test.ts'],
	globalSetup: '<rootDir>/test/globalSetup.ts',
	globalTeardown: '<rootDir>/test/globalTeardown.ts',
	testEnvironment: 'node',
	testTimeout: 20_000,
	// Much of the time is spent waiting for servers and timers.
	maxWorkers: '100%',
	// For the fault matrix, whose tests may overlap: while one fault waits, another one is tested.
	maxConcurrency: 2,
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
	// These packages are ES modules only.
	transformIgnorePatterns: [
		'node_modules/(?!(content-disposition|dom-serializer|domelementtype|domhandler|domutils|entities|htmlparser2|p-map|parse5)/)',
	],
};
