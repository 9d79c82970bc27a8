import { StreamReader, type Piece, type Sections } from '../stream/streamReader';
import type { ApiRequest } from '../transport/request';
import { callApi, type CallContext, type CallLimits, type CallReport } from './callApi';

/** The result of a call for a stream: the document, or a failure with whatever had arrived before it. */
export interface Generation extends CallReport {
	readonly sections: Sections;
}

/**
 * Generates one document as a stream.
 *
 * @param run aborts when the run is stopped
 * @param onPiece is called with every piece of a section, at once
 */
export async function generate(
	request: ApiRequest,
	limits: CallLimits,
	context: CallContext,
	run: AbortSignal,
	onPiece: (piece: Piece) => void,
): Promise<Generation> {
	let reader = new StreamReader(onPiece);
	const report = await callApi(
		{
			isFree: false,
			async attempt(client, timer) {
				reader = new StreamReader(onPiece);
				return await client.readStream(request, reader, timer);
			},
		},
		limits,
		context,
		run,
	);
	return { ...report, sections: reader.sections };
}
