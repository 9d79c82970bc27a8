import type { IExecuteFunctions } from 'n8n-workflow';
import type { CallContext, CallLimits, CallReport } from '../calls/callApi';
import { fetchFile, fetchJson } from '../calls/fetch';
import { generate } from '../calls/generate';
import { storeFiles, type NamedFile } from '../output/files';
import type { LivePart } from '../output/live';
import type { Calls, FilesCall } from './operation';

/** What the calls of one input item need besides their requests. */
interface CallSetting {
	readonly limits: CallLimits;
	readonly calls: CallContext;
	/** Aborts when the run is stopped. */
	readonly signal: AbortSignal;
	readonly part: LivePart | undefined;
}

/** The calls that the task of one input item may make. */
export function taskCalls(
	{ helpers }: IExecuteFunctions,
	{ limits, calls, signal, part }: CallSetting,
): Calls {
	return {
		generate: async (request, style) =>
			await generate(request, limits, calls, signal, (piece) => part?.piece(piece, style)),
		async fetchFiles(request, unpack) {
			const { value, ...report } = await fetchFile(request, limits, calls, signal);
			return value ? await stored(helpers, report, unpack(value)) : report;
		},
		fetchJson: async (request) => await fetchJson(request, limits, calls, signal),
	};
}

async function stored(
	helpers: IExecuteFunctions['helpers'],
	report: CallReport,
	files: readonly NamedFile[],
): Promise<FilesCall> {
	const result = await storeFiles(helpers, files);
	return result.ok ? { ...report, files: result.value } : { ...report, failure: result.failure };
}
