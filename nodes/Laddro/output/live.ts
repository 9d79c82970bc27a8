import type { ChunkType, IExecuteFunctions } from 'n8n-workflow';
import type { Clock } from '../common/clock';
import { withinTime } from '../common/untilAborted';
import { formats, headingOf, isLeftOut, type DocumentStyle } from '../render/document';
import { isVisible, wellFormed } from '../common/visible';
import type { Piece } from '../stream/streamReader';

/**
 * Milliseconds that a finished part may take to be sent. n8n's sending settles once the caller's connection or, in
 * queue mode, Redis has taken the chunk, which may be never.
 */
export const CLOSE_TIME = 2000;

/** n8n's connection to the caller of a streaming webhook, for one run of the node. */
export class LiveChannel {
	/** Set once a part could not be sent in time: no other part is waited for then. */
	private isStuck = false;

	private constructor(
		private readonly context: IExecuteFunctions,
		private readonly clock: Clock,
		private readonly cancelled: AbortSignal | undefined,
	) {}

	/**
	 * `undefined` where n8n does not stream a response, or can't. As an agent's tool the node sends nothing live
	 * either: the caller is the agent's, and the document is meant for the model.
	 *
	 * @param cancelled aborts when the execution is cancelled
	 */
	static open(
		context: IExecuteFunctions,
		isTool: boolean,
		clock: Clock,
		cancelled: AbortSignal | undefined,
	): LiveChannel | undefined {
		if (isTool || !context.isStreaming?.()) return undefined;
		return new LiveChannel(context, clock, cancelled);
	}

	part(itemIndex: number): LivePart {
		return new LivePart(this, itemIndex);
	}

	/** Tells the caller of an input item for which no request is sent. */
	async fail(itemIndex: number, message: string): Promise<void> {
		await this.part(itemIndex).close(message);
	}

	async send(type: ChunkType, itemIndex: number, content?: string): Promise<void> {
		// Typed as returning nothing; n8n's own returns a promise.
		const sent: unknown = this.context.sendChunk(type, itemIndex, content);
		await sent;
	}

	/** Text in the item's format. Where it has none, or that can't be read, it is escaped as for Slack, which is safe in HTML, too. */
	escaped(text: string, itemIndex: number): string {
		try {
			const format = this.context.getNodeParameter('documentFormat', itemIndex, 'slack');
			const known = Object.entries(formats).find(([name]) => name === format);
			return (known?.[1] ?? formats.slack).piece(text);
		} catch {
			return formats.slack.piece(text);
		}
	}

	async waitFor(sent: Promise<void>): Promise<void> {
		if (this.isStuck || this.cancelled?.aborted) return;
		const isSent = await withinTime(sent, this.clock, CLOSE_TIME, this.cancelled);
		if (!isSent && !this.cancelled?.aborted) this.isStuck = true;
	}
}

/**
 * Sends one input item's sections live: `begin`, an `item` for each piece, with a heading before a section's first
 * piece, and then `end` or `error`.
 */
export class LivePart {
	private hasBegun = false;
	/** Whether no text of the section has come yet. */
	private isAtStart = false;
	/** The first half of a character that ended the last piece. */
	private half = '';
	private sent: Promise<void> = Promise.resolve();

	constructor(
		private readonly channel: LiveChannel,
		private readonly itemIndex: number,
	) {}

	/**
	 * Sends a piece of a section. A heading waits for its text, so that an empty section has none, as in the document.
	 *
	 * @param style how the section's document is written
	 */
	piece({ section, content, first }: Piece, style: DocumentStyle): void {
		if (isLeftOut(section)) return;
		const { piece } = formats[style.format];
		if (first) {
			this.isAtStart = true;
			this.half = '';
		}
		const [half = ''] = /[\ud800-\udbff]/.exec(content.slice(-1)) ?? [];
		const text = this.half + content.slice(0, content.length - half.length);
		this.half = half;
		let lead = '';
		if (this.isAtStart) {
			if (!isVisible(text)) return;
			const gap = style.headings ? '\n\n' : piece('\n\n');
			lead = (this.hasBegun ? gap : '') + headingOf(section, style, !this.hasBegun);
			this.isAtStart = false;
		}
		if (text === '') return;
		this.begin();
		this.send('item', lead + piece(text));
	}

	/**
	 * Ends the part, and waits until it is sent or the channel gives up.
	 *
	 * @param failure what went wrong, if anything did
	 */
	async close(failure: string | undefined): Promise<void> {
		this.begin();
		if (failure === undefined) this.send('end');
		else this.send('error', this.channel.escaped(failure, this.itemIndex));
		await this.channel.waitFor(this.sent);
	}

	/** Ends the part of an item that was stopped, which concerns the caller only if it has seen the beginning. */
	async stop(failure: string): Promise<void> {
		if (this.hasBegun) await this.close(failure);
	}

	private begin(): void {
		if (this.hasBegun) return;
		this.hasBegun = true;
		this.send('begin');
	}

	private send(type: ChunkType, content?: string): void {
		const text = content && wellFormed(content);
		this.sent = this.sent
			.then(async () => await this.channel.send(type, this.itemIndex, text))
			// The document is wanted even when its caller has gone away.
			.catch(() => {});
	}
}
