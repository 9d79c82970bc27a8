import fc from 'fast-check';
import { titleOf } from '../../../nodes/Laddro/output/title';

describe('A title', () => {
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
	])('for %j is %j', (section, title) => {
		expect(titleOf(section)).toBe(title);
	});

	it.each([
		['___', '___'],
		['_\r\n_', '_ _'],
		[' - ', '-'],
		['', ''],
		['   ', ''],
	])('of nothing but signs is the signs themselves: %j', (section, title) => {
		expect(titleOf(section)).toBe(title);
	});

	it('is one line, without blanks around it, for any name', () => {
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
