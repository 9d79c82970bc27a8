/** Shared by the quick suite (this file) and the one on a real n8n (jest.e2e.config.js). */
const base = {
	testEnvironment: 'node',
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
	transformIgnorePatterns: ['node_modules/(?!(p-map)/)'],
};

module.exports = {
	...base,
	testMatch: ['<rootDir>/test/{unit,engine,package}/**/*.test.ts'],
};
