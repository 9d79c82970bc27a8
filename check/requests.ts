import { fieldsOf, idOf, isFields, rowsOf, type ApiRequest, type Exchange } from './exchange';
import { send, Stop, type Api } from './send';
import { readStream } from './stream';

/** The responses that there were, by the names of their requests. */
type Seen = Readonly<Partial<Record<string, Exchange>>>;
export type Responses = Readonly<Partial<Record<ResponseName, Exchange>>>;

/** What is asked for, by a name that the facts use. */
export type ResponseName = keyof typeof steps;

/** A request, made from the responses before it; undefined where they do not allow it. */
type Make = (seen: Seen) => ApiRequest | undefined;

interface Step {
	readonly make: Make;
	/** In place of the user's own. */
	readonly key?: string;
	readonly kind: 'free' | 'stream' | 'file';
	/** What it generates. */
	readonly what?: string;
	/** By the documented prices. Laddro's other clients name others, so that they are said but never relied on. */
	readonly credits: number;
}

/** What is going to be asked for. */
export interface Scope {
	/** Only what costs nothing. */
	readonly free: boolean;
	/** Files as well. */
	readonly pdf: boolean;
}

/** Nobody's posting, long enough for the API. */
const POSTING = {
	jobDescription:
		'A public library is looking for a coordinator of its reading programmes. You plan events for schools and families, train volunteers, keep the budget, and report what the programmes achieve. You have some years of experience in coordinating projects, write clearly, and enjoy working with people of all ages.',
};
const TAILOR = '/v1/tailor';
const LETTER = '/v1/cover-letters/generate';
const RESUMES = '/v1/resumes';
const LETTERS = '/v1/cover-letters';

const get = (path: string): ApiRequest => ({ method: 'GET', path, stream: false });
const post = (path: string, body: ApiRequest['body'], stream = false): ApiRequest => {
	return { method: 'POST', path, body, stream };
};
const getOne = (path: string, id: string | undefined): ApiRequest | undefined =>
	id === undefined ? undefined : get(`${path}/${encodeURIComponent(id)}`);

/** The id of the default document of a list, or of its first one. */
const firstId = (list: Exchange | undefined): string | undefined => {
	const rows = rowsOf(list) ?? [];
	return idOf(rows.find(({ isDefault }) => isDefault === true) ?? rows[0]);
};

const firstTemplate = (list: Exchange | undefined): string | undefined => {
	const { templates } = fieldsOf(list);
	return Array.isArray(templates) ? idOf(templates.find(isFields)) : undefined;
};

/** The field of a body that chooses the default resume. */
const chosen = ({ resumes }: Seen) => {
	const resumeId = firstId(resumes);
	return resumeId === undefined ? {} : { resumeId };
};

/** The id of the letter that is rendered. */
const letterId = ({ letters, coverLetter }: Seen): string | undefined =>
	storedId(coverLetter)?.id ?? firstId(letters);

/** The id under which the response to a call for a stream says that its document is stored. */
export function storedId(response: Exchange | undefined) {
	if (response === undefined) return undefined;
	const isLetter = response.request.path.startsWith(LETTERS);
	const header = response.headers[isLetter ? 'x-cover-letter-id' : 'x-resume-id'];
	if (header !== undefined) return { id: header, place: 'a header' };
	const field = isLetter ? 'coverLetterId' : 'resumeId';
	const event = readStream(response).last?.fields[field];
	if (event !== undefined) return { id: String(event), place: 'the last event' };
	const json = fieldsOf(response);
	const id = idOf(json) ?? idOf(isFields(json.data) ? json.data : {});
	return id === undefined ? undefined : { id, place: 'the JSON' };
}

const free = (make: Make): Step => ({ kind: 'free', credits: 0, make });
const stream = (credits: number, what: string, path: string): Step => {
	return { kind: 'stream', credits, what, make: () => post(path, POSTING, true) };
};
const file = (credits: number, what: string, make: Make): Step => {
	return { kind: 'file', credits, what, make };
};
const generated = (path: string, more = {}): Make => {
	return (seen) => post(path, { ...POSTING, ...chosen(seen), ...more });
};

const listOfResumes = free(() => get(`${RESUMES}?limit=50&offset=0`));

/**
 * All requests, in their order. The streams leave the resume out, so that the default one is used; the files name it.
 */
