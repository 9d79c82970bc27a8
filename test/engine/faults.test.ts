import { createHash } from 'node:crypto';
import type { IDataObject, OnError } from 'n8n-workflow';
import {
	faultResumeId,
	faults,
	faultsFor,
	type Dialect,
	type FaultName,
	type Operation,
} from '../../emulator';
import { fileItem, generated, outputItems, type Output, type Sections } from './expected';
import {
	expectedFaults,
	expectedFileFaults,
	type ExpectedFailure,
	type ExpectedFault,
} from './faultTable';
import { outputOf, pairedWith, postingOf, postings, rowOf, Stage } from './stage';

/*
 * Every fault is met once in each form that a document comes in; with both files in one, whose response is read like
 * that of one file, only a handful besides those of a ZIP. Every way to handle a failure is tried with a fault of each
 * sort. The product of both is not needed: a fault becomes an outcome (sections, a failure, or both) before
 * anything looks at On Error or On Interrupted Stream, and these look at the outcome alone. What else can happen to an
 * outcome has tests of its own: live.test.ts, tool.test.ts, and kept.test.ts for Retry On Fail.
 */

/** A form of document, asked for in one of the API's dialects. */
type Form = { dialect: Dialect } & (
	| { operation: Operation; output: Output }
	| { operation: 'tailor' | 'both'; output: 'pdf' }
);

const resumeDocument: Form = { operation: 'tailor', output: 'document', dialect: 'documented' };
const resumeSections: Form = { operation: 'tailor', output: 'sections', dialect: 'sdk' };
const resumePdf: Form = { operation: 'tailor', output: 'pdf', dialect: 'documented' };
const letter: Form = { operation: 'coverLetter', output: 'document', dialect: 'sdk' };

const forms: Array<[string, Form]> = [
	['a document', resumeDocument],
	['sections', resumeSections],
	['a PDF file', resumePdf],
	['a ZIP file with both', { operation: 'both', output: 'pdf', dialect: 'documented' }],
];

const prices = { tailor: 3, coverLetter: 2, both: 5 };

/** How a failure is handled. */
interface Way {
	onError: OnError;
	onInterruption?: 'keepPartial';
}

const toErrorOutput: Way = { onError: 'continueErrorOutput' };

/** Made once, because one row is as long as the longest stream. */
const streamTables = { documented: expectedFaults('documented'), sdk: expectedFaults('sdk') };

const ofZip: readonly string[] = faultsFor('zip').filter((name) => faults[name].of === 'zip');

/** Those of one file that are tried with a ZIP as well, whose response is read in the same way. */
const ofZipToo: ReadonlySet<string> = new Set([
	'status_402',
	'status_503',
	'unavailable_once',
	'file_truncated',
	'file_cut',
	'file_stall',
	'file_html',
	'file_no_name',
]);

/** What the table says of each fault that a form is tried with. */
function tableOf({ operation, output, dialect }: Form): Partial<Record<FaultName, ExpectedFault>> {
	if (output !== 'pdf') return streamTables[dialect];
	const table = Object.entries(expectedFileFaults);
	return Object.fromEntries(
		table.filter(([name]) =>
			operation === 'both' ? ofZip.includes(name) || ofZipToo.has(name) : !ofZip.includes(name),
		),
	);
}

function faultOf(form: Form, name: FaultName): ExpectedFault {
	const fault = tableOf(form)[name];
	if (!fault) throw new Error(`${form.output} can not have the fault ${name}`);
	return fault;
}

/** The faults of a form, by whether they fail all items that have not started. */
function faultsOf(form: Form, forAll: boolean): FaultName[] {
	const known = faultsFor(form.output === 'pdf' ? 'zip' : 'stream');
	const table = tableOf(form);
	return known.filter((name) => table[name] && !!table[name]?.failure?.forAll === forAll);
}

/** The faults in which the server falls silent. Only their items get a short idle timeout. */
const silent: ReadonlySet<FaultName> = new Set(['no_answer', 'stall_first', 'stall', 'file_stall']);

/** The faults in which the body of an error stops halfway, for which the node waits a fixed time. */
const stalling = ['status_503_stalls'] as const satisfies FaultName[];

