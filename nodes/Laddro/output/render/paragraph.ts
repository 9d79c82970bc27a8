import type { Run } from './tree';

/** The looks of text, without the text. */
export type Look = Omit<Run, 'text'>;

/** White space that is not one blank already. */
const UNEVEN_BLANKS = /[ \t\r\n\f]{2,}|[\t\r\n\f]/g;

/** Collects the text of a paragraph, with white space as HTML has it: one blank, none at the ends of a line. */
export class Paragraph {
	private runs: Run[] = [];
	/** The run that is being written. */
	private text = '';
	private look: Look = {};
	/** White space that counts only if text follows. */
	private pending: Run | undefined;

	get isEmpty(): boolean {
		return this.text === '';
	}

	/** Whether the last that came is a line break. */
	get isAtBreak(): boolean {
		return this.pending?.text === '\n';
	}

	add(text: string, look: Look): void {
		const blanked = text.replace(UNEVEN_BLANKS, ' ');
		const hasBlankBefore = blanked.startsWith(' ');
		const hasBlankAfter = blanked.endsWith(' ');
		const blank = { ...look, text: ' ' };
		if (hasBlankBefore) this.pending ??= blank;
		const words = blanked.slice(hasBlankBefore ? 1 : 0, hasBlankAfter ? -1 : undefined);
		if (words === '') return;
		if (this.pending && !this.isEmpty) this.append(this.pending.text, this.pending);
		this.append(words, look);
		this.pending = hasBlankAfter ? blank : undefined;
	}

	/** A line break has no look, so that a mark never goes over a line's end: Slack has none that does. */
	break(): void {
		this.pending = { text: '\n' };
	}

	/** The runs of the paragraph, none if it has no text. After that the next paragraph begins. */
	take(): Run[] {
		this.finishRun();
		this.pending = undefined;
		const { runs } = this;
		this.runs = [];
		return runs;
	}

	private append(text: string, look: Look): void {
		if (!haveSameLook(look, this.look)) {
			this.finishRun();
			const { link, strong, em, strike, code } = look;
			this.look = { link, strong, em, strike, code };
		}
		this.text += text;
	}

	private finishRun(): void {
		if (this.text !== '') this.runs.push({ text: this.text, ...this.look });
		this.text = '';
	}
}

function haveSameLook(one: Look, other: Look): boolean {
	return (
		one.link === other.link &&
		one.strong === other.strong &&
		one.em === other.em &&
		one.strike === other.strike &&
		one.code === other.code
	);
}
