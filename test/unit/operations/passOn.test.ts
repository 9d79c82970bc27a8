import { passOn } from '../../../nodes/Laddro/operations/passOn';
import type { LivePart } from '../../../nodes/Laddro/output/live';
import type { DocumentStyle } from '../../../nodes/Laddro/render/document';
import type { Piece } from '../../../nodes/Laddro/stream/streamReader';

type Texts = Readonly<Record<string, string>>;

const MARKDOWN: DocumentStyle = { format: 'markdown', headings: true };

interface Before {
	/** What the caller has seen. */
	readonly arrived?: Texts;
	readonly cutSection?: string;
	readonly style?: DocumentStyle;
	readonly locale?: string;
}

/** The pieces that the caller is sent of a document, and the styles in which they are written. */
async function sentOf(copy: Texts, { arrived, cutSection, style, locale }: Before = {}) {
	const pieces: Piece[] = [];
	const styles: DocumentStyle[] = [];
	const part: object = {
		piece(piece: Piece, pieceStyle: DocumentStyle) {
			// A live part sends nothing for it.
			if (piece.content === '') return;
			pieces.push(piece);
			styles.push(pieceStyle);
		},
	};
	const seen = arrived && { arrived: new Map(Object.entries(arrived)), cutSection };
	const text = { sections: new Map(Object.entries(copy)), locale };
	await passOn(text, style ?? MARKDOWN, part as LivePart, seen);
	return { pieces, styles };
}

const whole = (section: string, content: string): Piece => ({ section, content, first: true });
const rest = (section: string, content: string): Piece => ({ section, content, first: false });

describe('A caller who has seen nothing of a document', () => {
	const copy = { summary: 'Built **bridges**.', skills: '- SQL\n- Go' };

	it('is sent each section whole, in its order', async () => {
		expect((await sentOf(copy)).pieces).toEqual([
			whole('summary', 'Built **bridges**.'),
			whole('skills', '- SQL\n- Go'),
		]);
	});

	it.each(['html', 'slack', 'text'] as const)(
		'is sent it without markup where it is to be %s, which live text is escaped for',
		async (format) => {
			const { pieces } = await sentOf(
				{ letterContent: '<p>Dear <b>team</b></p>' },
				{
					style: { format, headings: false },
				},
			);
			expect(pieces).toEqual([whole('letterContent', 'Dear team')]);
		},
	);

	it('is sent its headings in its language, unless another one was asked for', async () => {
		const german = { locale: 'de' };
		expect((await sentOf(copy, german)).styles[0]?.language).toBe('de');
		const style = { ...MARKDOWN, language: 'fi' };
		expect((await sentOf(copy, { ...german, style })).styles[0]?.language).toBe('fi');
	});

	it('may not be there', async () => {
		await expect(
			passOn({ sections: new Map([['a', 'x']]) }, MARKDOWN, undefined),
		).resolves.toBeUndefined();
	});
});

describe('A caller who has seen a document break', () => {
	const summary = 'Built bridges in eleven cities.';

	it.each<[string, Texts, Texts, string | undefined, Piece[]]>([
		[
			'the sections that had not come',
			{ summary, skills: '- SQL' },
			{ summary },
			'summary',
			[whole('skills', '- SQL')],
		],
		[
			'a section whose words are a part of what has come',
			{ summary: 'Knows SQL and Go well.', skills: '- SQL' },
			{ summary: 'Knows SQL and Go well.' },
			'summary',
			[whole('skills', '- SQL')],
		],
		[
			'the rest of a section that was cut short',
			{ summary, skills: '- SQL' },
			{ summary: 'Built bri' },
			'summary',
			[rest('summary', 'dges in eleven cities.'), whole('skills', '- SQL')],
		],
		[
			'that rest first, also where another section stands before it',
			{ personal: '**Maya Okafor**', summary },
			{ summary: 'Built bri' },
			'summary',
			[rest('summary', 'dges in eleven cities.'), whole('personal', '**Maya Okafor**')],
		],
		[
			'a section again that was cut short and does not go on as it began',
			{ summary: `**Engineer.** ${summary}` },
			{ summary: 'Engineer. Built bri' },
			'summary',
			[whole('summary', `**Engineer.** ${summary}`)],
		],
		[
			'a section again that has more than what had come whole',
			{ summary: `${summary} Speaks Finnish.`, skills: '- SQL\n- Go' },
			{ summary, skills: '- SQL' },
			'skills',
			[rest('skills', '\n- Go'), whole('summary', `${summary} Speaks Finnish.`)],
		],
		[
			'a section again that was cut short before its first text',
			{ summary },
			{ summary: '' },
			'summary',
			[whole('summary', summary)],
		],
		[
			'nothing where the same text has another name or markup',
			{ employment: `**Lead**\n\n${summary}` },
			{ experience: `<p>Lead</p><p>${summary}</p>` },
			'experience',
			[],
		],
		['nothing where all had come', { summary }, { summary }, undefined, []],
	])('is sent %s', async (_, copy, arrived, cutSection, pieces) => {
		expect((await sentOf(copy, { arrived, cutSection })).pieces).toEqual(pieces);
	});
});
