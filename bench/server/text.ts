/** Letters that a stream's text may hold: up to `ÿ`, which V8 keeps in one byte each, or any, which take two. */
export type Alphabet = 'latin' | 'any';

const latin =
	'Led a team of six nurses through the winter rush; patients waited eleven minutes less. Sairaanhoitaja, päivystys ja lääkehoito, kuusi vuotta. Zuständig für Übergabe, Prüfung und größere Umbauten. ';
const sentences: Readonly<Record<Alphabet, string>> = {
	latin,
	any: `${latin}Saved €40,000 a year – “the best quarter yet” • `,
};

/** So many bytes of UTF-8 text, as nearly as whole characters allow. */
export function textOf(bytes: number, alphabet: Alphabet): string {
	const sentence = sentences[alphabet];
	const text = sentence.repeat(Math.ceil(bytes / sentence.length));
	// A character cut in two at the end decodes to U+FFFD, which is not in the alphabet.
	return Buffer.from(text)
		.subarray(0, bytes)
		.toString()
		.replace(/\uFFFD+$/, '');
}
