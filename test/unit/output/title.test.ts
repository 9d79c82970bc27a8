import fc from 'fast-check';
import { titleOf } from '../../../nodes/Laddro/output/title';

describe('The title of a section', () => {
	it.each([
		['summary', 'Summary'],
		['work_experience', 'Work Experience'],
		['work-experience', 'Work Experience'],
		['workExperience', 'Work Experience'],
		['work experience', 'Work Experience'],
		['  work__--  experience_ ', 'Work Experience'],
		['Work\r\nExperience', 'Work Experience'],
		['työkokemus', 'Työkokemus'],
		['äänitteet_jaÄänet', 'Äänitteet Ja Äänet'],
		['職務経歴', '職務経歴'],
		['AWS_skills', 'AWS Skills'],
		['x', 'X'],
		['2nd_page', '2nd Page'],
		['🚀_launches', '🚀 Launches'],
		['__proto__', 'Proto'],
		['<script>', '<script>'],
	])('The section %j has the title %j.', (section, title) => {
		expect(titleOf(section)).toBe(title);
	});

	it.each([
		['___', '___'],
		['_\r\n_', '_ _'],
		['_\u2028\u2029_', '_ _'],
		[' - ', '-'],
		['', ''],
		['   ', ''],
	])('The section %j, which has no word, has its own signs as the title: %j', (section, title) => {
		expect(titleOf(section)).toBe(title);
	});

	it('The title is the same whether words are joined by underscores or by blanks.', () => {
		const word = fc.string({ unit: fc.constantFrom('a', 'z', '7'), minLength: 1, maxLength: 4 });
		fc.assert(
			fc.property(fc.array(word, { minLength: 1 }), (words) => {
				expect(titleOf(words.join('_'))).toBe(titleOf(words.join(' ')));
			}),
		);
	});

	it('The title is one line without blanks around it, whatever the name.', () => {
		const name = fc.string({
			unit: fc.oneof(fc.constantFrom('\n', '\r', '\u2028', '\t', '_', '-', ' '), fc.string()),
		});
		fc.assert(
			fc.property(name, (section) => {
				const title = titleOf(section);
				expect(title).not.toMatch(/[\r\n\u2028\u2029]/);
				expect(title).toBe(title.trim());
				expect(title).not.toMatch(/\s\s/);
			}),
			{ numRuns: 500 },
		);
	});
});
