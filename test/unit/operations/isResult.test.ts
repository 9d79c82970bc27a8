import fc from 'fast-check';
import { isResult, type Expected } from '../../../nodes/Laddro/operations/isResult';
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

describe('A copy where nothing had arrived', () => {
	const sentAt = Date.parse('2026-03-01T12:00:00Z');

	it.each<[boolean, string, object]>([
		[true, 'no dates', {}],
		[true, 'a date after the request', { updatedAt: '2026-03-01T12:00:05Z' }],
		[true, 'a date of two seconds before', { createdAt: '2026-03-01T11:59:58Z' }],
		[false, 'an older date', { updatedAt: '2026-03-01T11:59:57Z' }],
		[false, 'an older date of creation alone', { createdAt: '2026-02-28T12:00:00Z' }],
		[
			true,
			'a newer update',
			{ createdAt: '2020-01-01T00:00:00Z', updatedAt: '2026-03-01T12:00:01Z' },
		],
		[true, 'something that is no date', { updatedAt: 'yesterday' }],
	])('counts with %s: %s', async (expected, _, fields) => {
		expect(await counts({ summary: SUMMARY }, { sentAt }, { ...fields })).toBe(expected);
	});

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
