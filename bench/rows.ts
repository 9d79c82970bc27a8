import { eightAtATime, scenarios, type Scenario } from '../test/unit/batch/simulation';
import { httpRequest, laddro, plainLoop, type MeasuredNode } from './nodes';
import type { Served } from './server';

/** What can be measured, and its unit: in n8n's engine, in n8n itself (three), and on a clock that is not real (two). */
export const units = {
	wall: 's',
	cpuPerItem: 'ms',
	cpuPerMB: 'ms',
	peak: 'MB', // resident memory, above rest
	requests: 'requests', // that the server gets
	delay: 'ms', // from the server's write of a live part to its arrival in n8n
	block: 'ms', // the longest time in which the event loop does not turn
	time: 's',
	silence: 's', // the longest time in which n8n answers no request
	loading: 'ms',
	simulated: 's',
	refusals: 'refused requests',
};

/** A row of the table: a node at work, and beside it another one at the same, or a number. */
export interface Row {
	/** What and against what; `--only` selects rows by a pattern in it. */
	measure: string;
	metric: keyof typeof units;
	ours?: MeasuredNode; // default: Laddro at its defaults
	simulated?: Pick<Scenario, 'server' | 'batch'>; // in place of ours
	theirs: MeasuredNode | number;
	atMost?: number; // the goal: ours by theirs
	served?: Served; // for each item; default: a refusal of the key
	items?: number; // default: 1
	upload?: number; // bytes of a PDF file in each item
}

/** Whether it is the same on every machine, however busy. */
export const isExact = ({ metric }: Row) => ['requests', 'simulated', 'refusals'].includes(metric);

const ascii =
	'**Nurse**, Kuopio (2021 - 2024)\n- Led a team of six\n- Cut the *handover* by half & lost no report\n\n';
const beyond = `${ascii}Päivystys ja lääkehoito – “the best quarter yet” • Saved €40,000\n\n`;

const documents = { events: 20, text: ascii, duration: 6000 };
const slow = { events: 10, text: ascii, duration: 1000 };
const instant = { events: 1, text: ascii };
const large = { events: 30_000, text: ascii.repeat(20) };
const pdf = { file: 20_000_000 };
const sending = {
	ours: laddro({ output: 'pdf', resumeSource: 'file', resumeFile: 'data' }),
	served: { file: 20_000 },
	upload: 10_000_000,
};

const toSections = laddro({ output: 'sections', documentFormat: 'asSent' });
const tenAtATime = laddro({ requestOptions: { concurrency: 10 } });
const fiftyAtATime = laddro({
	output: 'sections',
	documentFormat: 'asSent',
	requestOptions: { concurrency: 50, requestsPerMinute: 0 },
});
const toPdf = laddro({ output: 'pdf' });
const withExpressions = laddro({
	resumeId: { __rl: true, mode: 'id', value: "={{ 'resume-' + $json.n }}" },
	positionName: "={{ 'Nurse ' + $json.n }}",
	jobPosting: "={{ 'Posting ' + $json.n }}",
	documentFormat: "={{ $json.n < 0 ? 'text' : 'markdown' }}",
	options: {
		mode: "={{ $json.n < 0 ? 'new' : 'standard' }}",
		additionalFields: "={{ '{\"row\":' + $json.n + '}' }}",
	},
});

const perMB = (sections: string, served: Served, atMost: number): Row => ({
	measure: `CPU per MB: ${sections}, to items, against the plain loop`,
	metric: 'cpuPerMB',
	ours: toSections,
	theirs: plainLoop,
	atMost,
	served,
});

const peak = (what: string, size: number, work: Pick<Row, 'ours' | 'served' | 'items'>): Row => ({
	measure: `Peak memory above rest: ${what}, against its size`,
	metric: 'peak',
	theirs: size,
	atMost: 3,
	...work,
});

