import fc from 'fast-check';
import { language } from '../../../nodes/Laddro/parameters/options';
import {
	knownLanguage,
	meaningOf,
	presentIn,
	titleOf,
	titlesOfAllLanguages,
} from '../../../nodes/Laddro/common/title';
import { columns } from '../../../nodes/Laddro/common/titles';
import { cases } from '../cases';

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
		['Open-source work', 'Open-source work'],
		['Führungen in  der Werft', 'Führungen in der Werft'],
		['🚀_launches', '🚀 Launches'],
		['__proto__', 'Proto'],
		['<script>', '<script>'],
	])('The section %j has the title %j.', (section, title) => {
		expect(titleOf(section)).toBe(title);
	});

	it('A name too long to be one of a section stays as it is, on one line.', () => {
		const name = `a_section\nB${'x'.repeat(200)}`;
		expect(titleOf(name)).toBe(name.replace('\n', ' '));
	});

	it.each([
		['work_experience', 'de', 'Berufserfahrung'],
		['workExperience', 'de', 'Berufserfahrung'],
		['experience', 'fi', 'Työkokemus'],
		['employment', 'fr', 'Expérience professionnelle'],
		['certificates', 'sv', 'Certifikat'],
		['extraCurricularActivities', 'nl', 'Nevenactiviteiten'],
		['letterContent', 'pl', 'List motywacyjny'],
		['languages', 'pt-BR', 'Idiomas'],
		['skills', 'UK', 'Навички'],
	])('The section %j has in the language %s the title %j.', (section, code, title) => {
		expect(titleOf(section, code)).toBe(title);
	});

	it.each(['extraCurricularActivities', 'extra_curricular_activities'])(
		'The section %s is written in English as people write it, and so are others.',
		(section) => {
			expect(titleOf(section)).toBe('Extracurricular Activities');
			expect(titleOf(section, 'en')).toBe('Extracurricular Activities');
			expect(titleOf('experience')).toBe('Experience');
			expect(titleOf('custom')).toBe('Additional Information');
		},
	);

	it.each([
		['work_experience', 'ja'],
		['work_experience', 'fil'],
		['work_experience', '__proto__'],
		['work_experience', ''],
	])('The section %s has its English title for the unknown language %j.', (section, code) => {
		expect(titleOf(section, code)).toBe('Work Experience');
	});

	it('A section that is not known has its own name as the title in every language.', () => {
		expect(titleOf('volunteering_abroad', 'de')).toBe('Volunteering Abroad');
		expect(titleOf('constructor', 'de')).toBe('Constructor');
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

	it('The title is the same whether words are joined by underscores or by spaces.', () => {
		const word = fc.string({ unit: fc.constantFrom('a', 'z', '7'), minLength: 1, maxLength: 4 });
		fc.assert(
			fc.property(fc.array(word, { minLength: 1 }), (words) => {
				expect(titleOf(words.join('_'))).toBe(titleOf(words.join(' ')));
			}),
			cases(),
		);
	});

	it('The title is one line without spaces around it, whatever the name.', () => {
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
			cases(500),
		);
	});
});

describe('The table of titles', () => {
	const [{ options = [] } = {}] = language.properties;
	const codes = options.map((choice) => String(Reflect.get(choice, 'value'))).filter(Boolean);
	/** Names of sections that the API is known to use. */
	const sections =
		'header personal summary experience employment work_experience education skills languages certifications projects references extraCurricularActivities custom personalDetails employerDetails letterContent'.split(
			' ',
		);

	it.each(codes)('The language %s has a word for what goes on.', (code) => {
		expect(knownLanguage(`${code.toUpperCase()}_XY`)).toBe(code);
		expect(presentIn(code)).toMatch(/^\p{Ll}[\p{L}’]+$/u);
		expect(presentIn(code) === 'present').toBe(code === 'en');
	});

	it.each(codes)('All known sections have a title in the language %s.', (code) => {
		const titles = sections.map((section) => titleOf(section, code));
		for (const title of titles) expect(title).toMatch(/^\p{Lu}[\p{L} ]+$/u);
		if (code === 'en') return;
		// A few words are the same in English.
		const english = sections.map((section) => titleOf(section));
		const translated = titles.filter((title, index) => title !== english[index]);
		expect(translated.length).toBeGreaterThanOrEqual(sections.length - 2);
		expect(new Set(titles).size).toBe(sections.length - 4);
	});
});

describe('What a section is about', () => {
	it.each([
		[
			'experience',
			'employment',
			'work_experience',
			'workExperience',
			'WORK EXPERIENCE',
			'Berufserfahrung',
			'Досвід роботи',
		],
		['personal', 'header', 'personalDetails', 'Personal Details', 'Henkilötiedot'],
		['certificates', 'certifications', 'Certyfikaty'],
		['extraCurricularActivities', 'Extracurricular activities', 'Verv og fritidsaktiviteter'],
		['summary', 'Profil', 'perfil profesional'],
	])('is the same for %j and all its other names', (...names) => {
		expect(new Set(names.map(meaningOf)).size).toBe(1);
	});

	it('is told apart for all titles of all languages, and for names that nobody knows', () => {
		const all = columns.map((title) => titlesOfAllLanguages(title).map(meaningOf));
		expect(all.map((meanings) => [...new Set(meanings)])).toEqual(
			columns.map((title) => [title.toLowerCase()]),
		);
		expect(meaningOf('Open-source work')).not.toBe(meaningOf('work'));
		expect(meaningOf('__proto__')).toBe('proto');
	});
});