/** The faults that are met for as long as an item may take. Only their items may take as little as this, in seconds. */
const limited: ReadonlySet<FaultName> = new Set([
	'status_429',
	'status_429_stalls',
	'error_first_429',
]);
const LIMIT = 1;

/** Seconds of silence. A busy machine must not need so many for a response. */
const SILENCE = 3;

/** What can be seen of an item in n8n and on the server. */
interface Seen {
	succeeded: IDataObject[];
	/** On the error output. */
	failed: IDataObject[];
	requests: number;
	credits: number;
}

const rowsWith = (names: ReadonlyArray<FaultName | undefined>): IDataObject[] =>
	postings(names.length).map((row, n) => {
		const name = names[n];
		const idle = name && silent.has(name) ? SILENCE : 60;
		const limit = name && limited.has(name) ? LIMIT : 300;
		return { ...row, idle, limit, ...(name && { resumeId: faultResumeId(name) }) };
	});

/** Runs a row for each fault, and for each undefined one without. */
async function see(
	{ operation, output, dialect }: Form,
	names: ReadonlyArray<FaultName | undefined>,
	{ onError, onInterruption = 'fail' }: { onError: OnError; onInterruption?: string },
	concurrency = 1,
) {
	const stage = await Stage.open({ dialect, documentIds: 'none' });
	const { emulator } = stage;
	try {
		const limits = { concurrency, maxRetries: 1, requestsPerMinute: 0, onInterruption };
		const ofItem = { idleTimeout: '={{ $json.idle }}', timeout: '={{ $json.limit }}' };
		const requestOptions = { ...limits, ...ofItem };
		const parameters = { operation, output, requestOptions };
		const running = stage.run({ rows: rowsWith(names), onError, parameters });
		const run = await stage.releaseUntil(running);
		await emulator.ledger.settled();
		const itemsOf = (row: number, index: number) => {
			const rows = pairedWith(run, index);
			return outputOf(run, index).filter((_, n) => rows[n] === row);
		};
		const rows = names.map((_, row): Seen => {
			const requests = emulator.ledger.streaming.filter(({ body }) => rowOf(Object(body)) === row);
			return {
				succeeded: itemsOf(row, 0),
				failed: itemsOf(row, 1),
				requests: requests.length,
				credits: requests.reduce((sum, { credits }) => sum + credits, 0),
			};
		});
		return { order: pairedWith(run), error: run.task('Laddro').error, rows };
	} finally {
		await stage.close();
	}
}

/** The output items of a row that went well, or of what is kept of a stream that broke. */
function itemsOf(form: Form, row: number, name?: FaultName, interruption?: unknown): IDataObject[] {
	const resumeId = name ? faultResumeId(name) : null;
	if (form.output === 'pdf') {
		return [fileItem(form.operation, resumeId, name !== 'zip_broken' && name !== 'zip_bomb')];
	}
	const { operation, output } = form;
	const sections = sectionsOf(form, row, name);
	// Here streams do not name their documents, so that nothing of one that broke can be read back.
	const items = outputItems({ operation, resumeId, sections }, output).map((json) => ({
		...json,
		documentId: undefined,
	}));
	if (interruption === undefined) return items;
	return items.map((json) => ({ ...json, complete: false, interruption }) as IDataObject);
}

/** The sections that arrive. */
function sectionsOf(form: Form, row: number, name?: FaultName): Sections {
	if (form.output === 'pdf') return [];
	const { operation } = form;
	if (!name) return generated(operation, postingOf(row));
	const { arrives } = faultOf(form, name);
	if (typeof arrives === 'object') return arrives;
	const usual = generated(operation, postingOf(row), faultResumeId(name));
	return arrives === 'all' ? usual : usual.slice(0, arrives);
}

