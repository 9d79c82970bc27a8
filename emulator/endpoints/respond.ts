import type { Account } from '../account/account';
import type { Exchange } from '../http/exchange';
import { paths } from '../wire/api';
import { apiError, rateLimited, Refusal, refuse } from '../wire/errors';
import { generate, type GenerateSettings } from './generate';
import { listResumes, type ResumeListShape } from './listResumes';

export interface ApiSettings extends GenerateSettings {
	readonly resumeListShape: ResumeListShape;
}

/** Handles a request to the API. Never rejects: an unexpected error becomes a 500 that names it. */
export async function respond(
	exchange: Exchange,
	account: Account,
	settings: ApiSettings,
): Promise<void> {
	try {
		await route(exchange, account, settings);
	} catch (error) {
		// A client that leaves while it sends its body makes the reading of the body fail.
		if (exchange.signal.aborted || exchange.request.errored) return;
		if (error instanceof Refusal) await exchange.send(error.answer);
		else if (exchange.response.headersSent) exchange.drop('cut');
		else await exchange.send(apiError(500, `The emulator failed: ${String(error)}`));
	}
}

async function route(exchange: Exchange, account: Account, settings: ApiSettings): Promise<void> {
	const { method, path, query } = exchange.entry;
	admit(exchange, account);
	switch (`${method} ${path}`) {
		case `POST ${paths.tailor}`:
			return await generate('tailor', exchange, account, settings);
		case `POST ${paths.coverLetter}`:
			return await generate('coverLetter', exchange, account, settings);
		case 'GET /v1/resumes':
			return await exchange.send(
				listResumes(account.list('tailor'), query, settings.resumeListShape),
			);
		default:
			throw refuse(404, `Cannot ${method} ${path}`);
	}
}

/** @throws {Refusal} 401 without the key, 429 beyond the rate limit */
function admit({ request }: Exchange, { apiKey, rateLimit }: Account): void {
	const key = request.headers['x-api-key'];
	if (key === undefined) throw refuse(401, 'Missing API key');
	if (key !== apiKey) throw refuse(401, 'Invalid API key');
	const retryAfter = rateLimit.admit();
	if (retryAfter !== undefined) throw new Refusal(rateLimited(retryAfter));
}
