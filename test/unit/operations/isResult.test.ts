import fc from 'fast-check';
import { isResult, type Expected } from '../../../nodes/Laddro/operations/isResult';
import { readStored } from '../../../nodes/Laddro/stored/readStored';
import { cases } from '../cases';

const sectionsOf = (sections: Readonly<Record<string, string>>) =>
	new Map(Object.entries(sections));

/** Whether a copy with these sections and fields can be the result. */
async function counts(
	sections: Readonly<Record<string, string>>,
	expected: Partial<Omit<Expected, 'arrived'>> & {
		arrived?: Readonly<Record<string, string>>;
	} = {},
	fields: Readonly<Record<string, unknown>> = {},
): Promise<boolean> {
	const copy = { sections: sectionsOf(sections), fields, documentId: 'res_9' };
	return await isResult(copy, { ...expected, arrived: sectionsOf(expected.arrived ?? {}) });
}

const SUMMARY = 'Product designer who made bike sharing work in eleven cities.';

describe('A copy of a stream that broke', () => {
	it.each<[boolean, string, string, string]>([
		[true, 'the line that arrived', SUMMARY, SUMMARY],
		[
			true,
			'the line in bold and with other spaces',
			`**${SUMMARY.replaceAll(' ', '  ')}**`,
			SUMMARY,
		],
		[true, 'the line as HTML', `<p>${SUMMARY}</p>`, SUMMARY],
		[false, 'an older version of the line', SUMMARY.replace('eleven', 'seven'), SUMMARY],
		[false, 'nothing of the line', 'Something else.', SUMMARY],
		[true, 'half of the short lines', '- SQL\n- Go', '- SQL\n- Go\n- Rust\n- C'],
		[false, 'less than half of the short lines', '- SQL', '- SQL\n- Go\n- Rust'],
		[
			true,
			'the parts of a position in another order, with its dates in words',
			'**Lead Engineer**\nNordwind, Berlin · March 2020 – present',
			'**Lead Engineer**, Nordwind, Berlin (2020–)',
		],
		[
			true,
			'a position in Finnish, with its dates in words',
			'**Sairaanhoitaja**\nTampereen sairaala · maaliskuu 2020 – nykyhetki',
			'**Sairaanhoitaja**, Tampereen sairaala, maaliskuu 2020 –',
		],
		[
			false,
			'the parts of a position in two different ones',
			'**Lead Engineer**\nAcme\n\n**Engineer**\nNordwind, Berlin',
			'**Lead Engineer**, Nordwind, Berlin (2020–)',
		],
		[
			true,
			'Cyrillic letters',
			'Інженер, який десять років будує мости.',
			'Інженер, який десять років будує мости.',
		],
		[
			false,
			'other Cyrillic letters',
			'Інженер, який десять років будує дороги.',
			'Інженер, який десять років будує мости.',
		],
	])('%s: it has %s', async (expected, _, copy, arrived) => {
		expect(await counts({ other: copy }, { arrived: { summary: arrived } })).toBe(expected);
	});

	it.each<[boolean, string, string]>([
		[true, 'the beginning of a line', 'Product designer who ma'],
		[true, 'the beginning of a sentence', `${SUMMARY} Spe`],
		[false, 'a part from the middle of a line', 'bike sharing wo'],
		[false, 'something else', 'Product manager who ma'],
		[true, 'the beginning of a line and half a tag', 'Product designer <str'],
		[true, 'the beginning of a line and half an entity', 'Product designer &nb'],
		[true, 'nothing but markup', '**'],
		[true, 'a whole line, after which the stream broke', `${SUMMARY}\n`],
	])('%s: its last line is %s', async (expected, _, arrived) => {
		const copy = `${SUMMARY} Speaks three languages.`;
		expect(
			await counts({ summary: copy }, { arrived: { summary: arrived }, cutSection: 'summary' }),
		).toBe(expected);
	});
});

it('A copy counts that writes the dates of the last line that arrived in another way.', async () => {
	const copy = {
		education: '- **BSc, Computer Science** · TU Berlin · October 2012 – August 2016',
	};
	for (const [line, expected] of [
		['BSc, Computer Science, TU Berlin (10/2012 – 08/2016)', true],
		['BSc, Computer Science, TU Dresden (10/2012 – 08/2016)', false],
		['Science, Berlin', false],
	] as const) {
		const arrived = { studies: line };
		expect(await counts(copy, { arrived, cutSection: 'studies' })).toBe(expected);
	}
});

