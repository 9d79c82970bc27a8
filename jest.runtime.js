const { createRequire, isBuiltin } = require('node:module');
const { compileFunction } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

/** What this process has compiled, by the names of the files. Each test file runs it anew, as modules of its own. */
const compiledFiles = new Map();

/**
 * Takes packages from Node, which loads each once for all test files of a process. Jest loads them anew for every file,
 * and n8n's engine takes more than a second. Tests can not mock such packages.
 */
module.exports = class SharedPackages extends Runtime {
	constructor(config, ...others) {
		super(config, ...others);
		this.untransformed = config.transformIgnorePatterns.map((pattern) => new RegExp(pattern));
		const { injectedModuleParameters } = this.executor;
		// As jest does it, but in Node's own context, and once for each file.
		this.executor.compile = (source, filename) => {
			let compiled = compiledFiles.get(filename);
			if (compiled?.source !== source) {
				const run = compileFunction(source, injectedModuleParameters, { filename });
				compiled = { source, run };
				compiledFiles.set(filename, compiled);
			}
			return compiled.run;
		};
	}

	requireModuleOrMock(from, name) {
		const require = createRequire(from);
		return this.isShared(require, name) ? require(name) : super.requireModuleOrMock(from, name);
	}

	isShared({ resolve }, name) {
		if (/^[./]/.test(name) || isBuiltin(name) || name === '@jest/globals') return false;
		try {
			const path = resolve(name);
			return this.untransformed.some((pattern) => pattern.test(path));
		} catch {
			// It has no entry point for `require`, so jest transforms it.
			return false;
		}
	}
};
