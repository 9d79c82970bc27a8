import type { IDataObject } from 'n8n-workflow';
import type { CallLimits, Generation } from '../calls/generate';
import type { Result } from '../common/result';
import type { DocumentStyle } from '../output/document';
import type { Field } from '../parameters/field';
import type { ItemParameters } from '../parameters/itemParameters';
import type { GenerationRequest } from '../transport/client';

/** What operations work on; n8n names nodes and describes an agent's tools by resource and operation. */
export type ResourceName = 'application';

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
	/** How its sections are written where they are passed on live. */
	readonly liveStyle: DocumentStyle;
	/** Makes the calls to the API, and output items out of their answers. */
	readonly run: (call: Call) => Promise<TaskResult>;
}

/** One call to the API, to its end. It never rejects. */
export type Call = (request: GenerationRequest) => Promise<Generation>;

/** The result of a task. */
export interface TaskResult {
	readonly generation: Generation;
	/** JSON of the output items; none when the item failed. */
	readonly items: IDataObject[];
}
