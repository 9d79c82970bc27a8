import { createHash } from 'node:crypto';
import type { IDataObject, OnError } from 'n8n-workflow';
import {
	faultResumeId,
	faults,
	faultsFor,
	type Dialect,
	type FileFaultName,
	type StreamFaultName,
	type Operation,
} from '../../emulator';
import { fileItem, generated, outputItems, type Output, type Sections } from './expected';
import {
	expectedFaults,
	expectedFileFaults,
	type ExpectedFailure,
	type ExpectedFault,
} from './faultTable';
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
const prices = { tailor: 3, coverLetter: 2, both: 5 };
const dialects = { tailor: 'documented', coverLetter: 'sdk' } as const satisfies Record<
	Operation,
	Dialect
>;
const tables = {
	documented: expectedFaults('documented'),
	sdk: expectedFaults('sdk'),
};

/** The faults in which the server falls silent. Only they get a short idle timeout. */
const silent: ReadonlySet<string> = new Set(['no_answer', 'stall_first', 'stall', 'file_stall']);
const big: ReadonlySet<string> = new Set([
	'big_event',
	'big_stream',
	'file_large',
	'file_too_large',
	'file_too_large_open',
	'zip_bomb',
]);

/** A fault that a stream has, in one of the two forms that streams are handed on in, or one that a file has. */
type Subject =
	| { fault: StreamFaultName; operation: Operation; output: Output }
	| { fault: FileFaultName; operation: Operation | 'both'; output: 'pdf' };

type Cell = Mode & Subject;

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
const rowsOf = (fault: Subject['fault']): IDataObject[] =>
	postings(3).map((row, n) => (n === FAULTY ? { ...row, resumeId: faultResumeId(fault) } : row));

async function see(cell: Cell): Promise<Seen> {
	const { fault, operation, output, onError, onInterruption } = cell;
	const stage = await Stage.open({
		dialect: operation === 'both' ? 'documented' : dialects[operation],
	});
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

/** What the table says of the fault, and the output items of a row that has it and of one that has not. */
function outcomes(subject: Subject): {
	fault: ExpectedFault;
	sections: Sections;
	healthy: IDataObject[][];
	faulty: (interruption?: unknown) => IDataObject[];
} {
	const resumeId = faultResumeId(subject.fault);
	if (subject.output === 'pdf') {
		const { fault, operation } = subject;
		const item = (id: string | null) => fileItem(operation, id);
		const isWhole = fault !== 'zip_broken' && fault !== 'zip_bomb';
		return {
			fault: expectedFileFaults[fault],
			sections: [],
			healthy: postings(3).map(() => [item(null)]),
			faulty: () => [fileItem(operation, resumeId, isWhole)],
		};
	}
	const { operation, output } = subject;
	const fault = tables[dialects[operation]][subject.fault];
	const { arrives } = fault;
	const usual = generated(operation, postingOf(FAULTY), resumeId);
	const sections =
		typeof arrives === 'object' ? arrives : usual.slice(0, arrives === 'all' ? undefined : arrives);
	return {
		fault,
		sections,
		healthy: postings(3).map((_, row) =>
			outputItems(
				{ operation, resumeId: null, sections: generated(operation, postingOf(row)) },
				output,
			),
		),
		faulty: (interruption) =>
			outputItems({ operation, resumeId, sections }, output).map((json) =>
				interruption === undefined
					? json
					: ({ ...json, complete: false, interruption } as IDataObject),
			),
	};
}

function expected(cell: Cell): Seen {
	const { fault, operation, onError, onInterruption } = cell;
	const subject = outcomes(cell);
	const { sections } = subject;
	const { requests, charged, opened, failure } = subject.fault;
	const price = prices[operation];
	const healthy = (row: number) =>
		(subject.healthy[row] ?? []).map((json): [number, IDataObject] => [row, json]);
	const faulty = (interruption?: unknown) =>
		subject.faulty(interruption).map((json): [number, IDataObject] => [FAULTY, json]);
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
				description: expect.stringMatching(/1 finished document of this run is kept/),
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
		[FAULTY, failureJson(failure, operation, requests, opened, sections)],
		...(failure.forAll
			? [[2, failureJson(failure, operation, 0, false, [])] as [number, IDataObject]]
			: []),
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
function failureJson(
	failure: ExpectedFailure,
	operation: string,
	attempts: number,
	opened: boolean,
	sections: Sections,
): IDataObject {
	const { kind, statusCode, code, retryable } = failure;
	const message = textOf(failure);
	const error = {
		message,
		description: expect.any(String),
		kind,
		operation,
		...(statusCode !== undefined && { statusCode }),
		...(code !== undefined && { code }),
		retryable,
		attempts,
		...(opened && { documentId: expect.any(String) }),
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
 * Tests every fault with an operation, in all forms that it can be handed on in and all four ways to handle a failure.
 * Each has a file of its own, because jest runs files side by side.
 */
function describeCells(name: string, cellsByFault: Map<string, Subject[]>): void {
	let cells = 0;
	afterAll(() => process.stdout.write(`Fault matrix, ${name}: ${cells} cells\n`));

	describe('In all outputs and all four ways to handle a failure', () => {
		it.concurrent.each([...cellsByFault.keys()])(
			'the fault %s has the expected items, requests and credits',
			async (fault) => {
				const all = (cellsByFault.get(fault) ?? []).flatMap((subject) =>
					modes.map((mode): Cell => ({ ...subject, ...mode })),
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

/** The faults of streams, as single documents and as items for sections. */
export function describeStreams(operation: Operation): void {
	const subjects = faultsFor('stream').map((fault): [string, Subject[]] => [
		fault,
		(['sections', 'document'] as const).map((output) => ({ fault, operation, output })),
	]);
	describeCells(operation, new Map(subjects));
}

/** The faults of files: of a resume's PDF, and of the ZIP file with both documents. */
export function describeFiles(): void {
	const subjects = faultsFor('zip').map((fault): [string, Subject[]] => [
		fault,
		(faults[fault].of === 'zip' ? (['both'] as const) : (['tailor', 'both'] as const)).map(
			(operation) => ({ fault, operation, output: 'pdf' }),
		),
	]);
	describeCells('files', new Map(subjects));
}
