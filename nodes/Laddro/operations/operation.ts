import type { IDataObject } from 'n8n-workflow';
import type { CallLimits, CallReport } from '../calls/callApi';
import type { JsonCall } from '../calls/fetch';
import type { Generation } from '../calls/generate';
import type { ParameterFailure } from '../common/failure';
import type { Result } from '../common/result';
import type { DocumentStyle } from '../output/document';
import type { NamedFile, StoredFile } from '../output/files';
import type { OutputItem } from '../output/items';
import type { Field, ValuesOf } from '../parameters/field';
import type { ItemParameters } from '../parameters/itemParameters';
import type { limitFields } from '../parameters/requestOptions';
import type { ReceivedFile } from '../transport/fileAnswer';
import type { ApiRequest } from '../transport/request';

const SECOND = 1000;

/** What operations work on; n8n names nodes and describes an agent's tools by resource and operation. */
export type ResourceName = 'application' | 'document';

/** One thing that Laddro can be asked for. A file of its own holds all there is to it. */
export interface Operation {
	readonly resource: ResourceName;
	/** Value of the parameter `operation`. */
	readonly value: string;
	/** Name in the list of operations. */
	readonly label: string;
	/** The name in the nodes panel, and of a node that is added from there. */
	readonly action: string;
	readonly description: string;
	/** Its parameters, in the editor's order. */
	readonly fields: ReadonlyArray<Field<unknown>>;
	/** Reads and checks what an input item asks for. */
	readonly read: (parameters: ItemParameters) => Result<Task>;
}

/** The work that one input item asks for. */
export interface Task {
	readonly limits: CallLimits;
	readonly includeInputFields: boolean;
	/** Checks, before anything is sent, what can't be checked without waiting: the item's file. */
	readonly check?: () => Promise<ParameterFailure | undefined>;
	/** Makes the calls to the API, and output items out of their answers. */
	readonly run: (calls: Calls) => Promise<TaskResult>;
}

/** The calls to the API that a task may make, each to its end. They never reject. */
export interface Calls {
	/**
	 * Generates a document as a stream.
	 *
	 * @param style how the sections are written where they are passed on live
	 */
	readonly generate: (request: ApiRequest, style: DocumentStyle) => Promise<Generation>;
	/** Asks for a file, and puts what `unpack` makes of it into n8n's binary data. */
	readonly fetchFiles: (
		request: ApiRequest,
		unpack: (file: ReceivedFile) => Promise<readonly NamedFile[]> | readonly NamedFile[],
	) => Promise<FilesCall>;
	/** Asks for a JSON object that costs nothing. */
	readonly fetchJson: (request: ApiRequest) => Promise<JsonCall>;
}

/** The result of a call for a file. */
export type FilesCall = CallReport & { readonly files?: readonly StoredFile[] };

/** The result of a task. */
export interface TaskResult {
	/** The calls that were made, in their order. After a failure there is no further call. */
	readonly calls: ReadonlyArray<CallReport & Partial<Pick<Generation, 'sections'>>>;
	/** The output items; none when the item failed. */
	readonly items: readonly OutputItem[];
	/** What the failed call was for. */
	readonly failed?: {
		/** Value of `operation` in its output items. */
		readonly operation: string;
		/** The document that was asked for, or that the answer names as the stored result. */
		readonly documentId?: string;
		/** Whether it is a document that is stored already. */
		readonly isSaved?: boolean;
	};
	/** A resume that is complete and paid for although the item failed, as the item of a single document. */
	readonly resume?: IDataObject;
}

/** The limits of a call, from what the user has set. */
export function limitsOf({
	maxRetries,
	idleTimeout,
	timeout,
}: ValuesOf<typeof limitFields>): CallLimits {
	return { maxRetries, idleTimeout: idleTimeout * SECOND, timeout: timeout * SECOND };
}
