import type { CallLimits, Outcome } from '../api/call';
import type { ReceivedFile } from '../api/readFile';
import type { SavedLetter } from '../api/readJson';
import type { ApiRequest } from '../api/request';
import type { ParameterFailure, Failure } from '../common/failure';
import type { FileType } from '../common/fileTypes';
import type { Result } from '../common/result';
import type { Change } from '../compare/changes';
import type { FailedTask } from '../output/failureOutput';
import type { NamedFile, StoredFile } from '../output/files';
import type { OutputItem } from '../output/items';
import { readFields, type Field, type Fields, type ValuesOf } from '../parameters/field';
import type { ItemParameters } from '../parameters/itemParameters';
import type { PaidCall } from '../kept/record';
import type { Sections } from '../stream/streamReader';
import type { WantedFile } from './downloadSaved';
import type { Order } from './generate';

/** What operations work on; n8n names nodes and describes an agent's tools by resource and operation. */
export type ResourceName = 'application' | 'document';

interface Labels {
	readonly resource: ResourceName;
	/** Value of the parameter `operation`. */
	readonly value: string;
	/** Name in the list of operations. */
	readonly label: string;
	/** The name in the nodes panel, and of a node that is added from there. */
	readonly action: string;
	readonly description: string;
	/** What Laddro charges for an input item, by its documentation. */
	readonly credits: number;
}

/** One thing that Laddro can be asked for. Each has its own file. */
export interface Operation extends Labels {
	/** Its parameters, in the editor's order. */
	readonly fields: ReadonlyArray<Field<unknown>>;
	/** Reads and checks what an input item asks for. */
	readonly read: (parameters: ItemParameters) => Result<Task>;
}

/**
 * An operation from its fields and what their values ask for.
 *
 * @param taskOf is given the values by the names of the fields
 */
export function operation<Group extends Fields>(
	labels: Labels,
	fields: Group,
	taskOf: (values: ValuesOf<Group>) => Result<Task>,
): Operation {
	return {
		...labels,
		fields: Object.values(fields),
		read(parameters) {
			const values = readFields(fields, parameters);
			return values.ok ? taskOf(values.value) : values;
		},
	};
}

/** The work that one input item asks for. */
export interface Task {
	readonly limits: CallLimits;
	readonly includeInputFields: boolean;
	/** Whether none of its calls costs credits. */
	readonly isFree?: boolean;
	/** Whether a file goes with its request, which is in memory for as long as the item is worked on. */
	readonly sendsFile?: boolean;
	/** Checks, before anything is sent, what can't be checked without waiting: the item's file. */
	readonly check?: () => Promise<ParameterFailure | undefined>;
	/** Makes the calls to the API, and output items out of their responses. */
	readonly run: (calls: Calls) => Promise<TaskOutcome>;
}

/** Makes of a file that has come those that go into n8n's binary data. */
export type Unpack = (file: ReceivedFile) => Promise<readonly NamedFile[]> | readonly NamedFile[];

/** The calls to the API that a task may make, each to its end. After a failure there is no further call. */
export interface Calls {
	/** Generates the texts of a document, or of a resume and its letter. */
	readonly texts: (order: Order) => Promise<Outcome<PaidCall>>;
	/**
	 * Asks for a file of one of these types, and puts what `unpack` makes of it into n8n's binary data. Where an earlier try
	 * has paid for it in vain, the files of the stored documents are downloaded instead, if it is known which are wanted.
	 */
	readonly files: (
		request: ApiRequest,
		types: readonly FileType[],
		unpack: Unpack,
		wanted?: readonly WantedFile[],
	) => Promise<Outcome<readonly StoredFile[]>>;
	/** Saves a letter, which costs nothing. */
	readonly save: (request: ApiRequest) => Promise<Outcome<SavedLetter>>;
	/** Asks for a JSON object that costs nothing. */
	readonly json: (request: ApiRequest) => Promise<Outcome<Record<string, unknown>>>;
	/** Reads a stored resume once a run, or the default one; `undefined` where that fails, which fails nothing else. */
	readonly source: (id: string | null) => Promise<Sections | undefined>;
}

/** The outcome of a task: its output items, or why it failed. */
export type TaskOutcome =
	| {
			readonly items: readonly OutputItem[];
			/** Why they are not complete; not set when they are. */
			readonly interruption?: Failure;
			/** Tells what was changed in a resume, for its item; `null` where that can't be told. A live response ends first. */
			readonly changes?: () => Promise<readonly Change[] | null>;
	  }
	| { readonly failed: FailedTask };
