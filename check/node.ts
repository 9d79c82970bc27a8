import type { INodeParameters } from 'n8n-workflow';
import { laddroWorkflow, type Engine } from '../engine';
import { compare, LIST_LIMIT, type OutputKind } from './compare';
import { nodeInput, type ResponseName, type Responses } from './requests';
import type { Api } from './send';
import { startTap } from './tap';

/** A run of the node. It is left out where one of the responses is missing that its output is made from. */
type NodeRun = readonly [
	name: string,
	kind: OutputKind,
	from: readonly ResponseName[],
	parameters: INodeParameters,
];

/** A run of the node, and what came out of it. */
export interface NodeResult {
	readonly name: string;
	/** How the output differs from the bytes; undefined if it does not, or if the node did not run. */
	readonly differs?: string;
	readonly ran: boolean;
}

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** Every operation with every output. */
function runsFor(responses: Responses): NodeRun[] {
	const { jobDescription, resumeId, letterId } = nodeInput(responses);
	const application = (
		operation: string,
		streams: readonly ResponseName[],
		file: ResponseName,
	): NodeRun[] => {
		const common = { resource: 'application', operation, jobPosting: jobDescription };
		const document = { ...common, output: 'document', documentFormat: 'text', simplify: false };
		const sections = { ...common, output: 'sections', documentFormat: 'asSent' };
		const pdf = { ...common, output: 'pdf', resumeId: byId(resumeId) };
		return [
			[`${operation}, Single Document`, 'document', streams, document],
			[`${operation}, One Item per Section`, 'sections', streams, sections],
			[`${operation}, PDF File`, 'file', [file], pdf],
		];
	};
	const saved = (
		documentType: string,
		id: string,
		[list, one, pdf]: readonly [ResponseName, ResponseName, ResponseName],
	): NodeRun[] => {
		const common = { resource: 'document', documentType };
		const many = { ...common, operation: 'getMany', returnAll: false, limit: LIST_LIMIT };
		const withId = { ...common, documentId: byId(id) };
		return [
			[`getMany, ${documentType}`, 'rows', [list], many],
			[`get, ${documentType}`, 'rows', [one], { ...withId, operation: 'get', output: 'asSent' }],
			[`downloadPdf, ${documentType}`, 'file', [pdf], { ...withId, operation: 'downloadPdf' }],
		];
	};
	return [
		...application('tailor', ['tailor'], 'tailorPdf'),
		...application('coverLetter', ['coverLetter'], 'coverLetterPdf'),
		...application('both', ['tailor', 'coverLetter'], 'bothZip'),
		...saved('resume', resumeId, ['resumes', 'resume', 'exportPdf']),
		...saved('coverLetter', letterId, ['letters', 'letter', 'renderPdf']),
	];
}

/**
 * Runs the node in n8n's engine, each run against what the API has sent, and holds its output against the bytes. Runs
 * whose responses are missing are left out.
 */
export async function runNode(
	engine: Engine,
	api: Api,
	responses: Responses,
): Promise<NodeResult[]> {
	const results: NodeResult[] = [];
	for (const run of runsFor(responses)) {
		const [name, , from] = run;
		const ran = from.every((each) => responses[each]?.status === 200);
		const differs = ran ? await resultOf(engine, api, responses, run) : undefined;
		results.push({ name, ran, differs });
	}
	return results;
}

async function resultOf(
	engine: Engine,
	api: Api,
	responses: Responses,
	[, kind, , parameters]: NodeRun,
): Promise<string | undefined> {
	const withoutKey = (text: string) => text.replaceAll(api.key, '…').slice(0, 200);
	const tap = await startTap(api, Object.values(responses));
	try {
		const workflow = laddroWorkflow({ ...parameters, requestOptions: { maxRetries: 0 } });
		const credential = { apiKey: api.key, baseUrl: tap.url };
		const run = await engine.run(workflow, { credential });
		const { error } = run.task('Laddro');
		if (tap.refused.length > 0) {
			return `it asks for ${tap.refused.join(', ')} in another way than was asked before`;
		}
		if (error) return `it fails: ${withoutKey(error.message)}`;
		return compare(kind, tap.given, run.items('Laddro'));
	} catch (error) {
		// Whatever it is, what the API has sent must still be reported.
		return `it can't be run: ${withoutKey(String(error))}`;
	} finally {
		await tap.close();
	}
}
