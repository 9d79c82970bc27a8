/** What the server is to send: events of sections, in turn, at the pace of whoever reads. */
export interface StreamSpec {
	events: number;
	/** Default: as many as events. */
	sections?: number;
	/** Bytes of content in an event; some 60 more stand around it. */
	bytesEach: number;
	/** `latin` has characters up to `ÿ`; `any` has others too, for which V8 takes two bytes a character. */
	alphabet: 'ascii' | 'latin' | 'any';
	/** Sends one byte at a time, as an HTTP chunk or as a packet of its own. */
	cut?: 'chunk' | 'packet';
	/** Milliseconds over which the events are spread. Each then ends in the time of its writing. */
	duration?: number;
	/** Sends status 401 instead. */
	refused?: true;
}

/** A PDF file in place of a stream. */
export interface FileSpec {
	/** Its bytes. */
	file: number;
	/** Milliseconds before the answer. */
	duration?: number;
}

/** What the server is to answer with. */
export type AnswerSpec = StreamSpec | FileSpec;

/** A small file, at once. */
export const instantFile: FileSpec = { file: 1000 };

/** One section, at once. */
export const instant: StreamSpec = { events: 1, bytesEach: 200, alphabet: 'latin', duration: 0 };

export const DONE = 'data: {"type":"done"}\n\n';

const ascii =
	'Led a team of six nurses through the winter rush; patients waited eleven minutes less. Cut the handover from forty minutes to twenty-five, and no report was lost in two years. ';
const latin = `${ascii}Sairaanhoitaja, päivystys ja lääkehoito, kuusi vuotta. Zuständig für Übergabe und Prüfung. `;
const any = `${latin}Saved €40,000 a year – “the best quarter yet” • `;
const sentences = { ascii, latin, any };

/** The content of each event: so many bytes of UTF-8, as nearly as whole characters allow. */
export function contentOf({ bytesEach, alphabet }: StreamSpec): string {
	const sentence = sentences[alphabet];
	const text = sentence.repeat(Math.ceil(bytesEach / sentence.length));
	// A character that is cut in two decodes to U+FFFD.
	return Buffer.from(text)
		.subarray(0, bytesEach)
		.toString()
		.replace(/\uFFFD+$/, '');
}

/** An event of the documented dialect. @param index counts the events of a stream */
export function sectionEvent(spec: StreamSpec, index: number, content: string): string {
	const section = `section_${index % (spec.sections ?? spec.events)}`;
	return `data: ${JSON.stringify({ type: 'section', section, content })}\n\n`;
}

/** What looks like a PDF file from outside, of so many bytes. */
export function pdfOf(bytes: number): Buffer {
	const pdf = Buffer.alloc(bytes, '% nothing to see\n');
	pdf.write('%PDF-1.7\n');
	pdf.write('\n%%EOF\n', bytes - 7);
	return pdf;
}

/** The whole body of a file, or of a stream without pauses. */
export function bodyOf(spec: AnswerSpec): Buffer {
	if ('file' in spec) return pdfOf(spec.file);
	const content = contentOf(spec);
	const parts = Array.from({ length: spec.events }, (_, index) =>
		Buffer.from(sectionEvent(spec, index, content)),
	);
	const body = Buffer.concat([...parts, Buffer.from(DONE)]);
	if (spec.cut !== 'chunk') return body;
	// An HTTP body in which each byte is a chunk of its own, without the last, empty chunk.
	return Buffer.concat(Array.from(body, (byte) => Buffer.from([0x31, 13, 10, byte, 13, 10])));
}
