import { createHash } from 'node:crypto';
import type { IDataObject, OnError } from 'n8n-workflow';
import {
	faultResumeId,
	faultsFor,
	type Dialect,
	type StreamFaultName,
	type Operation,
} from '../../emulator';
import { generated, outputItems, type Output, type Sections } from './expected';
import { expectedFaults, type ExpectedFailure } from './faultTable';
import { outputOf, pairedWith, postingOf, postings, Stage } from './stage';

interface Mode {
	onError: OnError;
	onInterruption?: 'keepPartial';
}

const modes: Mode[] = [
	{ onError: 'stopWorkflow' },
	{ onError: 'continueRegularOutput' },
	{ onError: 'continueErrorOutput' },
	{ onError: 'continueErrorOutput', onInterruption: 'keepPartial' },
];
const outputs: Output[] = ['sections', 'document'];
const prices = { tailor: 3, coverLetter: 2 };
const dialects = { tailor: 'documented', coverLetter: 'sdk' } as const satisfies Record<
	Operation,
	Dialect
>;
const tables = {
	documented: expectedFaults('documented'),
	sdk: expectedFaults('sdk'),
};

/** The faults in which the server falls silent. Only they get a short idle timeout. */
const silent: ReadonlySet<StreamFaultName> = new Set<StreamFaultName>([
	'no_answer',
	'stall_first',
	'stall',
]);
const big: ReadonlySet<StreamFaultName> = new Set<StreamFaultName>(['big_event', 'big_stream']);

interface Cell extends Mode {
	fault: StreamFaultName;
	operation: Operation;
	output: Output;
}

/** What can be seen of a cell in n8n and on the server. */
interface Seen {
	status: string;
	/** Items on the first output and on the error output, with the rows that they are paired with. */
	succeeded: Array<[row: number, json: IDataObject]>;
	failed: Array<[row: number, json: IDataObject]>;
	error: unknown;
	requests: number;
	credits: number;
}

/** The second of three items meets the fault; the items are worked on one after the other. */
const FAULTY = 1;
const rowsOf = (fault: StreamFaultName): IDataObject[] =>
	postings(3).map((row, n) => (n === FAULTY ? { ...row, resumeId: faultResumeId(fault) } : row));

async function see(cell: Cell): Promise<Seen> {
	const { fault, operation, output, onError, onInterruption } = cell;
	const stage = await Stage.open({ dialect: dialects[operation] });
	const { emulator } = stage;
	const releasing = fault === 'hold' ? setInterval(() => emulator.release(), 10) : undefined;
	try {
		const run = await stage.run({
			rows: rowsOf(fault),
			onError,
			parameters: {
				operation,
				output,
				requestOptions: {
					concurrency: 1,
					maxRetries: 1,
					idleTimeout: silent.has(fault) ? `={{ $itemIndex === ${FAULTY} ? 1 : 60 }}` : 60,
					requestsPerMinute: 0,
					...(onInterruption && { onInterruption }),
				},
			},
		});
		await emulator.ledger.settled();
		const pairs = (index: number) => {
			const rows = pairedWith(run, index);
			return outputOf(run, index).map((json, n): [number, IDataObject] => [Number(rows[n]), json]);
		};
		return {
			status: run.run.status,
			succeeded: pairs(0),
			failed: pairs(1),
			error: run.task('Laddro').error,
			requests: emulator.ledger.requests.length,
			credits: emulator.ledger.credits,
		};
	} finally {
		clearInterval(releasing);
		await stage.close();
	}
}

