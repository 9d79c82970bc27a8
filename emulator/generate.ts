import { decide, type Decision } from './behaviour';
import { checkBody, Refusal, type GenerationBody } from './checks';
import { defaultResumes, personOf } from './content/resumes';
import { write } from './content/write';
import type { Context } from './context';
import { apiError, outOfCredits } from './errors';
import type { Exchange } from './exchange';
import { faultOfResume } from './faults';
import { minimalPdf } from './pdf';
import { readJsonBody } from './readBody';
import { writeStream } from './streaming';
import type { Operation } from './types';

/** Credits. */
const prices: Readonly<Record<Operation, number>> = { tailor: 3, coverLetter: 2 };

/** The id of the resume to work on: the one asked for, or the account's default. */
function resumeOf(resumeId: string | undefined, { resumes }: Context): string {
	if (resumeId === undefined) {
		return (
			(resumes.find((resume) => resume.isDefault) ?? resumes[0] ?? defaultResumes[0])?.id ?? ''
		);
	}
	const known = faultOfResume(resumeId) ?? resumes.find((resume) => resume.id === resumeId);
	if (known === undefined) throw new Refusal(apiError(404, 'Resume not found'));
	return resumeId;
}

/** Takes the price of an answer and says whether the account had enough. */
function charge(exchange: Exchange, context: Context, price: number): boolean {
	const paid = context.account.take(price);
	if (paid) exchange.noteCharge(price);
	else exchange.send(outOfCredits());
	return paid;
}

function chooseAnswer(
	exchange: Exchange,
	context: Context,
	operation: Operation,
	json: Record<string, unknown>,
	body: GenerationBody,
	resumeId: string,
): Decision {
	const { ledger } = context;
	const { jobDescription, jobUrl, positionName } = body;
	const item = JSON.stringify([operation, resumeId, jobDescription, jobUrl, positionName]);
	const chosen = context.behaviour({
		number: exchange.entry.number,
		operation,
		path: exchange.entry.path,
		resumeId: body.resumeId ?? null,
		body: json,
		attempt: ledger.countTry(item),
	});
	return decide(
		chosen ?? faultOfResume(resumeId),
		write(operation, personOf(resumeId), body),
		(fault) => ledger.countTry(`${fault} ${item}`) > 1,
	);
}

function sendPdf(exchange: Exchange, operation: Operation, resumeId: string): void {
	const isLetter = operation === 'coverLetter';
	exchange.send({
		kind: 'plain',
		status: 200,
		headers: {
			'content-type': 'application/pdf',
			'content-disposition': `attachment; filename="${isLetter ? 'cover-letter' : 'resume'}.pdf"`,
			'x-resume-id': resumeId,
			...(isLetter ? { 'x-cover-letter-id': `cl_${exchange.entry.number}` } : {}),
		},
		body: minimalPdf(`${isLetter ? 'Cover letter' : 'Resume'} ${resumeId}`),
	});
}

async function carryOut(
	exchange: Exchange,
	context: Context,
	operation: Operation,
	resumeId: string,
	{ plan, fault, delay }: Decision,
): Promise<void> {
	const { account, dialect, pieceDelay, gate } = context;
	exchange.entry.fault = fault;
	await exchange.pause(delay);
	if (exchange.signal.aborted || plan.kind === 'silence') return;
	if (plan.kind === 'plain') return exchange.send(plan);
	if (plan.kind === 'reset') return exchange.drop('reset');
	const price = prices[operation];
	if (!charge(exchange, context, price)) return;
	await writeStream(exchange, plan, {
		dialect,
		resumeId,
		pieceDelay,
		gate,
		onFailedFirst: () => {
			account.giveBack(price);
			exchange.noteCharge(0);
		},
	});
}

/**
 * Answers a POST to one of the two endpoints that generate.
 * @throws {Refusal} when the body or the resume is refused
 */
export async function generate(
	exchange: Exchange,
	context: Context,
	operation: Operation,
): Promise<void> {
	const { entry } = exchange;
	const json = await readJsonBody(exchange.request);
	if (context.keepBodies) entry.body = json;
	entry.resumeId = typeof json.resumeId === 'string' ? json.resumeId : null;
	const body = checkBody(operation, json);
	const resumeId = resumeOf(body.resumeId, context);
	if (entry.wantsStream) {
		const decision = chooseAnswer(exchange, context, operation, json, body, resumeId);
		await carryOut(exchange, context, operation, resumeId, decision);
	} else if (charge(exchange, context, prices[operation])) {
		sendPdf(exchange, operation, resumeId);
	}
}
