// The rules for what runs on a developer's machine and never ships: emulator, tests, scripts, bench.
// n8n's own configuration (eslint.config.mjs, which must stay untouched) forbids Node's own modules and
// timers to nodes and credentials; these folders need both, so each has a config that re-exports this one.
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(js.configs.recommended, tseslint.configs.strict, {
	languageOptions: { globals: { process: 'readonly', console: 'readonly' } },
	rules: {
		'@typescript-eslint/no-non-null-assertion': 'off',
		'@typescript-eslint/consistent-type-imports': 'error',
		'no-undef': 'off',
	},
});