/** All rows, in the order of the table. */
export const rows: readonly Row[] = [
	{
		measure: 'Batch of 60 items of 1 s, ten at a time, against the plain loop',
		metric: 'wall',
		ours: tenAtATime,
		theirs: plainLoop,
		atMost: 1.05,
		served: slow,
		items: 60,
	},
	{
		measure: 'Batch of 40 items of 6 s in n8n itself, at the defaults, against all at once',
		metric: 'time',
		theirs: 6,
		atMost: 1.3,
		served: documents,
		items: 40,
	},
	{
		measure: 'The same batch against HTTP Request at its defaults, which sends all at once',
		metric: 'time',
		theirs: httpRequest,
		served: documents,
		items: 40,
	},
	...scenarios.map(
		({ what, server, batch, least, atMost }): Row => ({
			measure: `Simulated batch: ${what}, against the least`,
			metric: 'simulated',
			simulated: { server, batch },
			theirs: least,
			atMost,
		}),
	),
	{
		measure: 'Simulated batch: 40 documents of 6 s where the API takes 8 at a time, against a goal',
		metric: 'refusals',
		simulated: { server: eightAtATime(1000, true), batch: { rows: 40 } },
		theirs: 30,
		atMost: 1,
	},
	{
		measure:
			'Batch of 300 items where the API fails after 20 (503), at the defaults, against a goal',
		metric: 'wall',
		theirs: 120,
		atMost: 1,
		served: { ...documents, but: { after: 20, served: { status: 503 } } },
		items: 300,
	},
	{
		measure: 'Requests for 1,000 items with a wrong key, against one',
		metric: 'requests',
		theirs: 1,
		atMost: 1,
		items: 1000,
	},
	{
		measure:
			'Requests for 60 items of 1 s, every third of which gives nothing, against one for each',
		metric: 'requests',
		theirs: 60,
		atMost: 1,
		served: { ...slow, but: { every: 3, served: { status: 200, duration: 100 } } },
		items: 60,
	},
	{
		measure: 'Batch of 10,000 instant items in n8n itself, 50 at a time, against HTTP Request',
		metric: 'time',
		ours: fiftyAtATime,
		theirs: httpRequest,
		atMost: 1,
		served: instant,
		items: 10_000,
	},
	{
		measure: "Live: from the server's write of the first section to n8n's part, against a goal",
		metric: 'delay',
		ours: toSections,
		theirs: 5,
		atMost: 1,
		served: { ...instant, duration: 30 },
	},
	{
		measure: 'CPU per document of 5 kB, written as HTML, against the plain loop',
		metric: 'cpuPerItem',
		theirs: plainLoop,
		served: { events: 10, text: beyond.repeat(3) },
		items: 60,
	},
	perMB('20,000 sections of 2 kB', { events: 20_000, text: ascii.repeat(20) }, 1),
	perMB('20,000 sections beyond ASCII', { events: 20_000, text: beyond.repeat(12) }, 1.1),
	perMB('20 sections in 200,000 pieces', { events: 200_000, text: 'word', sections: 20 }, 1.3),
	peak('a document of 59 MB', 59.4, { served: large }),
	peak('a PDF file of 20 MB comes in', 20, { ours: toPdf, served: pdf }),
	peak('ten such files at a time', 200, { ours: toPdf, served: pdf, items: 10 }),
	peak('a resume of 10 MB is sent', 10, sending),
	peak('ten such resumes at a time', 100, { ...sending, items: 10 }),
	{
		measure: 'Longest block while a document of 1 MiB is read, in any shape, against a goal',
		metric: 'block',
		ours: laddro(),
		theirs: 100,
		atMost: 1,
		served: {},
	},
	{
		measure: 'Longest silence of n8n itself while it reads 10,000 rows, against a goal',
		metric: 'silence',
		ours: withExpressions,
		theirs: 0.5,
		atMost: 1,
		items: 10_000,
	},
	{
		measure: 'Longest silence of n8n itself while it works on 10,000 items, against a goal',
		metric: 'silence',
		ours: fiftyAtATime,
		theirs: 0.1,
		atMost: 1,
		served: instant,
		items: 10_000,
	},
	{
		measure: "Loading the node, against n8n's Npm node, one of its smallest",
		metric: 'loading',
		theirs: { type: 'n8n-nodes-base.npm', typeVersion: 1, parameters: {} },
		atMost: 1,
	},
];
