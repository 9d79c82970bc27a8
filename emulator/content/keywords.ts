import stopWordsJson from './stopWords.json';

const stopWords = new Set(
	Object.values(stopWordsJson).flatMap((lines) => lines.flatMap((line) => line.split(' '))),
);

/**
 * The most frequent words of a posting that have four letters or more and are not stop words in
 * English, German or Finnish. Equally frequent words stand in the order of their first appearance.
 */
export function keywords(posting: string, limit: number): string[] {
	const words = new Map<string, { readonly text: string; count: number }>();
	for (const [text] of posting.matchAll(/\p{L}[\p{L}\p{N}+#-]{2,}[\p{L}\p{N}+#]/gu)) {
		const key = text.toLowerCase();
		if (stopWords.has(key)) continue;
		const word = words.get(key) ?? { text, count: 0 };
		word.count++;
		words.set(key, word);
	}
	// Maps keep their order of insertion, and the sorting is stable.
	return [...words.values()]
		.sort((a, b) => b.count - a.count)
		.slice(0, limit)
		.map(({ text }) => text);
}

/** The words in the path of a posting's address, as text. */
export function textOfUrl(address: string): string {
	const path = URL.canParse(address) ? new URL(address).pathname : address;
	return decode(path)
		.replace(/[-_/.+]+/g, ' ')
		.trim();
}

function decode(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		// The address is not percent-encoded UTF-8, so its words are taken as they are.
		return path;
	}
}
