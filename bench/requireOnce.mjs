// Prints the milliseconds that `require` takes for the files named, in a process that has n8n-workflow already, as
// n8n has. Plain JavaScript, so that no TypeScript loader stands between `require` and the files.
import { createRequire } from 'node:module';

const files = process.argv.slice(2);
const require = createRequire(files[0]);
require('n8n-workflow');
const started = performance.now();
for (const file of files) require(file);
console.log(performance.now() - started);
