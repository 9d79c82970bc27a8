const { transform, transformIgnorePatterns, testEnvironment } = require('./jest.config.js');

/** The mutants of a folder are judged by that folder's own unit tests, which need neither a server nor a build. */
module.exports = {
	testEnvironment,
	transform,
	transformIgnorePatterns,
	// Without the other folders, jest has less to search for every mutant.
	roots: ['<rootDir>/nodes', '<rootDir>/test/unit'],
	// Takes long, and every mutant of the rendering would wait for it.
	testPathIgnorePatterns: ['/growth\\.test\\.ts$'],
	testMatch: [
		`<rootDir>/test/unit/${process.env.MUTATED_FOLDER ?? '*'}/**/*.test.ts`,
		// What the fields of all folders look like.
		'<rootDir>/test/unit/contract.test.ts',
	],
};
