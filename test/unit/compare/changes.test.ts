import fc from 'fast-check';
import { changesSince } from '../../../nodes/Laddro/compare/changes';
import { readStored } from '../../../nodes/Laddro/stored/readStored';
import { cases } from '../cases';
import { canonicalResume, documentedResume } from '../stored/documents';
import { pairs } from './pairs';

const sectionsOf = async (source: object) =>
	(await readStored('resume', source))?.sections ?? new Map();
const bySection = (sections: Readonly<Record<string, string>>) => new Map(Object.entries(sections));

describe('What was changed in a document', () => {
	it.each(pairs)('is found where it $what.', async ({ source, document, changes }) => {
		const found = await changesSince(await sectionsOf(source), bySection(document));
		const simple = found?.map(({ section, removed, added }) => [section, [removed, added]]);
		expect(simple && Object.fromEntries(simple)).toEqual(changes);
	});

	it('is nothing between the two shapes in which Laddro may store one resume.', async () => {
		const [one, other] = await Promise.all([canonicalResume, documentedResume].map(sectionsOf));
		expect(await changesSince(one!, other!)).toEqual([]);
		expect(await changesSince(other!, one!)).toEqual([]);
	});

	it('has the sections in the order of the document, with titles in its language.', async () => {
		const source = bySection({ summary: 'A', skills: '- B', work_experience: '- C' });
		const document = bySection({ work_experience: '- Z', skills: '- B', summary: 'Y' });
		expect(JSON.stringify(await changesSince(source, document, 'de'))).toBe(
			JSON.stringify([
				{ section: 'work_experience', title: 'Berufserfahrung', added: ['Z'], removed: ['C'] },
				{ section: 'summary', title: 'Profil', added: ['Y'], removed: ['A'] },
			]),
		);
	});

	it('is not told of a document that is too long to be a resume.', async () => {
		const long = bySection({ summary: 'word '.repeat(2 ** 14) });
		const short = bySection({ summary: 'word' });
		expect(await changesSince(long, short)).toBeUndefined();
		expect(await changesSince(short, long)).toBeUndefined();
	});
});

const words = fc.constantFrom(
	...'Led a team nurses 14 20% C++ 看護 München – · , ** <b> </b> \n \n\n - \n- 1. > | `'.split(
		' ',
	),
);
const content = fc.array(fc.oneof(words, fc.string({ unit: 'grapheme', maxLength: 5 })), {
	maxLength: 30,
});
const names = fc.oneof(
	fc.constantFrom('summary', 'experience', 'employment', 'skills', '__proto__', 'Kenntnisse'),
	fc.string({ maxLength: 8 }),
);
const sections = fc
	.array(
		fc.tuple(
			names,
			content.map((parts) => parts.join(' ')),
		),
		{ maxLength: 6 },
	)
	.map((entries) => new Map(entries));

describe('Of any two documents', () => {
	it('it is told without an error, in lines that one has and the other has not.', async () => {
		await fc.assert(
			fc.asyncProperty(sections, sections, async (source, document) => {
				for (const { section, added, removed } of (await changesSince(source, document)) ?? []) {
					expect(document.has(section)).toBe(true);
					expect(added.length + removed.length).toBeGreaterThan(0);
					for (const line of [...added, ...removed]) expect(line.trim()).toBe(line);
				}
			}),
			cases(500),
		);
	});

	it('it is nothing where they are the same, in whatever order their sections stand.', async () => {
		await fc.assert(
			fc.asyncProperty(sections, async (document) => {
				const turned = new Map([...document].toReversed());
				expect(await changesSince(document, turned)).toEqual([]);
			}),
			cases(300),
		);
	});
});
