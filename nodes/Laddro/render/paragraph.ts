import type { Run } from './tree';
import { isVisible } from '../common/visible';

/** The style of a run, without its text. */
export type TextStyle = Omit<Run, 'text'>;

/** White space that is not a single space already. */
const UNEVEN_SPACE = /[ \t\r\n\f]{2,}|[\t\r\n\f]/g;

/** Collects the text of a paragraph, with white space as in HTML: one space, none at the ends of a line. */
export class Paragraph {
	private runs: Run[] = [];
	/** The run that is being written. */
	private text = '';
	private style: TextStyle = {};
	/** White space that counts only if text follows. */
	private pending: Run | undefined;

	get isEmpty(): boolean {
		return this.text === '';
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
		this.finishRun();
		this.pending = undefined;
		const { runs } = this;
		this.runs = [];
		return runs.some(({ text }) => isVisible(text)) ? runs : [];
	}

	private append(text: string, style: TextStyle): void {
		if (!haveSameStyle(style, this.style)) {
			this.finishRun();
			const { link, strong, em, strike, code } = style;
			this.style = { link, strong, em, strike, code };
		}
		this.text += text;
	}

	private finishRun(): void {
		if (this.text !== '') this.runs.push({ text: this.text, ...this.style });
		this.text = '';
	}
}

/** Whether two texts can be one. */
export function haveSameStyle(one: TextStyle, other: TextStyle): boolean {
	return (
		one.link === other.link &&
		one.strong === other.strong &&
		one.em === other.em &&
		one.strike === other.strike &&
		one.code === other.code
	);
}
