import { fieldsOf, rowsOf, type Asked, type Exchange } from './exchange';
import { EventReader } from './reading';
import {
	fileNames,
	freeNames,
	requests,
	RESUMES,
	streamNames,
	type AnswerName,
	type Answers,
} from './requests';
import { send, type Api, type Patience } from './send';
import { Stop } from './stop';

/** The answers that there were, and why there are no more of them if they end early. */
export interface Observation {
	readonly answers: Answers;
	readonly stopped?: string;
}

type Growing = Partial<Record<AnswerName, Exchange>>;

/** What is to be asked. */
interface Extent {
	/** Only what costs nothing. */
	readonly free: boolean;
	/** Files as well. */
	readonly pdf: boolean;
	readonly patience: Patience;
}

/** Asks the API everything, up to the first answer after which that makes no sense. What has been paid for is never lost. */
export async function observe(api: Api, { free, pdf, patience }: Extent): Promise<Observation> {
	const answers: Growing = {};
	try {
		await askFirst(api, answers, patience);
		if (!free && rowsOf(answers.resumes)?.length === 0) {
			throw new Stop('The account has no resume, so nothing can be generated. Nothing was spent.');
		}
		const paidNames = pdf ? [...streamNames, ...fileNames] : streamNames;
		for (const name of free ? freeNames : [...freeNames, ...paidNames]) {
			const asked = answers[name] === undefined ? requests[name](answers) : undefined;
			if (asked) answers[name] = await ask(api, asked, patience);
		}
	} catch (error) {
		if (!(error instanceof Stop)) throw error;
		return { answers, stopped: error.message };
	}
	return { answers };
}

/**
 * Tries keys: the right one, a wrong one, none.
 * @throws {Stop} if the right one does not open the account
 */
async function askFirst(api: Api, answers: Growing, patience: Patience): Promise<void> {
	const resumes = await ask(api, RESUMES, patience);
	if (resumes.status !== 200) {
		const reason = resumes.status === 401 ? 'refuses the key' : "doesn't list the resumes";
		throw new Stop(`${new URL(api.baseUrl).origin} ${reason}: ${statusOf(resumes, api)}.`);
	}
	answers.resumes = resumes;
	answers.wrongKey = await ask({ ...api, key: 'laddro_live_wrong_key' }, RESUMES, patience);
	answers.noKey = await ask({ ...api, key: '' }, RESUMES, patience);
}

/** @throws {Stop} if there is no answer, or it says that there are no credits, or the rate limit is reached */
async function ask(api: Api, asked: Asked, patience: Patience): Promise<Exchange> {
	const reader = new EventReader();
	const isOver = asked.stream ? (bytes: Buffer) => reader.push(bytes) : undefined;
	const answer = await send(api, asked, patience, isOver);
	if (asked.method !== 'GET' && [402, 403].includes(answer.status)) {
		throw new Stop(
			`The account's credits or plan don't allow ${asked.method} ${asked.path}: ${statusOf(answer, api)}. Nothing more was asked for.`,
		);
	}
	if (answer.status !== 429) return answer;
	const wait = answer.headers['retry-after'] ?? 'some';
	throw new Stop(`The rate limit is reached at ${asked.path}. Run this again in ${wait} seconds.`);
}

/** The status and what the API says of it, in one line. */
function statusOf(answer: Exchange, { key }: Api): string {
	const { message, error, code } = fieldsOf(answer);
	const words = [message ?? error, code].filter((each) => typeof each === 'string').join(', ');
	const line = `${answer.status} ${words}`.trim().replace(/\s+/g, ' ').slice(0, 200);
	return key === '' ? line : line.replaceAll(key, '…');
}
