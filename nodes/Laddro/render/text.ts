import { lineWriter } from './lines';
import { writeRuns, type Marks } from './runs';
import type { Run } from './tree';

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

/** Plain text: no markup, lists and addresses in a form that can be read. */
export const textWriter = lineWriter({
	inline,
	heading: inline,
	gap: '\n',
	bullet: '- ',
	quote: '  ',
	code: asItIs,
	rule: '----------',
	piece: asItIs,
});
