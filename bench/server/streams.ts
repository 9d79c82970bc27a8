import type { Alphabet, Events } from './spec';

export const DONE = 'data: {"type":"done"}\n\n';

const ascii =
	'Led a team of six nurses through the winter rush; patients waited eleven minutes less. Cut the handover from forty minutes to twenty-five, and no report was lost in two years. ';
const latin = `${ascii}Sairaanhoitaja, päivystys ja lääkehoito, kuusi vuotta. Zuständig für Übergabe und Prüfung. `;
const any = `${latin}Saved €40,000 a year – “the best quarter yet” • `;
const sentences: Readonly<Record<Alphabet, string>> = { ascii, latin, any };

/** So many bytes of UTF-8 text, as nearly as whole characters allow. */
export function textOf(bytes: number, alphabet: Alphabet): string {
	const text = sentences[alphabet].repeat(Math.ceil(bytes / sentences[alphabet].length));
	// A character that is cut in two decodes to U+FFFD.
	return Buffer.from(text)
		.subarray(0, bytes)
		.toString()
		.replace(/\uFFFD+$/, '');
}

/** One event of the documented dialect. */
export function sectionEvent(section: string, content: string): string {
	return `data: ${JSON.stringify({ type: 'section', section, content })}\n\n`;
}

const bodies = new Map<string, Buffer>();

/** The body of such a stream, made once, so that making it is not measured. */
export function bodyOf(spec: Events): Buffer {
	const key = JSON.stringify(spec);
	const body = bodies.get(key) ?? makeBody(spec);
	// One row uses two at most; more would only hold memory.
	if (bodies.size >= 4) bodies.clear();
	bodies.set(key, body);
	return body;
}

function makeBody({ count, sections, bytesEach, alphabet, cut }: Events): Buffer {
	const content = textOf(bytesEach, alphabet);
	const parts: Buffer[] = [];
	for (let index = 0; index < count; index++) {
		parts.push(Buffer.from(sectionEvent(`section_${index % sections}`, content)));
	}
	const body = Buffer.concat([...parts, Buffer.from(DONE)]);
	if (cut !== 'chunk') return body;
	// An HTTP body in which each byte is a chunk of its own, without the last, empty chunk.
	return Buffer.concat(Array.from(body, (byte) => Buffer.from([0x31, 13, 10, byte, 13, 10])));
}
