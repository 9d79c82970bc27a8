import { colors, fonts, languages, templateOf, templates } from '../content/catalogue';
import { paths } from '../wire/api';
import { apiError, rateLimited, Refusal, refuse } from '../wire/response';
import { answerJson, type Call } from './call';
import { getDocument, listDocuments, render } from './documents';
import { generate } from './generate';
import { saveLetter } from './saveLetter';

/**
 * What handles a request; `id` is the part of the path that is a variable in the route.
 * @throws {Refusal} if the request is not valid, or the account does not allow it
 */
type Handler = (call: Call, id: string) => Promise<void>;

const routes: Readonly<Record<string, Handler>> = {
	[`POST ${paths.tailor}`]: async (call) => await generate('tailor', call),
	[`POST ${paths.coverLetter}`]: async (call) => await generate('coverLetter', call),
	'GET /v1/resumes': async (call) => await listDocuments('tailor', call),
	'GET /v1/resumes/*': async (call, id) => await getDocument('tailor', call, id),
	'PUT /v1/resumes/*/render': async (call, id) => await render('tailor', call, id),
	'GET /v1/cover-letters': async (call) => await listDocuments('coverLetter', call),
	'POST /v1/cover-letters': saveLetter,
	'GET /v1/cover-letters/*': async (call, id) => await getDocument('coverLetter', call, id),
	'PUT /v1/cover-letters/*/render': async (call, id) => await render('coverLetter', call, id),
	'POST /v1/export': async (call) => await render('tailor', call, ''),
};

/** The routes that need no key. */
const publicRoutes: Readonly<Record<string, Handler>> = {
	'GET /v1/templates': async (call) =>
		await answerJson(call, { templates: templates.map(summary) }),
	'GET /v1/templates/*': getTemplate,
	'GET /v1/fonts': async (call) => await answerJson(call, { fonts }),
	'GET /v1/languages': async (call) => await answerJson(call, { languages }),
};

/** What the list of templates says about one. */
function summary(template: (typeof templates)[number]) {
	const { id, name, atsScore, layoutType, supportsProfileImage, defaults } = template;
	return { id, name, atsScore, layoutType, supportsProfileImage, defaults };
}

/** Sends a template with the colours and fonts that it comes in. */
async function getTemplate(call: Call, id: string): Promise<void> {
	const template = templateOf(id);
	if (template === undefined) throw refuse(404, 'Template not found');
	await answerJson(call, {
		...summary(template),
		availableColors: colors.filter((color) => template.colors.includes(color.id)),
		availableFonts: fonts.filter(({ family }) => template.fonts.includes(family)),
	});
}

/** Handles a request to the API. Never rejects: an unexpected error becomes a 500 that names it. */
export async function respond(call: Call): Promise<void> {
	const { exchange } = call;
	try {
		await route(call);
	} catch (error) {
		// A client that leaves while it sends its body makes the reading of the body fail.
		if (exchange.signal.aborted || exchange.request.errored) return;
		if (exchange.hasBegun) return exchange.drop('cut');
		const response =
			error instanceof Refusal
				? error.response
				: apiError(500, `The emulator failed: ${String(error)}`);
		await exchange.send(response);
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
