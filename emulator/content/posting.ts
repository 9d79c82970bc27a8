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
	return (texts) => {
		const counts = new Map(texts.map((text) => [text, shared(text)]));
		return [...texts].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
	};
}

/** Up to four words and a profession. */
const POSITION =
	'(?:[\\p{L}-]+ ){0,4}?[\\p{L}-]*(?:nurse|manager|engineer|developer|designer|analyst|expert|consultant|assistant|specialist|teacher|scientist|director|hoitaja|insinööri|pfleger|pflegerin|ingenieur|entwickler|leiter|leiterin)';
const ARTICLE = '(?:an?|the|our|your|einen?|eine)(?: new)? ';
/** A position by itself, or with what narrows it down. */
const HEADLINE = new RegExp(
	`^(?!.*\\b(?:the|we|you|our|as|is|are|wir|suchen)\\b)${POSITION}(?=$|[,:]| \\(| (?:for|in|at|für) )`,
	'iu',
);
const WANTED = new RegExp(
	`\\b(?:looking for|hiring|seeking|as|position of|role of|suchen) (?:${ARTICLE})?(${POSITION})(?!\\p{L})`,
	'iu',
);

/** The position that a posting names, in its first line or sentence or where it says who is wanted. */
export function positionIn(posting: string): string | undefined {
	const [headline = ''] = posting.trim().split(/\s*\n|\.(?=\s|$)/);
	const isPosition = headline.length <= 60 && HEADLINE.test(headline);
	return isPosition ? headline : WANTED.exec(posting)?.[1];
}

/** The words of a posting's address that name the position, such as "Senior Falconer". */
export function positionInUrl(address: string): string | undefined {
	const [, path = ''] = /^[a-z]+:\/\/[^/?#]*([^?#]*)/i.exec(address) ?? [];
	const part = path.split('/').findLast((each) => /[a-z]{3}/i.test(each)) ?? '';
	// An address need not be percent-encoded UTF-8.
	const words = part.replace(/(?:%[\da-f]{2})+/gi, (bytes) =>
		Buffer.from(bytes.replaceAll('%', ''), 'hex').toString(),
	);
	const position = words.replace(/[-_+.\s]+/g, ' ').trim();
	return position.replace(/(?<=^| )\p{Ll}/gu, (letter) => letter.toUpperCase()) || undefined;
}
