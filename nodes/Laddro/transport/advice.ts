const BAD_REQUEST =
	'Laddro does not accept the request as it is. Check the parameters of this item.';

/** What a user can do about an answer that says no, by its status. */
const ADVICE = new Map<number, string>([
	[400, BAD_REQUEST],
	[
		401,
		'Check the API key in the Laddro API credential. Items that had not started fail alike, without a request.',
	],
	[
		402,
		'The credits are used up: buy more, or wait for the next month. Items that had not started fail alike, without a request.',
	],
	[403, "The account or its key may not do this. Check the plan and the key's permissions."],
	[
		404,
		'Choose a resume that exists, From List, or leave Resume empty to use the default resume. If it does exist, check the Base URL in the credential.',
	],
	[413, 'Shorten the job description: Laddro takes 10 MB at the most.'],
	[422, 'Check the job description: it may be too short, or not a job posting at all.'],
	[
		429,
		'Laddro takes 100 requests a minute for one key. Lower Requests per Minute or Concurrency, or raise Max Retries, in Options.',
	],
]);

const SERVER_TROUBLE =
	'Laddro is in trouble. Run this item again later, or raise Max Retries in Options.';
const REDIRECT =
	'Redirects are not followed, because they would carry the API key elsewhere. Check the Base URL in the credential.';

const NO_STATUS =
	'Laddro gave no status with it, so the node did not try again. Look at your credits before you run this item once more.';

/** @param statusCode HTTP status; unknown for an error that came without one */
export function adviceFor(statusCode: number | undefined, upgradeUrl?: string): string {
	if (statusCode === undefined) return NO_STATUS;
	if (statusCode >= 500) return SERVER_TROUBLE;
	if (statusCode >= 300 && statusCode < 400) return REDIRECT;
	const advice = ADVICE.get(statusCode) ?? BAD_REQUEST;
	return upgradeUrl === undefined ? advice : `${advice} ${upgradeUrl}`;
}
