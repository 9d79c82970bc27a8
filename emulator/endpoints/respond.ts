import { languages } from '../content/catalogue';
import { paths } from '../wire/api';
import { apiError, rateLimited, Refusal, refuse } from '../wire/errors';
import type { Call } from './call';
import { fontList, getTemplate, sendList, templateList } from './catalogue';
import { getDocument, listDocuments, storeLetter } from './documents';
import { generate } from './generate';
import { download, exportResume, render } from './render';

/** What handles a request; `id` is the part of the path that is a variable in the route. */
type Handler = (call: Call, id: string) => Promise<void>;

const routes: Readonly<Record<string, Handler>> = {
	[`POST ${paths.tailor}`]: async (call) => await generate('tailor', call),
	[`POST ${paths.coverLetter}`]: async (call) => await generate('coverLetter', call),
	'GET /v1/resumes': async (call) => await listDocuments('tailor', call),
	'GET /v1/resumes/*': async (call, id) => await getDocument('tailor', call, id),
	'PUT /v1/resumes/*/render': async (call, id) => await render('tailor', call, id),
	'GET /v1/cover-letters': async (call) => await listDocuments('coverLetter', call),
	'POST /v1/cover-letters': storeLetter,
	'GET /v1/cover-letters/*': async (call, id) => await getDocument('coverLetter', call, id),
	'PUT /v1/cover-letters/*/render': async (call, id) => await render('coverLetter', call, id),
	'POST /v1/export': exportResume,
};

/** The routes that need no key. */
const publicRoutes: Readonly<Record<string, Handler>> = {
	'GET /v1/templates': async (call) => await sendList(call, 'templates', templateList),
	'GET /v1/templates/*': getTemplate,
	'GET /v1/fonts': async (call) => await sendList(call, 'fonts', fontList),
	'GET /v1/languages': async (call) => await sendList(call, 'languages', languages),
	'GET /v1/downloads/*': download,
};

/** Handles a request to the API. Never rejects: an unexpected error becomes a 500 that names it. */
export async function respond(call: Call): Promise<void> {
	const { exchange } = call;
	try {
		await route(call);
	} catch (error) {
		// A client that leaves while it sends its body makes the reading of the body fail.
		if (exchange.signal.aborted || exchange.request.errored) return;
		if (error instanceof Refusal) await exchange.send(error.answer);
		else if (exchange.response.headersSent) exchange.drop('cut');
		else await exchange.send(apiError(500, `The emulator failed: ${String(error)}`));
	}
}

async function route(call: Call): Promise<void> {
	const { method, path } = call.exchange.entry;
	const [, version = '', name = '', id = '', ...rest] = path.split('/');
	const pattern = ['', version, name, '*', ...rest].join('/');
	const find = (table: typeof routes) =>
		table[`${method} ${path}`] ?? (id && table[`${method} ${pattern}`]);
	const open = find(publicRoutes);
	if (!open) checkKey(call);
	const retryAfter = call.account.rateLimit.admit();
	if (retryAfter !== undefined) throw new Refusal(rateLimited(retryAfter));
	const handler = open || find(routes);
	if (!handler) throw refuse(404, `Cannot ${method} ${path}`);
	await handler(call, decodeURIComponent(id));
}

/** @throws {Refusal} 401 without the key */
function checkKey({ exchange, account }: Call): void {
	const key = exchange.request.headers['x-api-key'];
	if (key === undefined) throw refuse(401, 'Missing API key');
	if (key !== account.apiKey) throw refuse(401, 'Invalid API key');
}
