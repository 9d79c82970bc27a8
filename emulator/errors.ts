import { STATUS_CODES } from 'node:http';
import { jsonPlan, type PlainPlan } from './plan';

/** An error answer in the API's documented shape. */
export function apiError(
	status: number,
	message: string,
	headers: Readonly<Record<string, string>> = {},
): PlainPlan {
	const error = STATUS_CODES[status] ?? 'Error';
	return jsonPlan(status, { error, message, statusCode: status }, headers);
}

/** 402 in the API's other shape, with the place where credits are sold. */
export function outOfCredits(): PlainPlan {
	return jsonPlan(402, {
		error: 'You have run out of credits',
		code: 'insufficient_credits',
		upgradeUrl: 'https://laddro.com/pricing',
	});
}

/** 429 with the seconds (or the HTTP date) to wait. */
export function rateLimited(retryAfter: number | string): PlainPlan {
	return apiError(429, 'Rate limit exceeded', { 'retry-after': String(retryAfter) });
}
