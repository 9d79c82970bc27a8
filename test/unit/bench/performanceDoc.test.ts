import { docWithFigures, readDoc } from '../../../bench/results';

test('The figures in docs/performance.md are those of bench/results.json', async () => {
	expect(await docWithFigures()).toBe(readDoc());
});

test('docs/performance.md quotes no measured figure outside of its generated tables', () => {
	const prose = readDoc().replace(/<!-- figures: [\s\S]*?<!-- end -->/g, '');
	expect(prose.match(/\b\d[\d.,]* ?(?:ms|µs|s|kB|MB|GB|%)(?![\w-])/g)).toBeNull();
});
