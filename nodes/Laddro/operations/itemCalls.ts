import type { IExecuteFunctions } from 'n8n-workflow';
import { call, type CallContext, type CallLimits, type Outcome } from '../api/call';
import { fileOfType, type ReceivedFile } from '../api/readFile';
import { json } from '../api/readJson';
import { stream } from '../api/readStream';
import type { ApiRequest } from '../api/request';
import type { FileType } from '../common/fileTypes';
import type { KeptDocuments } from '../kept/keptDocuments';
import { requestKey } from '../kept/requestKey';
import { areStored, storeFiles, type NamedFile, type StoredFile } from '../output/files';
import type { LivePart } from '../output/live';
import type { DocumentStyle } from '../render/document';
import type { Sections } from '../stream/streamReader';
import type { Calls } from './operation';

/** What the calls of one input item need besides their requests. */
interface CallSetting {
	readonly limits: CallLimits;
	readonly context: CallContext;
	/** Aborts when the execution is cancelled. */
	readonly signal: AbortSignal;
	readonly part: LivePart | undefined;
	readonly kept: KeptDocuments;
}

/** The calls that the task of one input item makes. What was kept from an earlier try is not asked for again. */
export class ItemCalls implements Calls {
	/** The calls that have ended, in their order. */
	readonly made: Outcome[] = [];

	constructor(
		private readonly helpers: IExecuteFunctions['helpers'],
		private readonly setting: CallSetting,
	) {}

	async stream(request: ApiRequest, style: DocumentStyle): Promise<Outcome<Sections>> {
		const { limits, context, signal, part, kept } = this.setting;
		const key = requestKey(context.client.account, 'stream', request);
		const before = kept.take(key);
		if (before && 'sections' in before) {
			kept.add(key, before);
			// The caller has seen nothing of the earlier try.
			for (const [section, content] of before.sections) {
				part?.piece({ section, content, first: true }, style);
			}
			return this.note(keptOutcome(before.ids, before.sections));
		}
		const kind = stream((piece) => part?.piece(piece, style));
		const outcome = await call(request, kind, limits, context, signal);
		const { value, failure, ids } = outcome;
		if (value && !failure) kept.add(key, { ids, sections: value });
		return this.note(outcome);
	}

	async files(
		request: ApiRequest,
		types: readonly FileType[],
		unpack: (file: ReceivedFile) => Promise<readonly NamedFile[]> | readonly NamedFile[],
	): Promise<Outcome<readonly StoredFile[]>> {
		const { limits, context, signal, kept } = this.setting;
		const key = requestKey(context.client.account, 'file', request);
		const before = kept.take(key);
		if (before && 'files' in before && (await areStored(this.helpers, before.files))) {
			kept.add(key, before);
			return this.note(keptOutcome(before.ids, before.files));
		}
		const { value, ...rest } = await call(request, fileOfType(...types), limits, context, signal);
		if (!value) return this.note(rest);
		const stored = await storeFiles(this.helpers, await unpack(value));
		if (!stored.ok) return this.note({ ...rest, failure: stored.failure });
		kept.add(key, { ids: rest.ids, files: stored.value });
		return this.note({ ...rest, value: stored.value });
	}

	async json(request: ApiRequest): Promise<Outcome<Record<string, unknown>>> {
		const { limits, context, signal } = this.setting;
		return this.note(await call(request, json, limits, context, signal));
	}

	private note<Value>(outcome: Outcome<Value>): Outcome<Value> {
		this.made.push(outcome);
		return outcome;
	}
}

function keptOutcome<Value>(ids: Outcome['ids'], value: Value): Outcome<Value> {
	return {
		value,
		isFree: false,
		ids,
		attempts: 0,
		waited: 0,
		waitedFor: new Set(),
		isKept: true,
	};
}
