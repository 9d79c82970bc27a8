import type { INodeParameters } from 'n8n-workflow';
import type { WorkflowFile } from '../../engine';
import type { AnswerName } from '../observe/requests';

/** A run of the node, and the answers that its output is made from. */
export interface NodeRun {
	readonly name: string;
	readonly kind: 'document' | 'sections' | 'file' | 'one' | 'list';
	/** Answers that the node is given; the run is left out where one of them is missing. */
	readonly from: readonly AnswerName[];
	readonly parameters: INodeParameters;
}

/** Rows that the node is asked for. */
export const LIST_LIMIT = 50;

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

function application(
	operation: string,
	jobDescription: string,
	streams: readonly AnswerName[],
	file: AnswerName,
	resumeId: string,
): NodeRun[] {
	const common = { resource: 'application', operation, jobSource: 'description', jobDescription };
	return [
		{
			name: `${operation}, Single Document`,
			kind: 'document',
			from: streams,
			parameters: { ...common, output: 'document', documentFormat: 'text' },
		},
		{
			name: `${operation}, One Item per Section`,
			kind: 'sections',
			from: streams,
			parameters: { ...common, output: 'sections' },
		},
		{
			name: `${operation}, PDF File`,
			kind: 'file',
			from: [file],
			parameters: { ...common, output: 'pdf', resumeId: byId(resumeId) },
		},
	];
}

function saved(
	documentType: string,
	id: string,
	list: AnswerName,
	one: AnswerName,
	pdf: AnswerName,
) {
	const common = { resource: 'document', documentType };
	const withId = { ...common, documentId: byId(id) };
	return [
		{
			name: `getMany, ${documentType}`,
			kind: 'list',
			from: [list],
			parameters: { ...common, operation: 'getMany', returnAll: false, limit: LIST_LIMIT },
		},
		{
			name: `get, ${documentType}`,
			kind: 'one',
			from: [one],
			parameters: { ...withId, operation: 'get' },
		},
		{
			name: `downloadPdf, ${documentType}`,
			kind: 'file',
			from: [pdf],
			parameters: { ...withId, operation: 'downloadPdf' },
		},
	] as const satisfies NodeRun[];
}

/** What the node is run with. */
interface Given {
	readonly jobDescription: string;
	readonly resumeId: string;
	readonly letterId: string;
}

/** Every operation with every output. */
export const nodeRuns = ({ jobDescription, resumeId, letterId }: Given): readonly NodeRun[] => [
	...application('tailor', jobDescription, ['tailor'], 'tailorPdf', resumeId),
	...application('coverLetter', jobDescription, ['coverLetter'], 'coverLetterPdf', resumeId),
	...application('both', jobDescription, ['tailor', 'coverLetter'], 'bothZip', resumeId),
	...saved('resume', resumeId, 'resumes', 'resume', 'exportPdf'),
	...saved('coverLetter', letterId, 'letters', 'letter', 'renderPdf'),
];

/** The node behind a trigger. */
export const workflowOf = (parameters: INodeParameters): WorkflowFile => ({
	name: 'The node by itself',
	nodes: [
		{
			id: 'start',
			name: 'Start',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		{
			id: 'laddro',
			name: 'Laddro',
			type: 'n8n-nodes-laddro.laddro',
			typeVersion: 1,
			position: [200, 0],
			parameters: { ...parameters, requestOptions: { maxRetries: 0 } },
			credentials: { laddroApi: { id: null, name: 'Laddro account' } },
		},
	],
	connections: { Start: { main: [[{ node: 'Laddro', type: 'main', index: 0 }]] } },
});
