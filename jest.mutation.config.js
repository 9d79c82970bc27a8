const { transform, transformIgnorePatterns, testEnvironment } = require('./jest.config.js');

/** Mutants are judged by the unit tests of the rooms: they need neither a server nor a build. */
module.exports = {
	testEnvironment,
	transform,
	transformIgnorePatterns,
	testMatch: ['<rootDir>/test/unit/{stream,transport,batch,output,clock,words}/**/*.test.ts'],
};
