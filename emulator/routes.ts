import { Refusal } from './checks';
import type { Context } from './context';
import { apiError, rateLimited } from './errors';
import type { Exchange } from './exchange';
import { generate } from './generate';
import { languageList, oneResume, resumePage } from './lists';

/** Lets a request in that carries the key and is within the limit. */
function admit({ request }: Exchange, { apiKey, rateLimit }: Context): void {
	const key = request.headers['x-api-key'];
	if (key !== apiKey) {
		const message = key === undefined ? 'Missing API key' : 'Invalid API key';
		throw new Refusal(apiError(401, message));
	}
	const retryAfter = rateLimit.admit();
	if (retryAfter !== undefined) throw new Refusal(rateLimited(retryAfter));
}

async function answer(exchange: Exchange, context: Context): Promise<void> {
	const { method, path, query } = exchange.entry;
	const route = `${method} ${path}`;
	if (route === 'GET /v1/languages') return exchange.send(languageList());
	admit(exchange, context);
	if (route === 'POST /v1/tailor') return await generate(exchange, context, 'tailor');
	if (route === 'POST /v1/cover-letters/generate') {
		return await generate(exchange, context, 'coverLetter');
	}
	if (route === 'GET /v1/resumes') {
		return exchange.send(resumePage(new URLSearchParams(query), context));
	}
	const id = /^GET \/v1\/resumes\/([^/]+)$/.exec(route)?.[1];
	if (id !== undefined) return exchange.send(oneResume(id, context));
	throw new Refusal(apiError(404, `Cannot ${method} ${path}`));
}

/** Answers a request to the API. Never rejects: what goes wrong here becomes a 500 that says so. */
export async function respond(exchange: Exchange, context: Context): Promise<void> {
	try {
		await answer(exchange, context);
	} catch (error) {
		// A client that leaves while it still sends its body breaks the reading of that body.
		if (exchange.signal.aborted || exchange.request.errored) return;
		if (error instanceof Refusal) exchange.send(error.answer);
		else if (exchange.response.headersSent) exchange.drop('cut');
		else exchange.send(apiError(500, `The emulator failed: ${String(error)}`));
	}
}
