const { TestEnvironment } = require('jest-environment-node');

/** Where jest keeps the tests of a file, and what listens to them. */
const ofJest = new Set(['JEST_STATE_SYMBOL', 'EVENT_HANDLERS']);

/** Gives test files the context that Node's own modules are in, so that they can share packages: see jest.runtime.js. */
module.exports = class SharedContext extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		this.global = globalThis;
		this.own = { console, exit: process.exit };
		const { moduleMocker, fakeTimersModern } = this;
		this.moduleMocker = new moduleMocker.constructor(globalThis);
		this.fakeTimersModern = new fakeTimersModern.constructor({
			config: config.projectConfig,
			global: globalThis,
		});
	}

	/** Takes away what jest has put in for this file. */
	async teardown() {
		await super.teardown();
		for (const key of Object.getOwnPropertySymbols(globalThis)) {
			if (ofJest.has(key.description)) Reflect.deleteProperty(globalThis, key);
		}
		globalThis.console = this.own.console;
		process.exit = this.own.exit;
	}
};
