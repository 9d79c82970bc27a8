import stopWordsJson from './stopWords.json';

const stopWords = new Set(
	Object.values(stopWordsJson).flatMap((lines) => lines.flatMap((line) => line.split(' '))),
);

/** The beginnings of the words that are not stop words, so that "nurse" and "nursing" are alike. */
const stemsOf = (text: string): Set<string> =>
	new Set(
		(text.toLowerCase().match(/[\p{L}\p{N}+#]{2,}/gu) ?? [])
			.filter((word) => !stopWords.has(word))
			.map((word) => word.slice(0, 5)),
	);

/**
 * Returns a function that sorts texts by how many words they share with the posting, the most
 * first. Texts that share equally many keep their order.
 */
export function relevanceTo(posting: string): (texts: readonly string[]) => string[] {
	const wanted = stemsOf(posting);
	const shared = (text: string) => [...stemsOf(text)].filter((stem) => wanted.has(stem)).length;
	return (texts) =>
		texts
			.map((text) => ({ text, shared: shared(text) }))
			.sort((a, b) => b.shared - a.shared)
			.map(({ text }) => text);
}

/** The words of a posting's address that name the position, such as "Senior Falconer". */
export function positionInUrl(address: string): string | undefined {
	const segment = pathOf(address)
		.split('/')
		.findLast((part) => /\p{L}{3}/u.test(decode(part)));
	return (
		segment &&
		decode(segment)
			.replace(/[-_+.\s]+/g, ' ')
			.trim()
			.replace(/(?<=^| )\p{Ll}/gu, (letter) => letter.toUpperCase())
	);
}

/** Not by `URL.canParse`, which on Node 20 refuses hosts with letters such as `ü` after some thousands of calls. */
function pathOf(address: string): string {
	try {
		return new URL(address).pathname;
	} catch {
		return address;
	}
}

function decode(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		// The address is not percent-encoded UTF-8, so its words are taken as they are.
		return path;
	}
}
