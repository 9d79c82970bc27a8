import { call } from '../api/call';
import { documentPages } from '../api/documentPages';
import { json } from '../api/readJson';
import type { ApiRequest } from '../api/request';
import { documentIdOf, documentRequest, savedDocuments } from '../api/savedDocuments';
import type { Sections } from '../stream/streamReader';
import type { CallSetting } from './generate';
import { copyIn } from './readBack';

/** Milliseconds for each request. What the run's pace and a rate limit take does not count. */
const TIME = 46_000;

/** Pages of the list of resumes in which the default one is looked for. */
const MOST_PAGES = 20;

/** The resumes that the documents of one run are versions of. Each is read once, which costs nothing. */
export class Sources {
	/** By id; `null` for the account's default one. */
	private readonly known = new Map<string | null, Promise<Sections | undefined>>();

	/** The sections of a resume; `undefined` where it could not be read. */
	async read(id: string | null, setting: CallSetting): Promise<Sections | undefined> {
		const known = this.known.get(id) ?? readSource(id, setting);
		this.known.set(id, known);
		return await known;
	}
}

async function readSource(id: string | null, setting: CallSetting): Promise<Sections | undefined> {
	const known = id ?? (await defaultResumeId(setting));
	if (known === undefined) return undefined;
	const { value } = await ask(documentRequest('resume', known), setting);
	const copy = value && (await copyIn(value, known, { type: 'resume', language: undefined }));
	// A copy that names another id is another document.
	return copy?.documentId === known ? copy.sections : undefined;
}

async function defaultResumeId(setting: CallSetting): Promise<string | undefined> {
	const path = savedDocuments.resume.listPath;
	let pages = 0;
	for await (const { rows } of documentPages(
		async (query) => await ask({ method: 'GET', path, query }, setting),
	)) {
		const row = rows.find(({ isDefault }) => isDefault === true);
		if (row) return documentIdOf('resume', row);
		if (++pages === MOST_PAGES) break;
	}
	return undefined;
}

/** What has been paid for is not to fail by this, nor are other items. */
async function ask(request: ApiRequest, { limits, context, signal }: CallSetting) {
	const { maxRetries, idleTimeout, timeout: longestHold } = limits;
	const gate = { ...context.gate.urgent, shut: () => {} };
	const own = { maxRetries, idleTimeout, timeout: TIME, longestHold };
	return await call(request, json, own, { ...context, gate }, signal);
}
