import escapeHtml from 'escape-html';
import type { Draft } from './write';

/** A resume as structured data, whose longer texts are HTML. */
export function resumeData({ person, text, sections }: Draft) {
	const { name: fullName, email, phone, location } = person;
	const summary = sections.find(({ section }) => section === 'summary')?.content ?? text.profile;
	return {
		personal: { fullName, jobTitle: text.role, email, phone, location },
		summary: paragraphs(summary),
		experience: text.jobs.map(({ title, employer, years, achievements }) => ({
			jobTitle: title,
			employer,
			period: years,
			description: `<ul>${achievements.map((each) => `<li>${escapeHtml(each)}</li>`).join('')}</ul>`,
		})),
		education: text.education,
		skills: text.skills.map((name) => ({ name })),
		languages: text.languages,
		certifications: text.certificates,
	};
}

/** A cover letter as structured data. */
export function letterData({ person, sections }: Draft) {
	const { name: fullName, email, phone, location } = person;
	return {
		personalDetails: { fullName, email, phone, location },
		letterContent: sections.map(({ content }) => paragraphs(content)).join(''),
	};
}

const paragraphs = (text: string): string =>
	text
		.split('\n\n')
		.map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>')}</p>`)
		.join('');
