import type { ChunkType, IExecuteFunctions } from 'n8n-workflow';
import type { Piece } from '../stream/streamReader';
import type { Failure } from '../transport/failure';
import { formats, type Format } from './formats';
import type { OutputForm } from './items';
import { titleOf } from './title';

/** Typed as answering nothing; what n8n's does answer is a promise. */
type SendChunk = (type: ChunkType, itemIndex: number, content?: string) => unknown;

/** n8n's way to the caller of a streaming webhook; `undefined` where nobody listens, or n8n has none. */
export function liveChannel(context: IExecuteFunctions): SendChunk | undefined {
	// As a tool, the agent speaks to the caller, and what it is told is not for the caller's eyes.
	const listening = context.isStreaming?.() && !context.isToolExecution?.();
	return listening ? context.sendChunk.bind(context) : undefined;
}

/**
 * Passes one input item's sections on as they arrive: `begin`, an `item` for each piece, where a section's first is
 * preceded by its heading, and then `end` or `error`.
 */
export class LivePart {
	private begun = false;
	private sent: Promise<void> = Promise.resolve();

	private readonly format: Format;

	constructor(
		private readonly sendChunk: SendChunk,
		private readonly itemIndex: number,
		form: OutputForm,
	) {
		this.format = formats[form.output === 'document' ? form.format : 'markdown'];
	}

	piece({ section, content, first }: Piece): void {
		const before = first ? (this.begun ? '\n\n' : '') + this.format.heading(titleOf(section)) : '';
		this.begin();
		this.send('item', before + this.format.piece(content));
	}

	/** Ends the part, well or with what went wrong; resolves when everything is sent. */
	async close(failure: Failure | undefined): Promise<void> {
		// Who stopped the execution is not listening any more.
		if (failure?.kind === 'stopped') return;
		this.begin();
		if (failure) this.send('error', failure.message);
		else this.send('end');
		await this.sent;
	}

	private begin(): void {
		if (this.begun) return;
		this.begun = true;
		this.send('begin');
	}

	private send(type: ChunkType, content?: string): void {
		this.sent = this.sent
			.then(async () => {
				await this.sendChunk(type, this.itemIndex, content);
			})
			// A caller who has gone away does not make the document any less wanted.
			.catch(() => {});
	}
}
