const stopWords = new Set(
	`
	about above across after again against also among another around based because been before being
	below between both candidate company could does doing down during each either else ever every from
	further have having help here herself himself http https into itself join just know like looking
	made make many more most must need nice only other ours over own people please position same
	several shall should since some someone such than that their theirs them themselves then there
	these they this those through together under until very want well were what when where which while
	whom will with within without work working would year years your yours yourself
	aber alle allem allen aller alles also andere auch beim bist damit dann dass dein deine dem den
	denn der des dessen deshalb die dies diese diesem diesen dieser dieses doch dort durch eine einem
	einen einer eines einige etwas euch euer für gegen gibt haben hatte hier hinter ihre ihrem ihren
	ihrer ihnen jede jedem jeden jeder jedes jetzt kann kein keine können machen mehr mein meine mich
	mit muss nach nicht noch oder ohne schon sehr sein seine sich sie sind soll sollte sondern sowie
	suchen über und uns unser unsere unserem unseren unserer unter viel vom von vor wann warum was weil
	weiter welche wenn werde werden wie wieder wir wird wirst wollen während zum zur zwischen
	että ehkä eikä eivät haemme hakea hyvin ihan itse jälkeen joiden joka jossa joten jotka juuri kaikki
	kanssa kautta kuin kuten kuuluu meidän meillä mukaan muut myös nämä niin niiden nyt olemme olet
	oletko olevat olla olleet ollut ovat sekä siitä sinulla sinun sinä sitä tai tämä tämän tässä teidän
	tehdä tulee tulet työn vain voit vuoden vuotta
	jobs careers career posting postings apply
	`.match(/\p{L}+/gu),
);

interface Word {
	readonly text: string;
	readonly at: number;
	count: number;
}

import { parseUrl } from '../../nodes/Laddro/parseUrl';

/**
 * The words that a job posting is about: the most frequent ones of four letters or more that are no
 * filler in English, German or Finnish; equally frequent ones in the order they first appear.
 */
export function keywords(posting: string, most: number): string[] {
	const words = new Map<string, Word>();
	for (const match of posting.matchAll(/\p{L}[\p{L}\p{N}+#-]{2,}[\p{L}\p{N}+#]/gu)) {
		const key = match[0].toLowerCase();
		if (stopWords.has(key)) continue;
		const word = words.get(key);
		if (word) word.count++;
		else words.set(key, { text: match[0], at: match.index, count: 1 });
	}
	return [...words.values()]
		.sort((a, b) => b.count - a.count || a.at - b.at)
		.slice(0, most)
		.map((word) => word.text);
}

/** The words in the path of a posting's address, as text. */
export function textOfUrl(address: string): string {
	const path = parseUrl(address)?.pathname ?? address;
	return decode(path)
		.replace(/[-_/.+]+/g, ' ')
		.trim();
}

function decode(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		// Not percent-encoded UTF-8; then its words are taken as they stand.
		return path;
	}
}
