// `npm run test:e2e [-- --n8n <version>] [jest's arguments]`: the suite on a real n8n. All of its set-up is
// TypeScript, in test/e2e, and installs what is missing.
import { tsImport } from 'tsx/esm/api';

const { runSuite } = await tsImport('../test/e2e/run.ts', import.meta.url);
process.exitCode = await runSuite(process.argv.slice(2));
