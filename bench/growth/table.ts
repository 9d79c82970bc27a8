/** A table of figures: no goals, only how a cost grows. */
export interface GrowthTable {
	title: string;
	heading: string[];
	rows: string[][];
}

/** The table in Markdown, under its title. */
export function growthMarkdown({ title, heading, rows }: GrowthTable): string {
	const lines = [heading, heading.map(() => '---:'), ...rows];
	return `### ${title}\n\n${lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('')}\n`;
}

export const count = (value: number) => value.toLocaleString('en');
