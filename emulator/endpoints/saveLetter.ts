import { z } from 'zod';
import { newDocument } from '../account/documents';
import { people, type Person } from '../content/people';
import { draft, type Draft } from '../content/write';
import { readBody } from '../http/readBody';
import { refuse } from '../wire/response';
import { answer, type Call } from './call';
import { check, text } from './checks';

const letter = z.object({
	fullName: text,
	letterContent: text,
	title: text,
	jobTitle: text,
	address: text,
	email: text,
	phone: text,
	companyName: text,
	hiringManager: text,
});

/** Stores a letter that somebody has typed, for no credits. */
export async function saveLetter(call: Call): Promise<void> {
	const { fields } = await readBody(call.exchange.request);
	call.exchange.note({ body: fields });
	const { title, fullName, letterContent, ...details } = check(letter, fields);
	if (fullName === undefined) throw refuse(422, 'fullName is required');
	if (letterContent === undefined) throw refuse(422, 'letterContent is required');
	const { companyName, hiringManager: hiringManagerName, jobTitle, ...contact } = details;
	const { address: location = '', email = '', phone = '' } = contact;
	const document = newDocument(
		{
			...typedBy({ ...people[0]!, name: fullName, location, email, phone }, jobTitle),
			sections: [{ section: 'letterContent', content: plain(letterContent) }],
			typed: { html: letterContent, companyName, hiringManagerName },
		},
		title,
	);
	const json = { coverLetterId: document.id, title: document.title, status: 'completed' };
	await answer(call, {
		operation: 'save',
		fields,
		source: title,
		item: JSON.stringify(fields),
		kind: 'json',
		normal: () => ({ json, status: 201 }),
		store() {
			call.account.store(document);
			return {};
		},
	});
}

/** The frame of a letter by somebody of whom nothing else is known. */
function typedBy(person: Person, role = ''): Draft {
	const letterBy = draft('coverLetter', person, {});
	return { ...letterBy, text: { ...letterBy.text, role }, position: role || 'Cover letter' };
}

/** HTML as the text that a PDF shows. */
const plain = (html: string): string =>
	html
		.replace(/<br\s*\/?>/gi, '\n')
		.replace(/<\/(p|li|div|h\d)>\s*/gi, '\n\n')
		.replace(/<[^>]*>/g, '')
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&#39;', "'")
		.replaceAll('&amp;', '&')
		.trim();