const steps = {
	resumes: listOfResumes,
	wrongKey: { ...listOfResumes, key: 'laddro_live_wrong_key' },
	noKey: { ...listOfResumes, key: '' },
	secondResume: free(() => get(`${RESUMES}?limit=1&offset=1`)),
	resume: free(({ resumes }) => getOne(RESUMES, firstId(resumes))),
	missingResume: free(() => get(`${RESUMES}/00000000-0000-4000-8000-000000000000`)),
	letters: free(() => get(`${LETTERS}?limit=50&offset=0`)),
	letter: free(({ letters }) => getOne(LETTERS, firstId(letters))),
	templates: free(() => get('/v1/templates')),
	template: free(({ templates }) => getOne('/v1/templates', firstTemplate(templates))),
	fonts: free(() => get('/v1/fonts')),
	languages: free(() => get('/v1/languages')),
	tailor: stream(3, 'a tailored resume, as a stream', TAILOR),
	storedResume: free(({ tailor }) => getOne(RESUMES, storedId(tailor)?.id)),
	coverLetter: stream(2, 'a cover letter, as a stream', LETTER),
	storedLetter: free(({ coverLetter: stream }) => getOne(LETTERS, storedId(stream)?.id)),
	tailorPdf: file(3, 'a tailored resume, as a PDF', generated(TAILOR)),
	coverLetterPdf: file(2, 'a cover letter, as a PDF', generated(LETTER)),
	bothZip: file(
		5,
		'a resume with its letter, as a ZIP',
		generated(TAILOR, { includeCoverLetter: true }),
	),
	exportPdf: file(1, 'a stored resume, as a PDF', ({ resumes }) =>
		firstId(resumes) === undefined ? undefined : post('/v1/export', chosen({ resumes })),
	),
	renderPdf: file(1, 'a stored cover letter, as a PDF', (seen) => {
		const one = getOne(LETTERS, letterId(seen));
		return one && { ...one, method: 'PUT', path: `${one.path}/render` };
	}),
};

const stepsIn = (scope: Scope) =>
	Object.entries<Step>(steps).filter(
		([, { kind }]) => kind === 'free' || (!scope.free && (scope.pdf || kind === 'stream')),
	);

/** Credits that a check may cost. */
export const creditsFor = (scope: Scope): number =>
	stepsIn(scope).reduce((total, [, { credits }]) => total + credits, 0);

/** What a check is going to send. */
export function planOf(scope: Scope): string {
	const lines = stepsIn(scope).flatMap(([, { what, credits }]) =>
		what ? [`  ${what}: ${credits}`] : [],
	);
	const start = 'It asks for lists and single documents, which cost nothing';
	if (lines.length === 0) return `${start}.`;
	return `${start}, and generates (credits by the documented prices):\n${lines.join('\n')}\nThat may cost ${creditsFor(scope)} credits. The node itself is then run on the same responses, at no further cost.`;
}

/** What the node has to be given so that it sends the same requests. */
export const nodeInput = (seen: Seen) => ({
	...POSTING,
	resumeId: firstId(seen.resumes) ?? '',
	letterId: letterId(seen) ?? '',
});

/**
 * Asks the API everything, up to the first response after which that makes no sense. What has been paid for is never
 * lost: `stopped` says why there are no more responses, if they end early.
 */
export async function observe(
	api: Api,
	scope: Scope,
): Promise<{ responses: Responses; stopped?: string }> {
	const responses: Partial<Record<string, Exchange>> = {};
	try {
		for (const [name, { make, key = api.key }] of stepsIn(scope)) {
			const request = make(responses);
			if (request === undefined) continue;
			const response = await responseTo({ ...api, key }, request);
			responses[name] = response;
			if (name === 'resumes') checkAccount(response, api, scope);
		}
	} catch (error) {
		if (!(error instanceof Stop)) throw error;
		return { responses, stopped: error.message };
	}
	return { responses };
}

/** @throws {Stop} if an account with this list of resumes can't be checked */
function checkAccount(resumes: Exchange, api: Api, { free }: Scope): void {
	if (resumes.status !== 200) {
		const reason = resumes.status === 401 ? 'refuses the key' : "doesn't list the resumes";
		throw new Stop(`${new URL(api.baseUrl).origin} ${reason}: ${statusOf(resumes, api)}.`);
	}
	if (!free && rowsOf(resumes)?.length === 0) {
		throw new Stop('The account has no resume, so nothing can be generated. Nothing was spent.');
	}
}

/** @throws {Stop} if there is no response, or it says that there are no credits, or the rate limit is reached */
async function responseTo(api: Api, request: ApiRequest): Promise<Exchange> {
	const { method, path } = request;
	const response = await send(api, request);
	if (method !== 'GET' && [402, 403].includes(response.status)) {
		throw new Stop(
			`The account's credits or plan don't allow ${method} ${path}: ${statusOf(response, api)}. Nothing more was asked for.`,
		);
	}
	if (response.status !== 429) return response;
	const wait = response.headers['retry-after'] ?? 'some';
	throw new Stop(`The rate limit is reached at ${path}. Run this again in ${wait} seconds.`);
}

/** The status and what the API says of it, in one line. */
function statusOf(response: Exchange, { key }: Api): string {
	const { message, error, code } = fieldsOf(response);
	const words = [message ?? error, code].filter((each) => typeof each === 'string').join(', ');
	const line = `${response.status} ${words}`.trim().replace(/\s+/g, ' ').slice(0, 200);
	return key === '' ? line : line.replaceAll(key, '…');
}
