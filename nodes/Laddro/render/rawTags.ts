import escapeHtml from 'escape-html';
import { BLOCKS, ENDED_BY_NEXT, INLINE, VOID, WITHOUT_EFFECT } from './elements';

/** How many elements can be open at a time; the tags of those within are left out. */
const DEEPEST = 30;

const TAG = /^<(\/?)([a-z][a-z\d-]*)\s*(\S?)/i;

/**
 * The tags in the text of one content. What they say is left to a parser of HTML; this class decides which of them are
 * tags at all (`List<int>` has none, and nor has `a<b then c>d`), and bounds how many are open.
 */
export class RawTags {
	private readonly open: string[] = [];

	/** Whether what comes next is inside an element that separates paragraphs, where HTML reads a line end as a space. */
	get isInBlock(): boolean {
		return this.open.some((name) => BLOCKS.has(name));
	}

	/** The HTML to be parsed for something that looks like a tag. */
	write(tag: string): string {
		const [, slash, written = '', next = ''] = TAG.exec(tag) ?? [];
		const name = written.toLowerCase();
		const hasEffect = BLOCKS.has(name) || INLINE.has(name);
		if (!hasEffect && !WITHOUT_EFFECT.has(name)) return escapeHtml(tag);
		// No element with a name of one letter has an attribute without a value.
		if (name.length === 1 && next !== '>' && next !== '/' && !tag.includes('=')) {
			return escapeHtml(tag);
		}
		if (!hasEffect) return '';
		if (slash) return this.close(name);
		return VOID.has(name) ? tag : this.start(name, tag);
	}

	private start(name: string, tag: string): string {
		const before = ENDED_BY_NEXT.has(name) && this.open.at(-1) === name ? this.close(name) : '';
		if (this.open.length >= DEEPEST) return before;
		this.open.push(name);
		return before + tag;
	}

	/** Ends the innermost element of this name, and first those within. */
	private close(name: string): string {
		const index = this.open.lastIndexOf(name);
		if (index < 0) return '';
		return this.open
			.splice(index)
			.reverse()
			.map((ended) => `</${ended}>`)
			.join('');
	}
}
