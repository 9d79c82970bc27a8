/** Characters that are read without a pause. The worst content of this length takes some tens of milliseconds. */
const PIECE = 16_384;

/**
 * Cuts a long content into pieces that are read one by one, so that n8n can do other work in between: at a line that is
 * empty where there is one, else at the end of a line, else anywhere. What is short, as nearly every content is, stays
 * whole.
 */
export function piecesOf(content: string): string[] {
	const pieces: string[] = [];
	let position = 0;
	while (content.length - position > PIECE) {
		const window = content.slice(position, position + PIECE);
		const end = [lastEnd(window, '\n\n'), lastEnd(window, '\n'), lastEnd(window, ' ')].find(
			(at) => at > PIECE / 2,
		);
		const length = end ?? (isHigh(window.charCodeAt(PIECE - 1)) ? PIECE - 1 : PIECE);
		pieces.push(content.slice(position, position + length));
		position += length;
	}
	return [...pieces, content.slice(position)];
}

function lastEnd(text: string, sign: string): number {
	return text.lastIndexOf(sign) + sign.length;
}

/** Whether a code unit is the first half of a character. */
function isHigh(unit: number): boolean {
	return unit >= 0xd800 && unit <= 0xdbff;
}
