import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { Failure, StatusMeaning } from '../../../nodes/Laddro/common/failure';
import { pickerError } from '../../../nodes/Laddro/output/nodeError';
import { NODE } from './generation';

const describedAs = (failure: Failure) => pickerError(NODE, failure).description;

const status = (meaning: StatusMeaning): Failure => ({ kind: 'status', statusCode: 400, meaning });

describe("The error of a picker's list", () => {
	it.each<[StatusMeaning, RegExp]>([
		['badRequest', /^Laddro did not accept the request for this list\. Check 'Base URL'/],
		['forbidden', /Check the account's plan and the key's permissions\.$/],
		['keyRefused', /^Check 'API Key' in the Laddro API credential\.$/],
		['noCredits', /^The credits are used up\./],
		['notFound', /^Laddro does not have this list at this address\. Check 'Base URL'/],
		['notModified', /^A cache or proxy .* Check 'Base URL'/],
		['planTooSmall', /Upgrade the plan\.$/],
		['rateLimit', /for now: open the list again in a minute\.$/],
		['redirect', /Check 'Base URL' in the Laddro API credential\.$/],
		['scopeMissing', /Use a key that may read this list\.$/],
		['serverError', /^Laddro is unavailable at the moment: open the list again later\.$/],
		['tooLarge', /^Laddro did not accept the request for this list\. Check 'Base URL'/],
		['unavailable', /^Laddro is unavailable at the moment: open the list again later\.$/],
		['unprocessable', /^Laddro did not accept the request for this list\. Check 'Base URL'/],
	])('The advice for "%s" is what one can do in the editor: %s', (meaning, advice) => {
		expect(describedAs(status(meaning))).toMatch(advice);
	});

	it.each<Failure>([
		...(
			['badRequest', 'noCredits', 'notFound', 'rateLimit', 'scopeMissing', 'unavailable'] as const
		).map(status),
		{ kind: 'connection', code: 'ECONNREFUSED', mayBeDelivered: false },
		{ kind: 'interrupted', cause: 'silence' },
		{ kind: 'unexpectedAnswer', expected: 'json', statusCode: 200, contentType: 'text/html' },
		{ kind: 'request', code: 'CERT_HAS_EXPIRED' },
		{ kind: 'request' },
	])('It says nothing of items, tries, runs or charges: %j', (failure) => {
		const { message, description } = pickerError(NODE, failure);
		expect(`${message} ${description}`).not.toMatch(
			/\b(items?|tr(y|ies)|retries|run|charged|Max Retries|Concurrency)\b/i,
		);
	});

	it.each<Failure>([
		{ kind: 'connection', code: 'ECONNREFUSED', mayBeDelivered: false },
		{ kind: 'interrupted', cause: 'silence' },
	])('Without a response the advice is to check the address: %j', (failure) => {
		expect(describedAs(failure)).toBe(
			"Check 'Base URL' in the Laddro API credential, and that this n8n may connect to it. If both are right, open the list again later.",
		);
	});

	it('The advice ends with the address where credits can be bought, where the API names one.', () => {
		const upgradeUrl = 'https://laddro.com/upgrade';
		const failure = { kind: 'status', statusCode: 402, meaning: 'noCredits', upgradeUrl } as const;
		expect(describedAs(failure)).toBe(`${describedAs(status('noCredits'))} ${upgradeUrl}`);
	});

	it('A credential that cannot be used is an operation error with its own advice.', () => {
		const error = pickerError(NODE, { kind: 'parameter', message: 'Wrong', advice: 'Correct it.' });
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({ message: 'Wrong', description: 'Correct it.' });
	});

	it('A status is an API error with the status, for which the editor links to the credential.', () => {
		const error = pickerError(NODE, { kind: 'status', statusCode: 401, meaning: 'keyRefused' });
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({ httpCode: '401' });
	});
});
