import type { IExecuteFunctions } from 'n8n-workflow';
import type { CallContext, CallLimits, CallReport } from '../calls/callApi';
import { fetchFile, fetchJson } from '../calls/fetch';
import { generate, type Generation } from '../calls/generate';
import type { KeptDocuments } from '../kept/keptDocuments';
import type { KeptDocument } from '../kept/record';
import { requestKey } from '../kept/requestKey';
import type { DocumentStyle } from '../output/document';
import { storeFiles } from '../output/files';
import type { LivePart } from '../output/live';
import type { Calls } from './operation';

/** What the calls of one input item need besides their requests. */
interface CallSetting {
	readonly limits: CallLimits;
	readonly calls: CallContext;
	/** Aborts when the execution is cancelled. */
	readonly signal: AbortSignal;
	readonly part: LivePart | undefined;
	readonly kept: KeptDocuments;
}

/** The calls that the task of one input item may make. What was kept from an earlier try is not asked for again. */
export function taskCalls(
	{ helpers }: IExecuteFunctions,
	{ limits, calls, signal, part, kept }: CallSetting,
): Calls {
	return {
		async generate(request, style) {
			const key = requestKey('stream', request);
			const before = kept.take(key);
			if (before && 'sections' in before) return keptGeneration(before, part, style);
			const generation = await generate(request, limits, calls, signal, (piece) =>
				part?.piece(piece, style),
			);
			const { failure, ids, sections } = generation;
			if (!failure) kept.add(key, { ids, sections });
			return generation;
		},
		async fetchFiles(request, unpack) {
			const key = requestKey('file', request);
			const before = kept.take(key);
			if (before && 'files' in before) return { ...keptReport(before), files: before.files };
			const { value, ...report } = await fetchFile(request, limits, calls, signal);
			if (!value) return report;
			const stored = await storeFiles(helpers, await unpack(value));
			if (!stored.ok) return { ...report, failure: stored.failure };
			kept.add(key, { ids: report.ids, files: stored.value });
			return { ...report, files: stored.value };
		},
		fetchJson: async (request) => await fetchJson(request, limits, calls, signal),
	};
}

/** The sections are passed on live as well: the caller has seen nothing of the earlier try. */
function keptGeneration(
	document: Extract<KeptDocument, { sections: unknown }>,
	part: LivePart | undefined,
	style: DocumentStyle,
): Generation {
	for (const [section, content] of document.sections) {
		part?.piece({ section, content, first: true }, style);
	}
	return { ...keptReport(document), sections: document.sections };
}

function keptReport({ ids }: KeptDocument): CallReport {
	return { isFree: false, ids, attempts: 0, waited: 0, waitedFor: new Set(), isKept: true };
}