it.each([
	'Engineer at [Example](https://example.com/jobs_(new) "The site") since 2020.',
	'A portfolio: ![photo](https://example.com/a.png) and <https://jane.dev/x> here',
	'[![badge](https://img.example/x.svg)](https://ci.example/run) green builds',
	'See [my profile](javascript:alert) and [**another**](<mailto:jane@example.com>) here',
	'**Lead** *engineer* with `code`, ~~gone~~ &amp; <a href="https://example.com">a link</a>',
])('A copy counts wherever the stream broke in Markdown: %s', async (line) => {
	for (let length = 1; length <= line.length; length++) {
		const arrived = { summary: line.slice(0, length) };
		const does = await counts({ summary: line }, { arrived, cutSection: 'summary' });
		expect([arrived.summary, does]).toEqual([arrived.summary, true]);
	}
});

describe('A copy where nothing had arrived', () => {
	const sentAt = Date.parse('2026-03-01T12:00:00Z');

	it.each<[boolean, string, object]>([
		[true, 'no dates', {}],
		[true, 'a date after the request', { updatedAt: '2026-03-01T12:00:05Z' }],
		[true, 'a date of two seconds before', { createdAt: '2026-03-01T11:59:58Z' }],
		[false, 'an older date', { updatedAt: '2026-03-01T11:59:57Z' }],
		// They fail in other zones than UTC unless they are read as UTC.
		[true, 'a date without a zone', { updatedAt: '2026-03-01T12:00:05.123' }],
		[false, 'an older date without a zone', { updatedAt: '2026-03-01 11:59:57' }],
		[false, 'an older date of creation alone', { createdAt: '2026-02-28T12:00:00Z' }],
		[
			true,
			'a newer update',
			{ createdAt: '2020-01-01T00:00:00Z', updatedAt: '2026-03-01T12:00:01Z' },
		],
		[true, 'something that is no date', { updatedAt: 'yesterday' }],
		[true, 'an object in place of a date', { updatedAt: { toString: 1 } }],
		[
			false,
			'an older date of creation and an object in place of its update',
			{ updatedAt: { toString: 1 }, createdAt: '2020-01-01T00:00:00Z' },
		],
	])('counts with %s: %s', async (expected, _, fields) => {
		expect(await counts({ summary: SUMMARY }, { sentAt }, { ...fields })).toBe(expected);
	});

	it.each(['', ' \n', '**', '&nb'])(
		'does not count with an older date where a section had begun with %j',
		async (summary) => {
			const expected = { source: null, sentAt, arrived: { summary }, cutSection: 'summary' };
			const fields = { updatedAt: '2020-01-01T00:00:00Z' };
			expect(await counts({ summary: SUMMARY }, expected, fields)).toBe(false);
		},
	);

	it('counts whatever its date is where the server has not told its time', async () => {
		expect(await counts({ summary: SUMMARY }, {}, { updatedAt: '2001-01-01' })).toBe(true);
	});
});

describe('The resume that was sent', () => {
	it('is the source and not the result, by its id', async () => {
		expect(await counts({ summary: SUMMARY }, { source: 'res_9' })).toBe(false);
		expect(await counts({ summary: SUMMARY }, { source: 'res_1' })).toBe(true);
	});

	it('is the default one where none was sent', async () => {
		expect(await counts({ summary: SUMMARY }, { source: null }, { isDefault: true })).toBe(false);
		expect(await counts({ summary: SUMMARY }, { source: null }, { isDefault: false })).toBe(true);
		expect(await counts({ summary: SUMMARY }, { source: 'res_1' }, { isDefault: true })).toBe(true);
	});
});

describe('A long copy', () => {
	const differentWords = (length: number) =>
		Array.from({ length: length / 5 }, (_, n) => n.toString(36).padStart(4, 'w')).join(' ');
	const repeated = (length: number) => 'zz q\n'.repeat(length / 5);
	const compare = async (length: number, signal?: AbortSignal) => {
		const copy = { sections: sectionsOf({ a: differentWords(length) }), fields: {} };
		const arrived = sectionsOf({ a: repeated(length) });
		return await isResult({ ...copy, documentId: 'res_9' }, { arrived }, signal);
	};

	it('lets other work be done while it is compared', async () => {
		let turns = 0;
		const counting = setInterval(() => turns++, 0);
		expect(await compare(200_000)).toBe(false);
		clearInterval(counting);
		expect(turns).toBeGreaterThan(5);
	}, 60_000);

	it('is compared in a time that grows with its length and no faster', async () => {
		const timeFor = async (length: number) => {
			const start = process.cpuUsage();
			await compare(length);
			const { user, system } = process.cpuUsage(start);
			return (user + system) / 1000;
		};
		const [part, whole] = [await timeFor(32_000), await timeFor(256_000)];
		expect(whole).toBeLessThan(part * 8 * 5 + 240);
	}, 60_000);

	it('is not compared to the end once the execution is cancelled', async () => {
		const copy = { sections: sectionsOf({ a: SUMMARY.repeat(1000) }), fields: {} };
		const expected = { arrived: copy.sections };
		const result = { ...copy, documentId: 'res_9' };
		expect(await isResult(result, expected)).toBe(true);
		expect(await isResult(result, expected, AbortSignal.abort())).toBe(false);
	});
});

