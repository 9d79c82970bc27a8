import { STATUS_CODES } from 'node:http';
import { jsonAnswer, type PlainAnswer } from './answer';

/** An error answer in the documented shape. */
export function apiError(
	status: number,
	message: string,
	headers: Readonly<Record<string, string>> = {},
): PlainAnswer {
	const error = STATUS_CODES[status] ?? 'Error';
	return jsonAnswer(status, { error, message, statusCode: status }, headers);
}

/** 429 with `Retry-After` in seconds. */
export const rateLimited = (seconds: number): PlainAnswer =>
	apiError(429, 'Rate limit exceeded', { 'retry-after': String(seconds) });

/** An error answer in the API's other shape, with a machine-readable code. */
export const codedError = (status: number, error: string, code: string): PlainAnswer =>
	jsonAnswer(status, { error, code });

/** A coded error that names the page where plans and credits are sold. */
export const upgradeError = (status: number, error: string, code: string): PlainAnswer =>
	jsonAnswer(status, { error, code, upgradeUrl: 'https://laddro.com/pricing' });

/** The account has too few credits: 402, though the API is known to answer 403 as well. */
export const outOfCredits = (status = 402): PlainAnswer =>
	upgradeError(status, 'You have run out of credits', 'insufficient_credits');

/** Thrown to refuse a request with an answer that says why. */
export class Refusal extends Error {
	constructor(readonly answer: PlainAnswer) {
		super(`Refused with ${answer.status}`);
	}
}

/** A refusal in the documented shape of errors. */
export const refuse = (status: number, message: string): Refusal =>
	new Refusal(apiError(status, message));
