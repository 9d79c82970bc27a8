import type { ChunkType, IExecuteFunctions } from 'n8n-workflow';
import { CLOSE_TIME, LiveChannel, type LivePart } from '../../../nodes/Laddro/output/live';
import type { DocumentStyle, FormatName } from '../../../nodes/Laddro/render/document';
import { FakeClock, settle } from '../fakeClock';

type Sent = [type: ChunkType, itemIndex: number, content?: string];
type Send = (...chunk: Sent) => unknown;

/** n8n as far as the channel asks for it. */
function n8n(parts: object): IExecuteFunctions {
	return parts as IExecuteFunctions;
}

interface Listening {
	/** What n8n does with a chunk, in place of passing it on at once. */
	send?: Send;
	cancelled?: AbortSignal;
	/** The parameter Document Format of an input item. */
	formatOf?: (itemIndex: number) => string | undefined;
}

/** A channel to a caller, and what arrived there. */
function listening({ send, cancelled, formatOf }: Listening = {}) {
	const sent: Sent[] = [];
	const clock = new FakeClock();
	const passOn: Send = async (...chunk) => {
		await Promise.resolve();
		sent.push(chunk);
	};
	const getNodeParameter = (name: string, itemIndex: number) => {
		const format = name === 'documentFormat' ? formatOf?.(itemIndex) : undefined;
		if (format === undefined) throw new Error(`No ${name}`);
		return format;
	};
	const context = n8n({ isStreaming: () => true, sendChunk: send ?? passOn, getNodeParameter });
	const channel = LiveChannel.open(context, false, clock, cancelled);
	if (!channel) throw new Error('The channel is closed');
	const part = () => channel.part(3);
	return { sent, clock, channel, part };
}

