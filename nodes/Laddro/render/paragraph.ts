import { STYLES } from './runs';
import type { Run } from './tree';
import { isVisible } from '../common/visible';

/** The style of a run, without its text. */
export type TextStyle = Omit<Run, 'text'>;

/** White space that is not a single space already, and what JavaScript's programs take for a line end. */
const UNEVEN_SPACE = /[ \t\r\n\v\f\u2028\u2029]{2,}|[\t\r\n\v\f\u2028\u2029]/g;

/** Collects the text of a paragraph, with white space as in HTML: one space, none at the ends of a line. */
export class Paragraph {
	private runs: Run[] = [];
	/** White space that counts only if text follows. */
	private pending: Run | undefined;

	get isEmpty(): boolean {
		return this.runs.length === 0;
	}

	/** Whether a line break came last. */
	get isAtBreak(): boolean {
		return this.pending?.text === '\n';
	}

	add(text: string, style: TextStyle): void {
		const spaced = text.replace(UNEVEN_SPACE, ' ');
		const hasSpaceBefore = spaced.startsWith(' ');
		const hasSpaceAfter = spaced.endsWith(' ');
		const space = { ...style, text: ' ' };
		if (hasSpaceBefore) this.pending ??= space;
		const words = spaced.slice(hasSpaceBefore ? 1 : 0, hasSpaceAfter ? -1 : undefined);
		if (words === '') return;
		if (this.pending && !this.isEmpty) this.append(this.pending.text, this.pending);
		this.append(words, style);
		this.pending = hasSpaceAfter ? space : undefined;
	}

	/** A line break has no style: Slack's marks end with their line. */
	break(): void {
		this.pending = { text: '\n' };
	}

	/** The runs of the paragraph, none if there is nothing to see in them. After that the next paragraph begins. */
	take(): Run[] {
		const { runs } = this;
		this.runs = [];
		this.pending = undefined;
		return runs.some(({ text }) => isVisible(text)) ? runs : [];
	}

	/** All runs have the same properties in the same order, which makes them quicker to read. */
	private append(text: string, { link, strong, em, strike, code }: TextStyle): void {
		const run = { text, link, strong, em, strike, code };
		const last = this.runs.at(-1);
		if (last && STYLES.every((style) => last[style] === run[style])) {
			run.text = last.text + text;
			this.runs.pop();
		}
		this.runs.push(run);
	}
}
