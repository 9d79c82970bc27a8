import { tableLines, writeLines, type LineFormat } from './lines';
import { writeRuns, type Marks } from './runs';
import type { Run, Writer } from './tree';

const asItIs = (text: string): string => text;

const marks: Marks = {
	text: asItIs,
	code: asItIs,
	strong: asItIs,
	em: asItIs,
	strike: asItIs,
	link: (label, href) => (leadsToItself(label, href) ? label : `${label} (${href})`),
};

/** Whether the label says the address, as far as people care. */
function leadsToItself(label: string, href: string): boolean {
	const bare = (address: string) => address.replace(/^(?:https?:\/\/|mailto:|tel:)|\/$/g, '');
	return bare(label) === bare(href);
}

const inline = (runs: readonly Run[]): string => writeRuns(runs, marks);

const format: LineFormat = {
	inline,
	heading: inline,
	afterHeading: '\n',
	beforeList: '\n',
	bullet: '- ',
	quote: '  ',
	code: asItIs,
	table: (rows) => tableLines(rows, inline),
	rule: '----------',
};

/** Plain text: no markup, lists and addresses in a form that can be read. */
export const textWriter: Writer = {
	heading: (title) => `${title}\n`,
	blocks: (blocks) => writeLines(blocks, format),
	piece: asItIs,
	separator: '\n\n',
};
