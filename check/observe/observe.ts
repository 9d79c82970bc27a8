import { fieldsOf, idOf, rowsOf, type Asked, type Exchange } from './exchange';
import { EventReader } from './reading';
import { send, type Api, type Patience } from './send';
import { Stop } from './stop';

/** A posting that is nobody's, long enough for the API. */
const POSTING = {
	jobDescription:
		'A public library is looking for a coordinator of its reading programmes. You plan events for schools and families, train volunteers, keep the budget, and report what the programmes achieve. You have some years of experience in coordinating projects, write clearly, and enjoy working with people of all ages.',
};

const STREAMS = { tailor: '/v1/tailor', coverLetter: '/v1/cover-letters/generate' } as const;

/** What costs nothing before anything has been generated, in the order in which it is asked. */
const freeNames = [
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
const streamNames = ['tailor', 'storedResume', 'coverLetter', 'storedLetter'] as const;
/** The files. */
const fileNames = ['tailorPdf', 'coverLetterPdf', 'bothZip', 'exportPdf', 'renderPdf'] as const;

type RequestName = (typeof freeNames | typeof streamNames | typeof fileNames)[number];

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
const RESUMES = get('/v1/resumes?limit=50&offset=0');
const withId = (path: string, id: string | undefined): Asked | undefined =>
	id === undefined ? undefined : get(`${path}/${encodeURIComponent(id)}`);

const firstId = (list: Exchange | undefined): string | undefined => {
	const rows = rowsOf(list) ?? [];
	return idOf(rows.find(({ isDefault }) => isDefault === true) ?? rows[0] ?? {});
};

/** The id under which a stream says that its document is stored. */
export function storedId(stream: Exchange | undefined, field: 'resumeId' | 'coverLetterId') {
	if (stream === undefined) return undefined;
	const header = stream.headers[field === 'resumeId' ? 'x-resume-id' : 'x-cover-letter-id'];
	if (header !== undefined) return { id: header, place: 'a header' };
	const reader = new EventReader();
	for (const { bytes } of stream.chunks) reader.push(bytes);
	const id = reader.events.find(({ kind }) => kind === 'end')?.fields[field];
	return id === undefined ? undefined : { id: String(id), place: 'the last event' };
}

/**
 * Each request, made from the answers before it; undefined where they do not allow it. The streams leave the resume
 * out, so that the default one is used; the files name it.
 */
const requests: Readonly<Record<RequestName, (answers: Answers) => Asked | undefined>> = {
	resumes: () => RESUMES,
	secondResume: () => get('/v1/resumes?limit=1&offset=1'),
	resume: ({ resumes }) => withId('/v1/resumes', firstId(resumes)),
	missingResume: () => get('/v1/resumes/00000000-0000-4000-8000-000000000000'),
	letters: () => get('/v1/cover-letters?limit=50&offset=0'),
	letter: ({ letters }) => withId('/v1/cover-letters', firstId(letters)),
	templates: () => get('/v1/templates'),
	template: ({ templates }) => {
		const { templates: list } = fieldsOf(templates);
		return withId('/v1/templates', Array.isArray(list) ? idOf(list[0] ?? {}) : undefined);
	},
	fonts: () => get('/v1/fonts'),
	languages: () => get('/v1/languages'),
	tailor: () => post(STREAMS.tailor, POSTING, true),
	storedResume: ({ tailor }) => withId('/v1/resumes', storedId(tailor, 'resumeId')?.id),
	coverLetter: () => post(STREAMS.coverLetter, POSTING, true),
	storedLetter: ({ coverLetter }) =>
		withId('/v1/cover-letters', storedId(coverLetter, 'coverLetterId')?.id),
	tailorPdf: ({ resumes }) => post(STREAMS.tailor, { ...POSTING, resumeId: firstId(resumes) }),
	coverLetterPdf: ({ resumes }) =>
		post(STREAMS.coverLetter, { ...POSTING, resumeId: firstId(resumes) }),
	bothZip: ({ resumes }) =>
		post(STREAMS.tailor, { ...POSTING, resumeId: firstId(resumes), includeCoverLetter: true }),
	exportPdf: ({ resumes }) => {
		const resumeId = firstId(resumes);
		return resumeId === undefined ? undefined : post('/v1/export', { resumeId });
	},
	renderPdf: ({ letters, coverLetter }) => {
		const id = storedId(coverLetter, 'coverLetterId')?.id ?? firstId(letters);
		if (id === undefined) return undefined;
		return { method: 'PUT', path: `/v1/cover-letters/${encodeURIComponent(id)}/render` };
	},
};

/** The answers that there were, and why there are no more of them if they end early. */
export interface Observation {
	readonly answers: Answers;
	readonly stopped?: string;
}

type Growing = Partial<Record<AnswerName, Exchange>>;

/** What is to be asked. */
interface Extent {
	/** Only what costs nothing. */
	readonly free: boolean;
	/** Files as well. */
	readonly pdf: boolean;
	readonly patience: Patience;
}

/** Asks the API everything, up to the first answer after which that makes no sense. What has been paid for is never lost. */
export async function observe(api: Api, { free, pdf, patience }: Extent): Promise<Observation> {
	const answers: Growing = {};
	try {
		await askFirst(api, answers, patience);
		if (!free && rowsOf(answers.resumes)?.length === 0) {
			throw new Stop('The account has no resume, so nothing can be generated. Nothing was spent.');
		}
		const paidNames = pdf ? [...streamNames, ...fileNames] : streamNames;
		for (const name of free ? freeNames : [...freeNames, ...paidNames]) {
			const asked = answers[name] === undefined ? requests[name](answers) : undefined;
			if (asked) answers[name] = await ask(api, asked, patience);
		}
	} catch (error) {
		if (!(error instanceof Stop)) throw error;
		return { answers, stopped: error.message };
	}
	return { answers };
}

/**
 * Tries keys: the right one, a wrong one, none.
 * @throws {Stop} if the right one does not open the account
 */
async function askFirst(api: Api, answers: Growing, patience: Patience): Promise<void> {
	const resumes = await ask(api, RESUMES, patience);
	if (resumes.status !== 200) {
		const reason = resumes.status === 401 ? 'refuses the key' : "doesn't list the resumes";
		throw new Stop(`${new URL(api.baseUrl).origin} ${reason}: ${statusOf(resumes, api)}.`);
	}
	answers.resumes = resumes;
	answers.wrongKey = await ask({ ...api, key: 'laddro_live_wrong_key' }, RESUMES, patience);
	answers.noKey = await ask({ ...api, key: '' }, RESUMES, patience);
}

/** @throws {Stop} if there is no answer, or it says that there are no credits, or the rate limit is reached */
async function ask(api: Api, asked: Asked, patience: Patience): Promise<Exchange> {
	const reader = new EventReader();
	const isOver = asked.stream ? (bytes: Buffer) => reader.push(bytes) : undefined;
	const answer = await send(api, asked, patience, isOver);
	if (asked.method !== 'GET' && [402, 403].includes(answer.status)) {
		throw new Stop(
			`The account's credits or plan don't allow ${asked.method} ${asked.path}: ${statusOf(answer, api)}. Nothing more was asked for.`,
		);
	}
	if (answer.status !== 429) return answer;
	const wait = answer.headers['retry-after'] ?? 'some';
	throw new Stop(`The rate limit is reached at ${asked.path}. Run this again in ${wait} seconds.`);
}

/** The status and what the API says of it, in one line. */
function statusOf(answer: Exchange, { key }: Api): string {
	const { message, error, code } = fieldsOf(answer);
	const words = [message ?? error, code].filter((each) => typeof each === 'string').join(', ');
	const line = `${answer.status} ${words}`.trim().replace(/\s+/g, ' ').slice(0, 200);
	return key === '' ? line : line.replaceAll(key, '…');
}

/** What the node has to be given so that it asks for the same as was asked here. */
export function idsFor({ resumes, letters, renderPdf }: Answers) {
	const rendered = renderPdf?.asked.path.split('/').at(-2);
	return {
		...POSTING,
		resumeId: firstId(resumes) ?? '',
		letterId: rendered ? decodeURIComponent(rendered) : (firstId(letters) ?? ''),
	};
}
