import type { IBinaryData, IDataObject } from 'n8n-workflow';
import { notSent, type CallReport } from '../../../nodes/Laddro/calls/callApi';
import type { JsonCall } from '../../../nodes/Laddro/calls/fetch';
import type { Generation } from '../../../nodes/Laddro/calls/generate';
import type { Calls, Operation, Task } from '../../../nodes/Laddro/operations/operation';
import type { DocumentStyle } from '../../../nodes/Laddro/output/document';
import type { ReceivedFile } from '../../../nodes/Laddro/transport/fileAnswer';
import type { ApiRequest } from '../../../nodes/Laddro/transport/request';
import { TWO_SECTIONS } from '../output/generation';
import { parametersWith } from '../parameters/context';

/** The task of an item whose parameters are the defaults but for these. */
export function taskFor(
	operation: Operation,
	parameters: Record<string, unknown> = {},
	files: Record<string, IBinaryData> = {},
): Task {
	const task = operation.read(parametersWith(parameters, files));
	if (!task.ok) throw new Error(`Not read: ${JSON.stringify(task.failure)}`);
	return task.value;
}

/** The report of a call that gave all that it asked for. */
export const CALLED: CallReport = {
	...notSent({ kind: 'stopped' }),
	failure: undefined,
	isFree: false,
	attempts: 1,
};

/** A PDF as it comes from the API. */
export const PDF: ReceivedFile = { type: 'pdf', content: Buffer.from('%PDF-1.7\n%%EOF') };

/** What the calls of a task give, each an answer to the requests that it is asked for. */
interface Answers {
	readonly generate?: (request: ApiRequest, number: number) => Partial<Generation>;
	readonly file?: ReceivedFile | CallReport;
	readonly json?: (request: ApiRequest) => Partial<JsonCall>;
}

/** Runs a task with calls that give these answers, or two sections, and a PDF. */
export async function runWith(task: Task, answers: Answers) {
	const requests: ApiRequest[] = [];
	const styles: DocumentStyle[] = [];
	const calls: Calls = {
		generate: async (request, style) => {
			requests.push(request);
			styles.push(style);
			return {
				...CALLED,
				sections: TWO_SECTIONS,
				...answers.generate?.(request, requests.length - 1),
			};
		},
		fetchFiles: async (request, unpack) => {
			requests.push(request);
			const { file = PDF } = answers;
			if (!('content' in file)) return file;
			const unpacked = await unpack(file);
			const files = unpacked.map(({ content, fileName, mimeType }) => {
				const data = content.toString('base64');
				const binary = { data, fileName, mimeType };
				return { fileName, mimeType, fileSize: content.length, binary };
			});
			return { ...CALLED, files, ids: { resumeId: 'res_9', coverLetterId: 'let_9' } };
		},
		fetchJson: async (request) => {
			requests.push(request);
			return { ...CALLED, isFree: true, value: {}, ...answers.json?.(request) };
		},
	};
	const result = await task.run(calls);
	return { ...result, json: result.items.map(({ json }) => json), requests, styles };
}

/** Runs a task, of which each call for a stream gives two sections unless the rest says otherwise. */
export async function run(task: Task, rest: Partial<Generation> = {}) {
	return await runWith(task, { generate: () => rest });
}

/** The body of the one request that the parameters lead to. */
export async function bodyFor(
	operation: Operation,
	parameters: Record<string, unknown> = {},
): Promise<Record<string, unknown>> {
	const { requests } = await run(taskFor(operation, parameters));
	expect(requests).toHaveLength(1);
	return { ...requests[0]?.body };
}

/** The output items that the parameters lead to. */
export async function itemsFor(
	operation: Operation,
	parameters: Record<string, unknown> = {},
	rest: Partial<Generation> = {},
): Promise<IDataObject[]> {
	return (await run(taskFor(operation, parameters), rest)).json;
}
