import type { IBinaryData, IDataObject } from 'n8n-workflow';
import type { Outcome } from '../../../nodes/Laddro/api/call';
import type { ReceivedFile } from '../../../nodes/Laddro/api/readFile';
import type { SavedLetter } from '../../../nodes/Laddro/api/readJson';
import type { ApiRequest } from '../../../nodes/Laddro/api/request';
import type { Failure } from '../../../nodes/Laddro/common/failure';
import type { FileType } from '../../../nodes/Laddro/common/fileTypes';
import type { Calls, Operation, Task } from '../../../nodes/Laddro/operations/operation';
import type { FailedTask } from '../../../nodes/Laddro/output/failureOutput';
import type { OutputItem } from '../../../nodes/Laddro/output/items';
import type { DocumentStyle } from '../../../nodes/Laddro/render/document';
import type { Sections } from '../../../nodes/Laddro/stream/streamReader';
import { callWith, TWO_SECTIONS } from '../output/generation';
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

/** A PDF as it comes from the API. */
export const PDF: ReceivedFile = { type: 'pdf', content: Buffer.from('%PDF-1.7\n%%EOF') };

/** The ids under which the fake API stores what it sends as a file. */
const FILE_IDS = { resumeId: 'res_9', coverLetterId: 'let_9' };

/** How the calls of a task end. */
interface Script {
	/** What differs from a stream of two sections. */
	readonly stream?: (request: ApiRequest, number: number) => Partial<Outcome<Sections>>;
	/** How many files come with a text. */
	readonly textFiles?: number;
	/** The file that comes, or the failure in its place. */
	readonly file?: ReceivedFile | Failure;
	/** What differs from a letter without a title. */
	readonly save?: Partial<Outcome<SavedLetter>>;
	/** What differs from an empty object. */
	readonly json?: (request: ApiRequest) => Partial<Outcome<Record<string, unknown>>>;
	/** The sections of the resume that was sent; by default it can't be read. */
	readonly source?: (id: string | null) => Sections;
}

/** What came of a task, and what it has asked for. */
interface Run {
	readonly items: readonly OutputItem[];
	/** The items' fields. */
	readonly json: IDataObject[];
	readonly interruption?: Failure;
	/** Set when the task failed: then there are no items. */
	readonly failed?: FailedTask;
	readonly requests: ApiRequest[];
	/** The styles in which streams were to be passed on live. */
	readonly styles: DocumentStyle[];
	/** What calls for texts asked for. */
	readonly accepts: string[];
	/** The types of file that were asked for, request by request. */
	readonly types: Array<readonly FileType[]>;
}

/** Runs a task with calls that end like this; by default a stream gives two sections, and a file is a PDF. */
export async function runWith(task: Task, script: Script = {}): Promise<Run> {
	const requests: ApiRequest[] = [];
	const styles: DocumentStyle[] = [];
	const fileTypes: Array<readonly FileType[]> = [];
	const accepted: string[] = [];
	const calls: Calls = {
		texts: async ({ request, wanted, accepts }) => {
			requests.push(request);
			accepted.push(accepts);
			styles.push(...wanted.map(({ style }) => style));
			const rest = script.stream?.(request, requests.length - 1) ?? {};
			const {
				value: sections = 'value' in rest ? new Map() : TWO_SECTIONS,
				failure,
				ids = {},
			} = rest;
			const texts = wanted.map(({ type }) => ({
				sections,
				documentId: type === 'resume' ? ids.resumeId : ids.coverLetterId,
			}));
			const value = {
				texts: failure ? [] : texts,
				arrived: failure ? sections : new Map<string, string>(),
				files: Array.from({ length: script.textFiles ?? 0 }, (_, n) => ({
					fileName: `file_${n + 1}.pdf`,
					mimeType: 'application/pdf',
					fileSize: 9,
					binary: { data: '', mimeType: 'application/pdf' },
				})),
				otherIds: {},
			};
			return callWith({ ...rest, value });
		},
		files: async (request, types, unpack) => {
			requests.push(request);
			fileTypes.push(types);
			const { file = PDF } = script;
			if ('kind' in file) return callWith({ failure: file, ids: FILE_IDS });
			const unpacked = await unpack(file);
			const value = unpacked.map(({ content, fileName, mimeType }) => {
				const data = content.toString('base64');
				const binary = { data, fileName, mimeType };
				return { fileName, mimeType, fileSize: content.length, binary };
			});
			return callWith({ value, ids: FILE_IDS });
		},
		save: async (request) => {
			requests.push(request);
			const ids = { coverLetterId: 'let_9' };
			return callWith({ isFree: true, value: {}, ids, ...script.save });
		},
		json: async (request) => {
			requests.push(request);
			return callWith({ isFree: true, value: {}, ...script.json?.(request) });
		},
		source: async (id) => script.source?.(id),
	};
	const outcome = await task.run(calls);
	const ended = 'failed' in outcome ? { ...outcome, items: [] } : outcome;
	const json = ended.items.map((item) => item.json);
	return { ...ended, json, requests, styles, accepts: accepted, types: fileTypes };
}

/** Runs a task, of which each call for a stream gives two sections unless the rest says otherwise. */
export async function run(task: Task, rest: Partial<Outcome<Sections>> = {}): Promise<Run> {
	return await runWith(task, { stream: () => rest });
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
	rest: Partial<Outcome<Sections>> = {},
): Promise<IDataObject[]> {
	return (await run(taskFor(operation, parameters), rest)).json;
}
