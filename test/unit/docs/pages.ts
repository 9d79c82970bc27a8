import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(__dirname, '../../..');

/** Folders with nothing that is written in this repository. */
const SKIPPED = new Set(['.git', '.stryker-tmp', 'coverage', 'dist', 'node_modules', 'reports']);

/** All Markdown files of the repository, by their paths from its root. */
export function markdownFiles(folder = ''): string[] {
	return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : markdownFiles(path);
		return path.endsWith('.md') ? [path] : [];
	});
}

export function readPage(path: string): string {
	return readFileSync(join(root, path), 'utf8');
}

/** A page without its code, in which nothing is a heading or a link. */
function prose(page: string): string {
	return page.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, 'code');
}

/** The targets of a page's links and images. */
export function linksOf(page: string): string[] {
	return Array.from(prose(page).matchAll(/\]\(([^()\s]+)\)/g), ([, target]) => target ?? '');
}

/** The names by which links point to a page's headings, made as GitHub makes them. */
export function anchorsOf(page: string): string[] {
	const headings = page.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ (.+)$/gm);
	return Array.from(headings, ([, heading = '']) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.replace(/\s/g, '-'),
	);
}

/** A page's text below a heading, up to the next heading of whatever level. */
export function partOf(page: string, heading: string): string {
	const [, part] = page.split(new RegExp(`^#+ ${heading}$`, 'm'));
	if (part === undefined) throw new Error(`There is no heading "${heading}"`);
	return part.split(/^#+ /m)[0] ?? '';
}

/** The cells of all rows of tables in a text, the head of each table included. */
export function rowsOf(text: string): string[][] {
	const rows = text.split('\n').filter((line) => line.startsWith('|'));
	return rows.map((row) =>
		row
			.split(/(?<!\\)\|/)
			.slice(1, -1)
			.map((cell) => cell.trim()),
	);
}
