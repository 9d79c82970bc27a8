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
	return (texts) => [...texts].sort((a, b) => shared(b) - shared(a));
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
