import type { IExecuteFunctions } from 'n8n-workflow';
import { isComplete, readRecord, writeRecord, type KeptByKey, type KeptDocument } from './record';

/** The field of n8n's context that is ours. */
const FIELD = 'laddroKeptDocuments';

/**
 * The complete documents of a run, which stay in n8n's execution data when the run fails, so that the next try of the
 * same run reuses them instead of paying for them again. n8n passes the data to Retry On Fail and to Retry in the list
 * of executions, but keeps none of an execution that is cancelled or that dies with its process.
 */
export class KeptDocuments {
	/** What an earlier try has left and nothing has asked for yet. */
	private readonly earlier: Map<string, KeptDocument[]>;
	/** What this try has reused or generated. */
	private readonly finished = new Map<string, KeptDocument[]>();

	private constructor(
		private readonly context: Record<string, unknown>,
		private readonly run: number,
	) {
		this.earlier = copyOf(readRecord(context[FIELD], run));
	}

	static open(context: IExecuteFunctions): KeptDocuments {
		// In a loop, every run of the node shares the context.
		const { $runIndex: run } = context.getWorkflowDataProxy(0);
		return new KeptDocuments(context.getContext('node'), typeof run === 'number' ? run : 0);
	}

	/** Takes out a document that was kept for such a request, if one was. Its user adds it again if it is of use. */
	take(key: string): KeptDocument | undefined {
		return this.earlier.get(key)?.shift();
	}

	/** Notes what was paid for. */
	add(key: string, document: KeptDocument): void {
		const documents = this.finished.get(key);
		if (documents) documents.push(document);
		else this.finished.set(key, [document]);
	}

	/**
	 * Keeps all documents for the next try, including those that this one has not asked for yet.
	 *
	 * @returns how many of them are complete
	 */
	save(): number {
		const all = copyOf(this.finished);
		let count = 0;
		for (const [key, documents] of this.earlier) {
			all.set(key, [...(all.get(key) ?? []), ...documents]);
		}
		for (const documents of all.values()) count += documents.filter(isComplete).length;
		if (all.size > 0) this.context[FIELD] = writeRecord(this.run, all);
		return count;
	}

	/** Keeps nothing for a next try. */
	clear(): void {
		delete this.context[FIELD];
	}
}

function copyOf(documents: KeptByKey): Map<string, KeptDocument[]> {
	return new Map([...documents].map(([key, list]) => [key, [...list]]));
}
