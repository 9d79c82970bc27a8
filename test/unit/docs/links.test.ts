import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { anchorsOf, linksOf, markdownFiles, readPage, root } from './pages';

const pages = markdownFiles();
const isOutside = (target: string) => /^[a-z]+:/i.test(target);

/** Whether a relative link of a page leads to a file, and to a heading in it where it names one. */
function leadsSomewhere(page: string, target: string): boolean {
	const [path = '', anchor] = target.split('#');
	const file = path === '' ? page : normalize(join(dirname(page), path));
	if (!existsSync(join(root, file))) return false;
	return anchor === undefined || anchorsOf(readPage(file)).includes(anchor);
}

it.each(pages)('Every relative link and image of %s leads to something.', (page) => {
	const targets = linksOf(readPage(page)).filter((target) => !isOutside(target));
	expect(targets.filter((target) => !leadsSomewhere(page, target))).toEqual([]);
});

it('Every page can be reached from the README.', () => {
	const reached = new Set<string>();
	const visit = (page: string) => {
		if (reached.has(page)) return;
		reached.add(page);
		const targets = linksOf(readPage(page)).filter((target) => !isOutside(target));
		for (const target of targets) {
			const file = normalize(join(dirname(page), target.split('#')[0] ?? ''));
			if (pages.includes(file)) visit(file);
		}
	};
	visit('README.md');
	// GitHub shows those in .github where they are needed.
	const shown = pages.filter((page) => !page.startsWith('.github/'));
	expect([...reached].sort()).toEqual(shown.sort());
});

it('The README has at most 120 lines.', () => {
	expect(readPage('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(120);
});