/** Whether the promise has settled, with everything done that can be done without time passing. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
	let settled = false;
	void promise.then(() => (settled = true));
	await settle();
	return settled;
}

const never = async () => await new Promise<never>(() => {});
const contentsOf = (sent: Sent[]) =>
	sent.filter(([type]) => type === 'item').map(([, , content]) => content);
const typesOf = (sent: Sent[]) => sent.map(([type]) => type);

const MARKDOWN: DocumentStyle = { format: 'markdown', headings: true };

const first = { section: 'work_experience', content: 'Built ', first: true };
const next = { section: 'work_experience', content: '<b>', first: false };
const other = { section: 'skills', content: 'SQL', first: true };

describe('A live part', () => {
	it('A part begins with the first piece, has a heading before each section, and ends.', async () => {
		const { sent, part: open } = listening();
		const part = open();
		for (const piece of [first, next, other, { ...next, content: ' more' }])
			part.piece(piece, MARKDOWN);
		await part.close(undefined);
		expect(sent).toEqual([
			['begin', 3, undefined],
			['item', 3, '## Work Experience\n\nBuilt '],
			['item', 3, '<b>'],
			['item', 3, '\n\n## Skills\n\nSQL'],
			['item', 3, ' more'],
			['end', 3, undefined],
		]);
	});

	it.each<[FormatName, string[]]>([
		['markdown', ['## Work Experience\n\nBuilt ', '<b>']],
		['html', ['<h2>Work Experience</h2>\nBuilt ', '&lt;b&gt;']],
		['text', ['Work Experience\nBuilt ', '<b>']],
		['slack', ['*Work Experience*\nBuilt ', '&lt;b&gt;']],
	])('A part of a document in %s is written in the same format.', async (format, contents) => {
		const { sent, part: open } = listening();
		const part = open();
		part.piece(first, { format, headings: true });
		part.piece(next, { format, headings: true });
		await part.close(undefined);
		expect(contentsOf(sent)).toEqual(contents);
	});

	it.each<[FormatName, string[]]>([
		['markdown', ['Built ', '<b>', '\n\nSQL']],
		['html', ['Built ', '&lt;b&gt;', '<br>\n<br>\nSQL']],
		['text', ['Built ', '<b>', '\n\nSQL']],
		['slack', ['Built ', '&lt;b&gt;', '\n\nSQL']],
	])('Sections without headings are paragraphs in %s.', async (format, contents) => {
		const { sent, part: open } = listening();
		const part = open();
		for (const piece of [first, next, other]) part.piece(piece, { format, headings: false });
		await part.close(undefined);
		expect(contentsOf(sent)).toEqual(contents);
	});

	it('A heading is in the language of the document.', async () => {
		const { sent, part: open } = listening();
		const part = open();
		part.piece(first, { ...MARKDOWN, language: 'fi' });
		await part.close(undefined);
		expect(contentsOf(sent)).toEqual(['## Työkokemus\n\nBuilt ']);
	});

	it('A heading comes with the first text of its section, and not without any.', async () => {
		const { sent, part: open } = listening();
		const part = open();
		const blank = { section: 'summary', content: ' \n', first: true };
		for (const piece of [blank, first, { ...other, content: '' }, { ...other, first: false }]) {
			part.piece(piece, MARKDOWN);
		}
		await part.close(undefined);
		expect(contentsOf(sent)).toEqual(['## Work Experience\n\nBuilt ', '\n\n## Skills\n\nSQL']);
	});

	it('A part begins with the personal details, which have no heading, and leaves out the reader of a letter.', async () => {
		const { sent, part: open } = listening();
		const part = open();
		part.piece({ section: 'employerDetails', content: 'Acme', first: true }, MARKDOWN);
		part.piece({ section: 'header', content: 'Maya', first: true }, MARKDOWN);
		part.piece({ section: 'header', content: ' Okafor', first: false }, MARKDOWN);
		part.piece(other, MARKDOWN);
		part.piece({ section: 'personal', content: 'x', first: true }, MARKDOWN);
		await part.close(undefined);
		expect(contentsOf(sent)).toEqual([
			'Maya',
			' Okafor',
			'\n\n## Skills\n\nSQL',
			'\n\n## Personal Details\n\nx',
		]);
	});

	it.each([['\u200b'], ['\ufeff \u2028'], ['\u00a0']])(
		'Text in which there is nothing to see leaves no heading: %j',
		async (content) => {
			const { sent, part: open } = listening();
			const part = open();
			part.piece({ section: 'summary', content, first: true }, MARKDOWN);
			part.piece(first, MARKDOWN);
			await part.close(undefined);
			expect(contentsOf(sent)).toEqual(['## Work Experience\n\nBuilt ']);
		},
	);

	it('A section whose name shows nothing has no heading.', async () => {
		const { sent, part: open } = listening();
		const part = open();
		part.piece({ ...first, section: '' }, MARKDOWN);
		await part.close(undefined);
		expect(contentsOf(sent)).toEqual(['Built ']);
	});

	it.each([
		[
			['Hi \ud83d', '\ude00 bye'],
			['Hi ', '😀 bye'],
		],
		[
			['Hi ', '\ud83d', '\ude00'],
			['Hi ', '😀'],
		],
		[['\ud83d', '\ude00'], ['😀']],
		[
			['Hi \ud83d', ' \ude00'],
			['Hi ', '\ufffd \ufffd'],
		],
		[['Hi \ud83d'], ['Hi ']],
	])('No part begins or ends within a character: %j', async (pieces, contents) => {
		const { sent, part: open } = listening();
		const part = open();
		for (const [index, content] of pieces.entries()) {
			part.piece(
				{ section: 'summary', content, first: index === 0 },
				{ ...MARKDOWN, headings: false },
			);
		}
		await part.close(undefined);
		expect(contentsOf(sent)).toEqual(contents);
	});

	it('A part with a piece has begun before it is closed.', async () => {
		const { sent, part: open } = listening();
		open().piece(first, MARKDOWN);
		await settle();
		expect(typesOf(sent)).toEqual(['begin', 'item']);
	});

	it('A part without any piece begins and ends.', async () => {
		const { sent, part: open } = listening();
		await open().close(undefined);
		expect(typesOf(sent)).toEqual(['begin', 'end']);
	});

	it('A part of a document that failed ends with the error alone.', async () => {
		const { sent, part: open } = listening();
		const part = open();
		part.piece(first, MARKDOWN);
		await part.close('The connection was cut');
		expect(typesOf(sent)).toEqual(['begin', 'item', 'error']);
		expect(sent.at(-1)).toEqual(['error', 3, 'The connection was cut']);
	});

	it.each([
		['html', '&lt;img onerror&gt; &amp;<br>\n&lt;!channel&gt;'],
		['slack', '&lt;img onerror&gt; &amp;\n&lt;!channel&gt;'],
		['markdown', '<img onerror> &\n<!channel>'],
		['text', '<img onerror> &\n<!channel>'],
		// What can't be read is safe in HTML and in Slack.
		[undefined, '&lt;img onerror&gt; &amp;\n&lt;!channel&gt;'],
	])('An error is written as the format %s needs it.', async (format, content) => {
		const { sent, channel } = listening({
			formatOf: (itemIndex) => (itemIndex === 5 ? format : 'text'),
		});
		await channel.fail(5, '<img onerror> &\n<!channel>');
		expect(sent.at(-1)).toEqual(['error', 5, content]);
	});

	it('A part of a failure without any section begins before its error.', async () => {
		const { sent, part: open } = listening();
		await open().close('No such resume');
		expect(typesOf(sent)).toEqual(['begin', 'error']);
	});

	it('A part that has begun ends with an error when its item is stopped.', async () => {
		const { sent, part: open } = listening();
		const part = open();
		part.piece(first, MARKDOWN);
		await part.stop('The run was stopped');
		expect(typesOf(sent)).toEqual(['begin', 'item', 'error']);
		expect(sent.at(-1)).toEqual(['error', 3, 'The run was stopped']);
	});

	it('A part that has not begun sends nothing when its item is stopped.', async () => {
		const { sent, part: open } = listening();
		await open().stop('The run was stopped');
		expect(sent).toEqual([]);
	});

	it('A failure is escaped where a parameter that is not shown would say the format.', async () => {
		const sent: Sent[] = [];
		const context = n8n({
			isStreaming: () => true,
			sendChunk: async (...chunk: Sent) => {
				sent.push(chunk);
			},
			getNodeParameter: (_: string, __: number, fallback: unknown) => fallback,
		});
		const channel = LiveChannel.open(context, false, new FakeClock(), undefined);
		await channel?.fail(0, '<img src=x> <!channel>');
		expect(sent.at(-1)).toEqual(['error', 0, '&lt;img src=x&gt; &lt;!channel&gt;']);
	});

	it('An item for which no request is sent begins and fails under its own index.', async () => {
		const { sent, channel } = listening();
		await channel.fail(8, "'Job Posting' is empty");
		expect(sent).toEqual([
			['begin', 8, undefined],
			['error', 8, "'Job Posting' is empty"],
		]);
	});

	it.each([
		[
			'throws',
			() => {
				throw new Error('Gone');
			},
		],
		['rejects', async () => await Promise.reject(new Error('Gone'))],
	])('A caller for whom sending %s does not disturb the run.', async (_, fail) => {
		let calls = 0;
		const { part: open } = listening({
			send: () => {
				calls++;
				return fail();
			},
		});
		const part = open();
		part.piece(first, MARKDOWN);
		await expect(part.close(undefined)).resolves.toBeUndefined();
		expect(calls).toBe(3);
	});

	it('The chunks of a part are sent one after the other, however long each takes.', async () => {
		const types: string[] = [];
		const delays = [8, 1, 4, 0];
		const { part: open } = listening({
			send: async (type) => {
				await new Promise((resolve) => setTimeout(resolve, delays.shift()));
				types.push(type);
			},
		});
		const part = open();
		part.piece(first, MARKDOWN);
		part.piece(next, MARKDOWN);
		await part.close(undefined);
		expect(types).toEqual(['begin', 'item', 'item', 'end']);
	});
});

describe('A caller that takes nothing', () => {
	function closed(part: LivePart): Promise<void> {
		part.piece(first, MARKDOWN);
		return part.close(undefined);
	}

	it('Closing a part waits a short while and no longer.', async () => {
		const { clock, part } = listening({ send: never });
		const closing = closed(part());
		await clock.advance(CLOSE_TIME - 1);
		expect(await isSettled(closing)).toBe(false);
		await clock.advance(1);
		expect(await isSettled(closing)).toBe(true);
	});

	it('The short while is two seconds.', () => {
		expect(CLOSE_TIME).toBe(2000);
	});

	it('Later parts do not wait at all.', async () => {
		const { clock, part, channel } = listening({ send: never });
		const closing = closed(part());
		await clock.advance(CLOSE_TIME);
		await closing;
		expect(await isSettled(closed(part()))).toBe(true);
		expect(await isSettled(channel.fail(5, 'Empty'))).toBe(true);
		expect(clock.pending).toBe(0);
	});

	it('Later parts do not wait even when another part was sent in time meanwhile.', async () => {
		let letThrough = () => {};
		const { clock, channel } = listening({
			send: async (_, itemIndex) =>
				await new Promise<void>((resolve) => {
					if (itemIndex === 1) letThrough = resolve;
				}),
		});
		const stuck = closed(channel.part(0));
		await clock.advance(1000);
		const slow = channel.part(1).close(undefined);
		await clock.advance(1000);
		await stuck;
		// The second part has two chunks.
		for (let chunk = 0; chunk < 2; chunk++) {
			letThrough();
			await settle();
		}
		expect(await isSettled(slow)).toBe(true);
		expect(await isSettled(closed(channel.part(2)))).toBe(true);
	});

	it('A part that is sent in time leaves no timer, and the next one is waited for as before.', async () => {
		let take: Array<() => void> = [];
		const { clock, part } = listening({
			send: async () => await new Promise<void>((resolve) => take.push(resolve)),
		});
		for (let round = 0; round < 2; round++) {
			const closing = part().close(undefined);
			expect(await isSettled(closing)).toBe(false);
			await clock.advance(CLOSE_TIME - 1);
			for (let chunk = 0; chunk < 2; chunk++) {
				for (const resolve of take.splice(0)) resolve();
				await settle();
			}
			expect(await isSettled(closing)).toBe(true);
			expect(clock.pending).toBe(0);
			take = [];
		}
	});

	it('Stopping the execution ends the wait at once.', async () => {
		const controller = new AbortController();
		const { clock, part } = listening({ send: never, cancelled: controller.signal });
		const closing = closed(part());
		expect(await isSettled(closing)).toBe(false);
		controller.abort();
		expect(await isSettled(closing)).toBe(true);
		expect(clock.pending).toBe(0);
	});

	it('A part that is closed after the execution was stopped is not waited for.', async () => {
		const { clock, part } = listening({ send: never, cancelled: AbortSignal.abort() });
		expect(await isSettled(closed(part()))).toBe(true);
		expect(clock.pending).toBe(0);
	});

	it('The limit holds also where the execution can be stopped.', async () => {
		const { signal } = new AbortController();
		const { clock, part } = listening({ send: never, cancelled: signal });
		const closing = closed(part());
		await clock.advance(CLOSE_TIME);
		expect(await isSettled(closing)).toBe(true);
	});
});

describe('The channel to the caller', () => {
	const clock = new FakeClock();
	const sendChunk = function (this: object) {
		return this;
	};
	const open = (parts: object, isTool = false) =>
		LiveChannel.open(n8n(parts), isTool, clock, undefined);

	it('The channel is open where n8n streams a response, and n8n is called as a method.', async () => {
		const callers: unknown[] = [];
		const context = n8n({
			isStreaming: () => true,
			sendChunk(this: unknown) {
				callers.push(this);
			},
		});
		await LiveChannel.open(context, false, clock, undefined)?.fail(0, 'Empty');
		expect(callers).toEqual([context, context]);
	});

	it('The channel is closed where n8n does not stream a response.', () => {
		expect(open({ isStreaming: () => false, sendChunk })).toBeUndefined();
	});

	it('The channel is closed on an n8n that can not stream.', () => {
		expect(open({})).toBeUndefined();
	});

	it("The channel is closed for an agent's tool, whatever n8n says of the execution.", () => {
		const agent = { isStreaming: () => true, isToolExecution: () => false, sendChunk };
		expect(open(agent, true)).toBeUndefined();
		expect(open(agent)).toBeDefined();
	});
});