const word = fc.stringMatching(/^[a-z]{4,9}$/);
const line = fc.array(word, { minLength: 6, maxLength: 12 }).map((words) => words.join(' '));
const lines = fc.array(line, { minLength: 1, maxLength: 6 });

it('Whatever a document says, its own copy counts, and one with an edited line does not.', async () => {
	await fc.assert(
		fc.asyncProperty(lines, fc.nat(), fc.nat(), async (written, which, where) => {
			const text = written.join('\n\n');
			const arrived = { summary: text };
			expect(await counts({ other: `<p>${written.join('</p><p>')}</p>` }, { arrived })).toBe(true);
			const edited = [...written];
			const words = edited[which % edited.length]!.split(' ');
			words[where % words.length] = 'edited0word';
			edited[which % edited.length] = words.join(' ');
			expect(await counts({ other: edited.join('\n\n') }, { arrived })).toBe(false);
		}),
		cases(),
	);
});

/** How the start of a position in March 2020 that goes on may be written, beside how stored dates are. */
const PERIODS: Readonly<Record<string, string>> = {
	en: '03/2020 – Present',
	de: 'März 2020 – heute',
	fr: 'mars 2020 – aujourd’hui',
	fi: '1. maaliskuuta 2020 – nykyhetki',
	pl: 'od marca 2020 – obecnie',
	uk: 'з березня 2020 – дотепер',
};

/** Words of the languages' letters that are neither months nor present. */
const longWord = fc
	.array(fc.constantFrom(...'bdgkrstväöéßłøіжщ'), { minLength: 5, maxLength: 9 })
	.map((letters) => letters.join(''));
const sentence = fc
	.array(longWord, { minLength: 5, maxLength: 9 })
	.map((words) => `${words.join(' ')}.`);
const position = fc.record({
	position: fc.tuple(longWord, longWord).map((words) => words.join(' ')),
	company: longWord,
	city: longWord,
	sentences: fc.array(sentence, { minLength: 1, maxLength: 3 }),
});
type Position = typeof position extends fc.Arbitrary<infer Value> ? Value : never;

/** What the store gives of a resume with these positions. */
async function storedWith(positions: readonly Position[], locale: string) {
	const items = positions.map(({ sentences, ...rest }) => ({
		...rest,
		startDate: '2020-03',
		endDate: null,
		current: true,
		description: `<ul>${sentences.map((text) => `<li>${text}</li>`).join('')}</ul>`,
	}));
	const { sections = new Map<string, string>() } =
		(await readStored('resume', { locale, sections: [{ type: 'employment', items }] })) ?? {};
	return { sections, fields: {}, documentId: 'res_9' };
}

/** The same positions as a stream may write them. */
function streamed(positions: readonly Position[], locale: string): string {
	const period = PERIODS[locale] ?? '';
	return positions
		.map(({ company, position: title, city, sentences }) =>
			[
				`### ${company}, ${city}: ${title} (${period})`,
				...sentences.map((text) => `- ${text}`),
			].join('\n'),
		)
		.join('\n\n');
}

describe('A stored resume, in whichever language', () => {
	const resume = fc.tuple(
		fc.array(position, { minLength: 1, maxLength: 3 }),
		fc.constantFrom(...Object.keys(PERIODS)),
		fc.nat(),
		fc.nat(),
	);
	const expecting = (content: string, cutSection?: string) => ({
		arrived: new Map([['experience', content]]),
		cutSection,
	});

	it('is the one that was streamed, wherever the stream broke in a sentence', async () => {
		await fc.assert(
			fc.asyncProperty(resume, async ([positions, locale, where]) => {
				const copy = await storedWith(positions, locale);
				const text = streamed(positions, locale);
				expect(await isResult(copy, expecting(text))).toBe(true);
				const last = text.lastIndexOf('\n- ');
				const cut = text.slice(0, last + (where % (text.length - last)));
				expect(await isResult(copy, expecting(cut, 'experience'))).toBe(true);
			}),
			cases(),
		);
	});

	it('is not it where a sentence or a title is another one', async () => {
		await fc.assert(
			fc.asyncProperty(resume, async ([positions, locale, which, where]) => {
				const edited = structuredClone(positions);
				const one = edited[which % edited.length]!;
				const at = where % (one.sentences.length + 1);
				if (at === one.sentences.length) one.position = 'engineer';
				else one.sentences[at] = one.sentences[at]!.replace(/\S+(?=\.$)/, 'engineer');
				const copy = await storedWith(edited, locale);
				expect(await isResult(copy, expecting(streamed(positions, locale)))).toBe(false);
			}),
			cases(),
		);
	});
});
