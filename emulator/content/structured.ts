import escapeHtml from 'escape-html';
import { capitalize, type Draft } from './write';

/** `Degree, Institution, 2015 (a note)`, of which all but the first part may be missing. */
const STUDIES =
	/^(?<first>.+?)(?:, (?<second>\D.+?))?(?:, (?<year>\d{4}))?(?: \((?<description>.+)\))?$/u;
const CERTIFICATE = /^(?<certification>.+?)(?:, (?<year>\d{4}))?$/u;
const LANGUAGE = /^(?<language>.+?)(?: \((?<level>.+)\))?$/u;

const partsOf = (pattern: RegExp, text: string) => pattern.exec(capitalize(text))?.groups ?? {};

const contentOf = ({ sections }: Draft, name: string): string =>
	sections.find(({ section }) => section === name)?.content ?? '';

/** The items of a section that is a list, as it is streamed. */
const itemsOf = (draft: Draft, name: string): string[] =>
	contentOf(draft, name).match(/(?<=^- ).+/gm) ?? [];

/** A job in the canonical shape; of its dates only the years are known. */
function employment({ title, employer, years, achievements }: Draft['text']['jobs'][number]) {
	const [from, to] = years.match(/\d{4}/g) ?? [];
	const bullets = achievements.map((each) => `<li>${escapeHtml(capitalize(each))}</li>`);
	return {
		position: title,
		company: employer,
		startDate: `${from}-01`,
		endDate: to === undefined ? null : `${to}-12`,
		current: to === undefined,
		description: `<ul>${bullets.join('')}</ul>`,
	};
}

function education(studies: string) {
	const { first, second, year, description } = partsOf(STUDIES, studies);
	const names = second ? { institution: second, degree: first } : { institution: first };
	return { ...names, endDate: year && `${year}-06`, description };
}

function certification(text: string) {
	const { year, ...names } = partsOf(CERTIFICATE, text);
	return { ...names, endDate: year && `${year}-06` };
}

/** A resume in the canonical shape, with the words that are streamed. */
export function canonicalResume(draft: Draft) {
	const { person, text } = draft;
	const { name, email, phone, location } = person;
	const [firstName, ...lastNames] = name.split(' ');
	const [city, country] = location.split(', ');
	const names = { firstName, lastName: lastNames.join(' ') };
	const highlights = itemsOf(draft, 'highlights').map((text) => ({ fields: { text } }));
	const sections = [
		{ type: 'employment', items: text.jobs.map(employment) },
		{ type: 'skills', items: itemsOf(draft, 'skills').map((skill) => ({ skill })) },
		{ type: 'education', items: text.education.map(education) },
		{ type: 'certifications', items: text.certificates.map(certification) },
		{ type: 'languages', items: text.languages.map((each) => partsOf(LANGUAGE, each)) },
		{ type: 'custom', id: 'custom_1', title: 'Highlights', items: highlights },
	];
	return {
		personal: { role: text.role, ...names, email, phone, city, country },
		summary: { value: contentOf(draft, 'summary') },
		sections: sections.filter(({ items }) => items.length > 0),
	};
}

/** The sections of a resume in the documented shape, with the words that are streamed. */
export function documentedResume(draft: Draft) {
	const { name, email, phone, location } = draft.person;
	const experience = draft.text.jobs.map(({ title, employer, years, achievements }) => {
		return { title, company: employer, dates: years, achievements: achievements.map(capitalize) };
	});
	const lists = ['skills', 'education', 'certificates', 'languages', 'highlights'];
	return {
		header: { name, role: draft.text.role, email, phone, location },
		summary: contentOf(draft, 'summary'),
		experience,
		...Object.fromEntries(lists.map((section) => [section, itemsOf(draft, section)])),
	};
}

const paragraphs = (text: string): string =>
	text
		.split('\n\n')
		.map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>')}</p>`)
		.join('');

/** A cover letter in the canonical shape. */
export function canonicalLetter({ person, text, sections, typed }: Draft) {
	const { name: fullName, email, phone, location: address } = person;
	const { html, ...employerDetails } = typed ?? {};
	return {
		personalDetails: { fullName, jobTitle: text.role, address, email, phone },
		employerDetails,
		letterContent: html ?? sections.map(({ content }) => paragraphs(content)).join(''),
	};
}
