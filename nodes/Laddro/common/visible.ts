const VISIBLE = /[^\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Whether there is anything to see in a text: not only spaces of any kind, or signs without a width. */
export function isVisible(text: string): boolean {
	return VISIBLE.test(text);
}

/** A text in which each half of a character that has lost the other one is replaced: few programs read JSON with one. */
export function wellFormed(text: string): string {
	return text.replace(/\p{Surrogate}/gu, '\ufffd');
}
