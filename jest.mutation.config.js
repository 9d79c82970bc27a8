const { transform, transformIgnorePatterns } = require('./jest.config.js');

/** The rooms whose mutants are tested. Set by scripts/mutation.ts. */
const rooms = (process.env.MUTATED_ROOMS ?? '*').split(',');

/** The mutants of a room are judged by the unit tests of the chosen rooms, which need neither a server nor a build. */
module.exports = {
	testEnvironment: 'node',
	transform,
	transformIgnorePatterns,
	// Without the other folders, jest has less to search for every mutant.
	roots: ['<rootDir>/nodes', '<rootDir>/test/unit'],
	// Takes long, and every mutant of the rendering would wait for it.
	testPathIgnorePatterns: ['/growth\\.test\\.ts$'],
	testMatch: [
		// What the fields of all rooms look like.
		'<rootDir>/test/unit/contract.test.ts',
		...rooms.map((room) =>
			// The tests of whole runs stand above the rooms, as what they test does.
			room === 'executeItems'
				? '<rootDir>/test/unit/execute*.test.ts'
				: `<rootDir>/test/unit/${room}/**/*.test.ts`,
		),
	],
};
