import type { Failure } from '../common/failure';
import { hasId, type ApiRequest, type Reading } from './request';

/** Whether credits were charged, as far as that can be known. */
export type Charged = 'no' | 'maybe' | 'yes';

/** What is known of several requests together. */
export function chargedTogether(all: Iterable<Charged>): Charged {
	const known = new Set(all);
	return known.has('yes') ? 'yes' : known.has('maybe') ? 'maybe' : 'no';
}

/** What one try of a call that costs credits was charged. The API charges for a 2xx only. */
export function chargeOf(
	request: ApiRequest,
	{ value, isEmpty, failure, ids = {} }: Reading<unknown>,
): Charged {
	const hasContent = value !== undefined && !isEmpty;
	if (!failure || hasContent || failure.kind === 'nothingGenerated') return 'yes';
	if (!mayBeCharged(failure)) return 'no';
	const namesResult = Object.values(ids).some((id: unknown) => !hasId(request, String(id)));
	return namesResult ? 'yes' : 'maybe';
}

/** Whether the request may have been delivered, and the failure does not say that it was refused. */
function mayBeCharged(failure: Failure): boolean {
	switch (failure.kind) {
		case 'connection':
			return failure.mayBeDelivered;
		case 'status':
			return failure.meaning === 'serverError';
		case 'streamError':
			return !(failure.isFirstEvent && isRefusal(failure.statusCode));
		case 'parameter':
		case 'request':
		case 'rateLimited':
			return false;
		case 'interrupted':
		case 'unexpectedAnswer':
		case 'nothingGenerated':
		case 'stopped':
		case 'internal':
			return true;
	}
}

/** Whether the status in a stream's first event says that the server has not taken the request on. */
function isRefusal(statusCode = 0): boolean {
	return statusCode === 503 || (statusCode >= 400 && statusCode <= 499);
}