/** What is expected of a row, when the run goes on after failures. */
function expectedOf(form: Form, row: number, name: FaultName | undefined, way: Way): Seen {
	const price = prices[form.operation];
	if (!name) return { ...none, succeeded: itemsOf(form, row), requests: 1, credits: price };
	const fault = faultOf(form, name);
	const { failure, requests, charged } = fault;
	const cost = { requests, credits: charged ? price : 0 };
	if (!failure) return { ...none, ...cost, succeeded: itemsOf(form, row, name) };
	const sections = sectionsOf(form, row, name);
	if (way.onInterruption && sections.length > 0) {
		return { ...none, ...cost, succeeded: itemsOf(form, row, name, textOf(failure)) };
	}
	return failedWith(
		failureJson(failure, form, fault, sections),
		rowsWith([name])[0],
		row,
		way,
		cost,
	);
}

const none: Seen = { succeeded: [], failed: [], requests: 0, credits: 0 };

/** A row with this failure, where On Error wants it: on the error output with the fields of its input. */
function failedWith(
	json: IDataObject,
	input: IDataObject | undefined,
	row: number,
	{ onError }: Way,
	cost = { requests: 0, credits: 0 },
): Seen {
	if (onError === 'continueRegularOutput') return { ...none, ...cost, succeeded: [json] };
	const failed = [{ ...input, ...postings(row + 1)[row], ...json }];
	return { ...none, ...cost, failed };
}

const textOf = ({ message }: ExpectedFailure): unknown =>
	typeof message === 'string' ? message : expect.stringMatching(message);

