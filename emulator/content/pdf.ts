import { buffer } from 'node:stream/consumers';
import { today, type NamedFile } from '../wire/file';
import { colors, templateOf, type Looks } from './catalogue';
import { contactOf, phrasesIn, type Draft } from './write';

/** The only typeface: it has the letters of all of Europe. */
const typeface = {
	regular: require.resolve(
		'@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf',
	),
	bold: require.resolve('@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf'),
};

const POINTS_PER_MM = 72 / 25.4;
const DARK = '#222222';
const GREY = '#5f6368';

/** Loaded on demand, because that takes most of a second and few tests need a PDF. */
async function load() {
	const [{ default: PDFDocument }, { openSync }] = await Promise.all([
		import('pdfkit'),
		import('fontkit'),
	]);
	// Reading them takes longer than writing a document.
	return { PDFDocument, regular: openSync(typeface.regular), bold: openSync(typeface.bold) };
}

let loading: ReturnType<typeof load> | undefined;

/** The files that were rendered last: tests ask for the same ones again and again. */
const rendered = new Map<string, Promise<NamedFile>>();
const MOST_RENDERED = 100;

/** A document as a PDF file. The same one has the same bytes. */
export async function renderFile(draft: Draft, looks: Looks): Promise<NamedFile> {
	const key = JSON.stringify([draft, looks]);
	const known = rendered.get(key);
	if (known) return await known;
	if (rendered.size === MOST_RENDERED) rendered.clear();
	const file = render(draft, looks);
	rendered.set(key, file);
	return await file;
}

async function render(draft: Draft, looks: Looks): Promise<NamedFile> {
	const { PDFDocument, regular, bold } = await (loading ??= load());
	const { person, text, position, operation, sections } = draft;
	const { defaults, colors: ownColors } = templateOf(looks.templateId) ?? {};
	const pdf = new PDFDocument({
		size: 'A4',
		margin: clamp(looks.margin ?? 20, 5, 60) * POINTS_PER_MM,
		lang: text.language,
		info: { Title: `${person.name}: ${position}`, Author: person.name, CreationDate: today },
	});
	const colorId = looks.colorId ?? ownColors?.[0];
	const color = colors.find(({ id }) => id === colorId)?.hex ?? DARK;
	const size = clamp(looks.fontSize ?? defaults?.fontSize ?? 10, 6, 24);
	const spacing = clamp(looks.spacing ?? defaults?.spacing ?? 1, 0.5, 3);
	pdf.registerFont('regular', regular).registerFont('bold', bold);
	pdf.lineGap(size * 0.4 * (spacing - 0.6));

	pdf
		.font('bold', size * 2.3)
		.fillColor(color)
		.text(person.name);
	pdf
		.font('regular', size * 1.2)
		.fillColor(GREY)
		.text(text.role);
	pdf.fontSize(size * 0.95).text(contactOf(person));
	const headings: Readonly<Record<string, string>> = phrasesIn(text.language).headings;
	for (const { section, content } of sections) {
		if (section === 'header') continue;
		pdf.y += size;
		if (operation === 'tailor') {
			// A heading is not left alone at the end of a page.
			if (pdf.y + size * 5 > pdf.page.maxY()) pdf.addPage();
			pdf
				.font('bold', size * 1.1)
				.fillColor(color)
				.text((headings[section] ?? section).toUpperCase());
		}
		pdf.fontSize(size).fillColor(DARK);
		writeText(pdf, content);
	}
	pdf.end();
	const name = `${person.name} - ${operation === 'tailor' ? 'Resume' : 'Cover Letter'}.pdf`;
	return { name, mimeType: 'application/pdf', bytes: await buffer(pdf) };
}

const clamp = (value: number, least: number, most: number) =>
	Math.min(Math.max(value, least), most);

/** Writes a text with bold words and bullets. */
function writeText(pdf: PDFKit.PDFDocument, content: string): void {
	// The fonts have no emoji.
	const text = content.replace(/ ?\p{Emoji_Presentation}/gu, '');
	// A list of a few words each stands side by side.
	const isShort = text.split('\n').every((line) => line.startsWith('- ') && line.length < 36);
	const lines = isShort ? [text.slice(2).replaceAll('\n- ', '  ·  ')] : text.split('\n');
	for (const line of lines) {
		const parts = line.replace(/^- /, '•  ').split('**');
		parts.forEach((part, n) => {
			const continued = n < parts.length - 1;
			pdf.font(n % 2 === 1 ? 'bold' : 'regular').text(part || ' ', { continued });
		});
	}
}
