import { fieldsOf, idOf, isFields, rowsOf, type Asked, type Exchange } from './exchange';
import { readStream } from './reading';

/** A posting that is nobody's, long enough for the API. */
const POSTING = {
	jobDescription:
		'A public library is looking for a coordinator of its reading programmes. You plan events for schools and families, train volunteers, keep the budget, and report what the programmes achieve. You have some years of experience in coordinating projects, write clearly, and enjoy working with people of all ages.',
};

const STREAMS = { tailor: '/v1/tailor', coverLetter: '/v1/cover-letters/generate' } as const;

/** What costs nothing before anything has been generated, in the order in which it is asked. */
export const freeNames = [
	'resumes',
	'secondResume',
	'resume',
	'missingResume',
	'letters',
	'letter',
	'templates',
	'template',
	'fonts',
	'languages',
] as const;
/** The streams, each followed by a look at what it has stored. */
export const streamNames = ['tailor', 'storedResume', 'coverLetter', 'storedLetter'] as const;
/** The files. */
export const fileNames = [
	'tailorPdf',
	'coverLetterPdf',
	'bothZip',
	'exportPdf',
	'renderPdf',
] as const;

export type RequestName = (typeof freeNames | typeof streamNames | typeof fileNames)[number];

/** What is asked, by a name that the facts use. */
export type AnswerName = RequestName | 'wrongKey' | 'noKey';
export type StreamName = keyof typeof STREAMS;

/** The answers that there were. */
export type Answers = Readonly<Partial<Record<AnswerName, Exchange>>>;

const get = (path: string): Asked => ({ method: 'GET', path });
const post = (path: string, body: Asked['body'], stream = false): Asked => ({
	method: 'POST',
	path,
	body,
	stream,
});
export const RESUMES = get('/v1/resumes?limit=50&offset=0');
const withId = (path: string, id: string | undefined): Asked | undefined =>
	id === undefined ? undefined : get(`${path}/${encodeURIComponent(id)}`);

/** The id of the default document of a list, or of its first one. */
const firstId = (list: Exchange | undefined): string | undefined => {
	const rows = rowsOf(list) ?? [];
	return idOf(rows.find(({ isDefault }) => isDefault === true) ?? rows[0] ?? {});
};

/** The field of a body that chooses the default resume. */
function chosen({ resumes }: Answers) {
	const resumeId = firstId(resumes);
	return resumeId === undefined ? {} : { resumeId };
}

/** The id under which a stream says that its document is stored. */
export function storedId(stream: Exchange | undefined, field: 'resumeId' | 'coverLetterId') {
	if (stream === undefined) return undefined;
	const header = stream.headers[field === 'resumeId' ? 'x-resume-id' : 'x-cover-letter-id'];
	if (header !== undefined) return { id: header, place: 'a header' };
	const id = readStream(stream).last?.fields[field];
	return id === undefined ? undefined : { id: String(id), place: 'the last event' };
}

/**
 * Each request, made from the answers before it; undefined where they do not allow it. The streams leave the resume
 * out, so that the default one is used; the files name it.
 */
export const requests: Readonly<Record<RequestName, (answers: Answers) => Asked | undefined>> = {
	resumes: () => RESUMES,
	secondResume: () => get('/v1/resumes?limit=1&offset=1'),
	resume: ({ resumes }) => withId('/v1/resumes', firstId(resumes)),
	missingResume: () => get('/v1/resumes/00000000-0000-4000-8000-000000000000'),
	letters: () => get('/v1/cover-letters?limit=50&offset=0'),
	letter: ({ letters }) => withId('/v1/cover-letters', firstId(letters)),
	templates: () => get('/v1/templates'),
	template: ({ templates }) => {
		const list: unknown = fieldsOf(templates).templates;
		const [first] = Array.isArray(list) ? list.filter(isFields) : [];
		return withId('/v1/templates', first && idOf(first));
	},
	fonts: () => get('/v1/fonts'),
	languages: () => get('/v1/languages'),
	tailor: () => post(STREAMS.tailor, POSTING, true),
	storedResume: ({ tailor }) => withId('/v1/resumes', storedId(tailor, 'resumeId')?.id),
	coverLetter: () => post(STREAMS.coverLetter, POSTING, true),
	storedLetter: ({ coverLetter }) =>
		withId('/v1/cover-letters', storedId(coverLetter, 'coverLetterId')?.id),
	tailorPdf: (answers) => post(STREAMS.tailor, { ...POSTING, ...chosen(answers) }),
	coverLetterPdf: (answers) => post(STREAMS.coverLetter, { ...POSTING, ...chosen(answers) }),
	bothZip: (answers) =>
		post(STREAMS.tailor, { ...POSTING, ...chosen(answers), includeCoverLetter: true }),
	exportPdf: ({ resumes }) =>
		firstId(resumes) === undefined ? undefined : post('/v1/export', chosen({ resumes })),
	renderPdf: ({ letters, coverLetter }) => {
		const id = storedId(coverLetter, 'coverLetterId')?.id ?? firstId(letters);
		if (id === undefined) return undefined;
		return { method: 'PUT', path: `/v1/cover-letters/${encodeURIComponent(id)}/render` };
	},
};

/** What the node has to be given so that it asks for the same as was asked here. */
export function idsFor({ resumes, letters, renderPdf }: Answers) {
	const rendered = renderPdf?.asked.path.split('/').at(-2);
	return {
		...POSTING,
		resumeId: firstId(resumes) ?? '',
		letterId: rendered ? decodeURIComponent(rendered) : (firstId(letters) ?? ''),
	};
}