/** The two keys of a failed item, and all keys of its error. */
function failureJson(
	failure: ExpectedFailure,
	{ operation, output }: Form,
	{ requests, opened, charged }: Pick<ExpectedFault, 'requests' | 'opened' | 'charged'>,
	sections: Sections,
): IDataObject {
	const { kind, statusCode, code, retryable } = failure;
	const message = textOf(failure);
	const error = {
		message,
		description: expect.any(String),
		kind,
		// Never the opposite of what the server's ledger says.
		charged: expect.stringMatching(charged ? /^(maybe|yes)$/ : /^(no|maybe)$/),
		operation,
		...(statusCode !== undefined && { statusCode }),
		...(code !== undefined && { code }),
		retryable,
		attempts: requests,
		...(opened && output === 'pdf' && { documentId: expect.any(String) }),
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

const stallingForms = forms.filter(([, form]) => stalling.every((name) => name in tableOf(form)));

/** Begins at once and is looked at last, because almost all of its time is spent waiting. */
const stalled = new Map<Form, ReturnType<typeof see>>();
beforeAll(() => {
	for (const [, form] of stallingForms) {
		const run = see(form, stalling, toErrorOutput, stalling.length);
		run.catch(() => undefined);
		stalled.set(form, run);
	}
});

const runs = new Map<Form, ReturnType<typeof see>>();

/** Runs all forms side by side, because much of the time is spent waiting for tries. */
async function seenOf(form: Form): ReturnType<typeof see> {
	if (runs.size === 0) {
		for (const [, each] of forms) runs.set(each, see(each, rowsOf(each), toErrorOutput, 8));
		await Promise.allSettled(runs.values());
	}
	return await runs.get(form)!;
}

/** The faults that fail their own item alone, and after which nobody waits. */
const ownFaultsOf = (form: Form) =>
	faultsOf(form, false).filter(
		(name) => !silent.has(name) && !stalling.some((other) => other === name),
	);

/** Every second row has no fault: a run of which nothing comes for several rows ends early. */
const rowsOf = (form: Form) => [
	undefined,
	...ownFaultsOf(form).flatMap((name) => [name, undefined]),
];

describe.each(forms)('Every fault of %s', (_, form) => {
	const names = ownFaultsOf(form);
	const rows = rowsOf(form);
	let seen: Awaited<ReturnType<typeof see>>;
	beforeAll(async () => {
		seen = await seenOf(form);
	}, 180_000);
	afterAll(() => (seen = { ...seen, rows: [] }));

	it.each(names)('%s has the expected items, requests and credits', (name) => {
		const row = rows.indexOf(name);
		expect(brief(seen.rows[row])).toEqual(brief(expectedOf(form, row, name, toErrorOutput)));
	});

	it('leaves other items alone, and all in their order', () => {
		for (const row of [...rows.keys()].filter((index) => !rows[index])) {
			expect(seen.rows[row]).toEqual(expectedOf(form, row, undefined, toErrorOutput));
		}
		expect(seen.order).toEqual(seen.order.toSorted((a, b) => a - b));
	});

	it.each(faultsOf(form, true))(
		'%s fails the items that have not started as well',
		async (name) => {
			const fault = faultOf(form, name);
			const { rows: found } = await see(form, [undefined, name, undefined], toErrorOutput);
			const notSent = { ...fault, requests: 0, opened: false };
			const json = fault.failure && failureJson(fault.failure, form, notSent, []);
			expect(found).toEqual([
				expectedOf(form, 0, undefined, toErrorOutput),
				expectedOf(form, 1, name, toErrorOutput),
				failedWith(json ?? {}, rowsWith([undefined])[0], 2, toErrorOutput),
			]);
		},
	);
});

describe('Every silence', () => {
	const cases = forms.flatMap(([name, form]) =>
		faultsOf(form, false)
			.filter((fault) => silent.has(fault))
			.map((fault) => ({ name, form, fault })),
	);
	let seen: Seen[];
	beforeAll(async () => {
		// Side by side, because they only wait, and apart from the others, which keep the process busy.
		const runs = cases.map(async ({ form, fault }) => await see(form, [fault], toErrorOutput));
		seen = (await Promise.all(runs)).flatMap(({ rows }) => rows);
	}, 120_000);

	it.each(cases.map(({ name, form, fault }, index) => [fault, name, form, index] as const))(
		'%s of %s has the expected items, requests and credits',
		(fault, _, form, index) => {
			expect(seen[index]).toEqual(expectedOf(form, 0, fault, toErrorOutput));
		},
	);
});

describe.each<[string, Form, FaultName[]]>([
	[
		'A stream for a document',
		resumeDocument,
		['status_422', 'status_503', 'truncated', 'empty', 'crlf'],
	],
	[
		'A stream for sections',
		resumeSections,
		['unavailable_once', 'cut', 'error_mid', 'nothing', 'single'],
	],
	['A stream for a letter', letter, ['status_503', 'cut', 'error_mid']],
	['A file', resumePdf, ['status_404', 'file_cut', 'file_no_length']],
])('%s', (_, form, names) => {
	it.concurrent.each(names)(
		'with %s is an item beside the others when the run goes on',
		async (name) => {
			const way: Way = { onError: 'continueRegularOutput' };
			const rows = [undefined, name, undefined];
			const { rows: found, order } = await see(form, rows, way);
			expect(found).toEqual(rows.map((fault, row) => expectedOf(form, row, fault, way)));
			expect(order).toEqual(order.toSorted((a, b) => a - b));
		},
	);

	it.concurrent.each(names)('with %s keeps what arrived, where that is wanted', async (name) => {
		const way: Way = { onError: 'continueErrorOutput', onInterruption: 'keepPartial' };
		const rows = [undefined, name, undefined];
		const { rows: found } = await see(form, rows, way);
		expect(found).toEqual(rows.map((fault, row) => expectedOf(form, row, fault, way)));
	});

	it.concurrent.each(names)('with %s stops the run only if it is a failure', async (name) => {
		const rows = [undefined, name, undefined];
		const { rows: found, error } = await see(form, rows, { onError: 'stopWorkflow' });
		const well = rows.map((fault, row) => expectedOf(form, row, fault, toErrorOutput));
		const { failure } = faultOf(form, name);
		if (!failure) {
			expect({ error, found }).toEqual({ error: undefined, found: well });
			return;
		}
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: textOf(failure),
			httpCode: failure.statusCode === undefined ? null : `${failure.statusCode}`,
			context: { itemIndex: 1 },
		});
		const [first, second] = well.map((row) => ({ ...row, succeeded: [], failed: [] }));
		expect(found).toEqual([first, second, none]);
	});
});

describe.each(stallingForms)('Every body that stalls in place of %s', (_, form) => {
	it.each(stalling.map((name, row) => [name, row] as const))(
		'%s has the expected items, requests and credits',
		async (name, row) => {
			const seen = await stalled.get(form);
			expect(seen?.rows[row]).toEqual(expectedOf(form, row, name, toErrorOutput));
		},
	);
});