function expected({ fault, operation, output, onError, onInterruption }: Cell): Seen {
	const { requests, charged, arrives, failure } = tables[dialects[operation]][fault];
	const price = prices[operation];
	const resumeId = faultResumeId(fault);
	const usual = generated(operation, postingOf(FAULTY), resumeId);
	const sections =
		typeof arrives === 'object' ? arrives : usual.slice(0, arrives === 'all' ? undefined : arrives);

	const healthy = (row: number) =>
		outputItems(
			{ operation, resumeId: null, sections: generated(operation, postingOf(row)) },
			output,
		).map((json): [number, IDataObject] => [row, json]);
	const faulty = (interruption?: unknown) =>
		outputItems({ operation, resumeId, sections }, output).map((json): [number, IDataObject] => [
			FAULTY,
			interruption === undefined ? json : { ...json, complete: false, interruption },
		]);
	const everything = {
		status: 'success',
		failed: [],
		error: undefined,
		requests: requests + 2,
		credits: price * (charged ? 3 : 2),
	};
	if (!failure) {
		return { ...everything, succeeded: [...healthy(0), ...faulty(), ...healthy(2)] };
	}

	if (onError === 'stopWorkflow') {
		return {
			status: 'error',
			succeeded: [],
			failed: [],
			error: expect.objectContaining({
				name: 'NodeApiError',
				message: textOf(failure),
				description: expect.stringMatching(/1 other item had already been generated.*'On Error'/),
				httpCode: failure.statusCode === undefined ? null : `${failure.statusCode}`,
				context: expect.objectContaining({ itemIndex: FAULTY }),
			}),
			requests: requests + 1,
			credits: price * (charged ? 2 : 1),
		};
	}
	if (onInterruption === 'keepPartial' && sections.length > 0) {
		return {
			...everything,
			succeeded: [...healthy(0), ...faulty(textOf(failure)), ...healthy(2)],
		};
	}
	const failures: Array<[number, IDataObject]> = [
		[FAULTY, failureJson(failure, requests, sections)],
		...(failure.forAll ? [[2, failureJson(failure, 0, [])] as [number, IDataObject]] : []),
	];
	const last = failure.forAll ? [] : healthy(2);
	const sent = failure.forAll
		? { requests: requests + 1, credits: price }
		: { requests: everything.requests, credits: everything.credits };
	if (onError === 'continueRegularOutput') {
		return { ...everything, ...sent, succeeded: [...healthy(0), ...failures, ...last] };
	}
	return {
		...everything,
		...sent,
		succeeded: [...healthy(0), ...last],
		failed: failures.map(([row, json]) => [row, { ...rowsOf(fault)[row], ...json }]),
	};
}

const textOf = ({ message }: ExpectedFailure): unknown =>
	typeof message === 'string' ? message : expect.stringMatching(message);

/** The two keys of a failed item, and all keys of its error. */
function failureJson(failure: ExpectedFailure, attempts: number, sections: Sections): IDataObject {
	const { statusCode, code, retryable } = failure;
	const message = textOf(failure);
	const error = {
		message,
		description: expect.any(String),
		...(statusCode !== undefined && { statusCode }),
		...(code !== undefined && { code }),
		retryable,
		attempts,
		...(sections.length > 0 && {
			sections: Object.fromEntries(sections),
			sectionOrder: sections.map(([section]) => section),
		}),
	};
	return { error, message } as IDataObject;
}

/** Replaces long texts by their fingerprints, so that a difference can be shown. */
function brief<Value>(value: Value): Value {
	if (typeof value === 'string') {
		if (value.length < 10_000) return value;
		const digest = createHash('sha1').update(value).digest('hex');
		return `${value.length} characters, ${digest}` as Value & string;
	}
	if (Array.isArray(value)) return value.map(brief) as Value & unknown[];
	if (typeof value !== 'object' || value === null || '$$typeof' in value) return value;
	const entries = Object.entries(value).map(([key, inner]) => [key, brief(inner)]);
	return Object.fromEntries(entries);
}

/**
 * Tests every fault with an operation, both outputs and all four ways to handle a failure. Each operation has a file of
 * its own, because jest runs files side by side.
 */
export function describeMatrix(operation: Operation): void {
	let cells = 0;
	afterAll(() => process.stdout.write(`Fault matrix, ${operation}: ${cells} cells\n`));

	describe('In both outputs and all four ways to handle a failure', () => {
		it.concurrent.each(faultsFor('stream'))(
			'the fault %s has the expected items, requests and credits',
			async (fault) => {
				const all = outputs.flatMap((output) =>
					modes.map((mode) => ({ fault, operation, output, ...mode })),
				);
				const check = async (cell: Cell) => {
					expect({ ...cell, ...brief(await see(cell)) }).toEqual({
						...cell,
						...brief(expected(cell)),
					});
					cells++;
				};
				// Side by side where cells wait, one by one where they fill the memory.
				if (big.has(fault)) for (const cell of all) await check(cell);
				else await Promise.all(all.map(check));
			},
			60_000,
		);
	});
}
