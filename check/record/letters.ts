/** Letters and digits that stand for others: of the same case, and as many bytes in UTF-8. */
const alphabets: ReadonlyArray<readonly [kind: RegExp, byBytes: readonly string[]]> = [
	[/^\p{Lu}$/u, ['ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ', 'ẠẢẤẦẨẪẬẮẰẲẴẶ', '𝐀𝐁𝐂𝐃𝐄𝐅']],
	[/^\p{Ll}$/u, ['abcdefghijklmnopqrstuvwxyz', 'àáâãäåæçèéêëìíîï', 'ạảấầẩẫậắằẳẵặ', '𝐚𝐛𝐜𝐝𝐞𝐟']],
	[/^\p{L}$/u, ['', 'אבגדהוזחט', '字文書語本日月山川', '𠀀𠀁𠀂𠀃']],
	[/^\p{Nd}$/u, ['123456789', '١٢٣٤٥٦٧٨٩', '१२३४५६७८९', '𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗']],
];

const letters = alphabets.map(([kind, byBytes]) => ({
	kind,
	byBytes: byBytes.map((each) => [...each]),
}));

/**
 * A letter or digit in place of another one, that depends on its kind, its length and its place only. Everything else
 * (spaces, punctuation, symbols) stays.
 * @returns undefined for what is neither a letter nor a digit
 */
export function substitute(character: string, place: number): string | undefined {
	const alphabet = letters.find(({ kind }) => kind.test(character));
	const choice = alphabet?.byBytes[Buffer.byteLength(character) - 1] ?? [];
	return choice[place % choice.length];
}
