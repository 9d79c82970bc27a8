import type {
	Failure,
	Interruption,
	StatusFailure,
	StatusMeaning,
	StreamErrorFailure,
} from '../../../nodes/Laddro/common/failure';
import { failureText } from '../../../nodes/Laddro/output/failureText';

const UPGRADE = 'https://laddro.com/upgrade';
const MAY_BE_CHARGED =
	'Credits may have been charged, so the request is not repeated. Check your credits before you request this document again.';

function status(meaning: StatusMeaning, rest: Partial<StatusFailure> = {}) {
	return failureText({ kind: 'status', statusCode: 418, meaning, ...rest });
}

describe('A response whose status is no success', () => {
	it.each<[StatusMeaning, RegExp]>([
		['badRequest', /Check the parameters\.$/],
		['forbidden', /Check the account's plan and the key's permissions\.$/],
		['keyRefused', /^Check 'API Key' in the Laddro API credential\.$/],
		[
			'noCredits',
			/^The credits are used up\. Buy more, or wait until the account gets new ones\.$/,
		],
		['notFound', /^Choose another resume in 'Resume', or leave it empty .* 'Base URL'/],
		['notModified', /^A cache or proxy .* without caching\. Check 'Base URL'/],
		['planTooSmall', /^The account's plan does not include this\. Upgrade the plan\.$/],
		[
			'rateLimit',
			/Lower 'Requests per Minute' or 'Max Concurrency', or raise 'Max Retries', in 'Lim/,
		],
		['redirect', /^Redirects are not followed, because .* Check 'Base URL' in the Laddro API/],
		['scopeMissing', /^The API key lacks a permission\. Use a key that may generate documents\.$/],
		['headersTooLarge', /^Something between n8n and Laddro, such as a proxy, .* Check 'Base URL'/],
		['legalReasons', /^The request is blocked for legal reasons/],
		['notTakenOn', /^Laddro did not take the request on in time\. .* raise 'Max Retries'/],
		['proxyLogin', /^The proxy between n8n and Laddro requires a login\./],
		['wrongServer', /^The server that responded is not Laddro's API, .* Check 'Base URL'/],
		[
			'serverError',
			/^Laddro is unavailable at the moment\. Try again later\. Credits may have been charged/,
		],
		['tooLarge', /^Shorten 'Job Posting', or use a smaller file\. Laddro accepts 10 MB at most\.$/],
		[
			'unavailable',
			/^Laddro is unavailable at the moment\. Try .* later, or raise 'Max Retries' in 'Limits and/,
		],
		['unprocessable', /^Check 'Job Posting', and the file if one is sent\. The posting may be/],
	])('The advice for "%s" is what the user can do: %s', (meaning, advice) => {
		expect(status(meaning).advice).toMatch(advice);
	});

	it("The message is the API's own, and without one it names the status.", () => {
		expect(status('notFound', { message: 'Resume not found' }).message).toBe('Resume not found');
		expect(status('notFound').message).toBe('Laddro responded with status 418');
	});

	it('The advice ends with the address where credits can be bought, where the API names one.', () => {
		const without = status('noCredits').advice;
		expect(status('noCredits', { upgradeUrl: UPGRADE }).advice).toBe(`${without} ${UPGRADE}`);
	});

	it.each<StatusMeaning>(['forbidden', 'keyRefused', 'notFound', 'tooLarge', 'badRequest'])(
		'The advice for "%s" says that a proxy may have responded where the body is not the JSON of the API.',
		(meaning) => {
			const proxy =
				/Something between n8n and Laddro, such as a proxy or a login page, may have resp/;
			expect(status(meaning, { isJson: false }).advice).toMatch(proxy);
			expect(status(meaning, { isJson: true }).advice).not.toMatch(proxy);
		},
	);

	it.each<StatusMeaning>(['redirect', 'notModified', 'proxyLogin', 'wrongServer', 'rateLimit'])(
		'The advice for "%s" is the same whatever the body is.',
		(meaning) => {
			expect(status(meaning, { isJson: false })).toEqual(status(meaning));
		},
	);

	it('The advice says that credits may have been charged only where Laddro may be at work.', () => {
		expect(status('unavailable').advice).not.toMatch(/charged/);
		const failure = { kind: 'status', statusCode: 504, meaning: 'serverError' } as const;
		expect(failureText(failure).advice).toContain(MAY_BE_CHARGED);
		expect(failureText(failure, { charged: 'no' }).advice).not.toMatch(/charged/);
	});
});

describe('A rate limit that lasts longer than an item may take', () => {
	const retryAt = Date.parse('2026-11-24T14:04:01Z');
	const failure = { kind: 'rateLimited', statusCode: 429, retryAt } as const;

	it('The advice says when to run again.', () => {
		expect(failureText(failure)).toEqual({
			message: 'Laddro responded with status 429',
			advice:
				'Laddro accepts no more requests with this key until 2026-11-24 14:05 UTC. Run the node again after that.',
		});
	});

	it("The message is the API's own, and the advice ends with the address of an upgrade.", () => {
		const { message, advice } = failureText({
			...failure,
			message: 'Slow down',
			upgradeUrl: UPGRADE,
		});
		expect(message).toBe('Slow down');
		expect(advice).toBe(`${failureText(failure).advice} ${UPGRADE}`);
	});
});

describe('A request that could not be made', () => {
	it('A failed connection is named by its code, with the advice to check the address.', () => {
		const failure = { kind: 'connection', code: 'ECONNREFUSED', mayBeDelivered: false } as const;
		expect(failureText(failure)).toEqual({
			message: 'Laddro could not be reached (ECONNREFUSED)',
			advice:
				"Check 'Base URL' in the Laddro API credential, and that this n8n may connect to it. If both are right, try again later.",
		});
	});

	it('A proxy that did not connect is named, and nothing was charged.', () => {
		const failure = { kind: 'connection', code: 'proxy', mayBeDelivered: false } as const;
		expect(failureText(failure)).toEqual({
			message: 'The proxy between n8n and Laddro did not connect',
			advice: 'Check the proxy that n8n is started with, and that it may connect to Laddro.',
		});
	});

	it('A connection that broke when the request was sent may have been charged, unless it is free.', () => {
		const failure = { kind: 'connection', code: 'ECONNRESET', mayBeDelivered: true } as const;
		const message = 'The connection to Laddro broke before it responded (ECONNRESET)';
		expect(failureText(failure)).toEqual({ message, advice: MAY_BE_CHARGED });
		expect(failureText(failure, { charged: 'no' })).toEqual({
			message,
			advice: 'Try again later.',
		});
	});

	it.each([
		['DEPTH_ZERO_SELF_SIGNED_CERT', /does not trust/, /NODE_EXTRA_CA_CERTS/],
		['SELF_SIGNED_CERT_IN_CHAIN', /does not trust/, /NODE_EXTRA_CA_CERTS/],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /does not trust/, /NODE_EXTRA_CA_CERTS/],
		['UNABLE_TO_GET_ISSUER_CERT', /does not trust/, /NODE_EXTRA_CA_CERTS/],
		['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', /does not trust/, /NODE_EXTRA_CA_CERTS/],
		['CERT_UNTRUSTED', /does not trust/, /NODE_EXTRA_CA_CERTS/],
		['CERT_SIGNATURE_FAILURE', /does not trust/, /NODE_EXTRA_CA_CERTS/],
		['CERT_HAS_EXPIRED', /is not valid today/, /Check the clock .* has to be renewed/],
		['CERT_NOT_YET_VALID', /is not valid today/, /Check the clock .* has to be renewed/],
		[
			'ERR_TLS_CERT_ALTNAME_INVALID',
			/is for another host name/,
			/^In 'Base URL', use the host name/,
		],
		['EPROTO', /does not accept n8n's https connection/, /Check 'Base URL' .* port/],
		[
			'ERR_SSL_WRONG_VERSION_NUMBER',
			/does not accept n8n's https connection/,
			/Check 'Base URL' .* port/,
		],
	])(
		'The TLS error %s is put into words, with the code, and with what to do about it.',
		(code, happened, toDo) => {
			const { message, advice } = failureText({ kind: 'request', code, message: 'raw words' });
			expect(message).toMatch(happened);
			expect(message).toMatch(new RegExp(` \\(${code}\\)$`));
			expect(message).not.toContain('raw words');
			expect(advice).toMatch(toDo);
		},
	);

	it('Any other request that could not be made keeps its own words, and the advice is to check the credential.', () => {
		for (const code of [undefined, 'ERR_INVALID_URL']) {
			expect(failureText({ kind: 'request', code, message: 'Invalid URL' })).toEqual({
				message: 'Invalid URL',
				advice: 'Check the Laddro API credential.',
			});
		}
	});

	it('A request that could not be made for no known reason gets a sentence.', () => {
		expect(failureText({ kind: 'request' }).message).toBe(
			'The request to Laddro could not be made',
		);
	});
});

describe('A response of another kind than asked for', () => {
	const unexpected = { kind: 'unexpectedAnswer', expected: 'stream', statusCode: 200 } as const;

	it('The message names the content type and what was asked for.', () => {
		expect(failureText({ ...unexpected, contentType: 'text/html; charset=utf-8' }).message).toBe(
			'Laddro responded with "text/html; charset=utf-8" instead of a document',
		);
		expect(failureText({ ...unexpected, expected: 'json', contentType: 'text/html' }).message).toBe(
			'Laddro responded with "text/html" instead of JSON',
		);
	});

	it('The advice on a file whose text is missing does not speak of a proxy.', () => {
		const { advice } = failureText({ ...unexpected, expected: 'text', contentType: 'a/pdf' });
		expect(advice).toMatch(/^The document came as a file, and its text could not be read/);
		expect(advice).not.toContain('Base URL');
	});

	it('The message says that a PDF file was asked for.', () => {
		expect(failureText({ ...unexpected, expected: 'file', contentType: 'text/html' }).message).toBe(
			'Laddro responded with "text/html" instead of a PDF file',
		);
		expect(failureText({ ...unexpected, expected: 'file' }).advice).toMatch(
			/may have been charged\.$/,
		);
	});

	it.each([undefined, ''])(
		'The message says that the content type is missing when it is %j.',
		(contentType) => {
			expect(failureText({ ...unexpected, contentType }).message).toBe(
				"Laddro's response has no content type; expected a document",
			);
		},
	);

	it('The advice is to check the Base URL, and says that a paid request may have been charged.', () => {
		expect(failureText(unexpected).advice).toMatch(
			/proxy or a login page.* Check 'Base URL' in the Laddro API credential\. If Laddro itself responded, credits may have been charged\.$/,
		);
	});

	it('The advice for a list, which costs nothing, says nothing of credits.', () => {
		expect(failureText({ ...unexpected, expected: 'json' }).advice).toMatch(
			/in the Laddro API credential\.$/,
		);
	});
});

describe('An error in the stream', () => {
	const error = (rest: Partial<StreamErrorFailure> = {}): StreamErrorFailure => ({
		kind: 'streamError',
		isFirstEvent: false,
		...rest,
	});

	it("The message is the API's own, and without one it is a sentence.", () => {
		expect(failureText(error({ message: 'Overloaded' })).message).toBe('Overloaded');
		expect(failureText(error()).message).toBe('Laddro could not finish the document');
	});

	it('The advice for an error without a status is to check the credits.', () => {
		expect(failureText(error({ isFirstEvent: true })).advice).toBe(MAY_BE_CHARGED);
	});

	it('The advice for an error with a status is that of the status, and to check the credits.', () => {
		const { advice } = failureText(error({ statusCode: 422, meaning: 'unprocessable' }));
		expect(advice).toBe(`${status('unprocessable').advice} ${MAY_BE_CHARGED}`);
	});

	it('The advice for used-up credits does not give the charge as the reason for no further request.', () => {
		const { advice } = failureText(
			error({ statusCode: 402, meaning: 'noCredits', upgradeUrl: UPGRADE }),
		);
		expect(advice).toBe(
			`${status('noCredits').advice} ${UPGRADE} . Credits may have been charged for this request.`,
		);
	});

	it.each([
		[429, 'rateLimit'],
		[503, 'unavailable'],
	] as const)(
		'The advice for %d as the very first event, for which nothing is charged, is that of the status alone.',
		(statusCode, meaning) => {
			const { advice } = failureText(error({ statusCode, meaning, isFirstEvent: true }));
			expect(advice).toBe(status(meaning).advice);
		},
	);

	it.each([
		[429, 'rateLimit', false],
		[503, 'unavailable', false],
		[500, 'unavailable', true],
		[502, 'unavailable', true],
	] as const)(
		'The advice for %d (%s), first event: %s, is to check the credits and not to raise the retries.',
		(statusCode, meaning, isFirstEvent) => {
			const { advice } = failureText(error({ statusCode, meaning, isFirstEvent }));
			expect(advice).toBe(MAY_BE_CHARGED);
		},
	);
});

describe('A stream that is not complete', () => {
	it.each<[Interruption, number | undefined, string]>([
		['ended', undefined, "Laddro's response ended before the document was complete"],
		['connectionCut', undefined, "Laddro's response broke off before the document was complete"],
		['malformedEvent', undefined, "Laddro's response contained an event that cannot be read"],
		['eventTooLarge', undefined, "Laddro's response contained an event larger than 8 MiB"],
		['streamTooLarge', undefined, "Laddro's response is larger than 64 MiB"],
		['fileCut', undefined, 'The file ended before it was complete'],
		['notTheFile', undefined, 'The file received does not match its content type'],
		['responseTooLarge', undefined, "Laddro's response is larger than 64 MiB"],
		['notStored', undefined, 'n8n could not store the file'],
		['silence', 60_000, 'Laddro sent nothing for 60 seconds'],
		['silence', undefined, 'Laddro did not respond in time'],
		['timeUp', 300_000, 'The item took longer than 300 seconds'],
		['timeUp', undefined, 'The item took too long'],
	])('The interruption "%s" with the limit %s reads: %s', (cause, limit, message) => {
		const text = failureText({ kind: 'interrupted', cause, limit });
		expect(text.message).toBe(message);
		expect(text.advice?.startsWith(MAY_BE_CHARGED)).toBe(true);
	});

	it.each<[Interruption, string]>([
		['silence', "If Laddro needs longer, raise 'Idle Timeout (Seconds)' in 'Limits and Retries'."],
		['timeUp', "If Laddro needs longer, raise 'Timeout (Seconds)' in 'Limits and Retries'."],
		['notStored', 'Check that the disk or storage for binary data has space left.'],
	])('The advice for "%s" ends with what can be done about it.', (cause, sentence) => {
		expect(failureText({ kind: 'interrupted', cause, limit: 1000 }).advice).toBe(
			`${MAY_BE_CHARGED} ${sentence}`,
		);
	});

	it.each<Interruption>(['connectionCut', 'fileCut', 'responseTooLarge'])(
		'The advice for "%s" of a call that costs nothing says nothing of credits.',
		(cause) => {
			expect(failureText({ kind: 'interrupted', cause }, { charged: 'no' }).advice).toBeUndefined();
		},
	);

	it('The advice for a time limit of a call that costs nothing is the limit alone.', () => {
		const silence = { kind: 'interrupted', cause: 'silence', limit: 1000 } as const;
		expect(failureText(silence, { charged: 'no' }).advice).toMatch(
			/^If Laddro needs longer, raise/,
		);
	});

	it('The advice for a cut connection names no limit.', () => {
		expect(failureText({ kind: 'interrupted', cause: 'connectionCut' }).advice).toBe(
			MAY_BE_CHARGED,
		);
	});

	it('A document without any section is a failure that may have been charged.', () => {
		const { message, advice } = failureText({ kind: 'nothingGenerated', events: '' });
		expect(message).toBe(
			"Nothing was generated: Laddro's response was complete but had no section",
		);
		expect(advice).toMatch(
			/^Check that the resume in 'Resume' and .* have text\. The credits for it are spent\.$/,
		);
	});

	it('An item that was stopped has a message and no advice.', () => {
		expect(failureText({ kind: 'stopped' })).toEqual({
			message: 'The run was stopped before this item was done',
		});
	});
});

describe('A failure after sections had arrived', () => {
	it.each([
		[1, '1 section arrived, so the credits are spent and the request is not repeated.'],
		[2, '2 sections arrived, so the credits are spent and the request is not repeated.'],
	])('With %d of them the advice says: %s', (arrived, words) => {
		const cut: Failure = { kind: 'interrupted', cause: 'connectionCut' };
		expect(failureText(cut, { arrived })).toEqual({
			message: "Laddro's response broke off before the document was complete",
			advice: `${words} To keep what arrives, set 'On Interrupted Stream' in 'Limits and Retries' to Keep What Arrived.`,
		});
	});

	it('The advice says that credits are spent, and no longer that they may be.', () => {
		const error = { kind: 'streamError', isFirstEvent: false } as const;
		expect(failureText(error, { arrived: 3 }).advice).toMatch(/^3 sections arrived/);
		expect(failureText(error, { arrived: 3 }).advice).not.toMatch(/may have been/);
	});

	it('The advice for the cause stays.', () => {
		const silence = { kind: 'interrupted', cause: 'silence', limit: 60_000 } as const;
		expect(failureText(silence, { arrived: 2 }).advice).toMatch(
			/^2 sections .* raise 'Idle Timeout \(Seconds\)' in/,
		);
		const noCredits = {
			kind: 'streamError',
			isFirstEvent: false,
			statusCode: 402,
			meaning: 'noCredits',
			upgradeUrl: UPGRADE,
		} as const;
		const { advice } = failureText(noCredits, { arrived: 2 });
		expect(advice).toContain(`${status('noCredits').advice} ${UPGRADE} . 2 sections arrived`);
	});
});

describe('A wrong parameter', () => {
	it('A wrong parameter is reported in the words that it came with.', () => {
		const failure = { kind: 'parameter', message: 'Empty', advice: 'Fill it.' } as const;
		expect(failureText(failure)).toMatchObject({ message: 'Empty', advice: 'Fill it.' });
	});
});
