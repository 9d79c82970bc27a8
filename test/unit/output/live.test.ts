import type { ChunkType, IExecuteFunctions } from 'n8n-workflow';
import { liveChannel, LivePart } from '../../../nodes/Laddro/output/live';
import type { OutputForm } from '../../../nodes/Laddro/output/items';

type Sent = [type: ChunkType, itemIndex: number, content?: string];

/** A live part, and what came out at its other end. */
function listening(form: OutputForm = { output: 'sections' }) {
	const sent: Sent[] = [];
	const send = async (...chunk: Sent) => {
		await Promise.resolve();
		sent.push(chunk);
	};
	return { sent, part: new LivePart(send, 3, form) };
}

const first = { section: 'work_experience', content: 'Built ', first: true };
const next = { section: 'work_experience', content: '<b>', first: false };
const other = { section: 'skills', content: 'SQL', first: true };

describe('A live part', () => {
	it('begins with the first piece, precedes each section with its heading, and ends', async () => {
		const { sent, part } = listening();
		for (const piece of [first, next, other, { ...next, content: ' more' }]) part.piece(piece);
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

	it.each<[string, OutputForm, string[]]>([
		['sections', { output: 'sections' }, ['## Work Experience\n\nBuilt ', '<b>']],
		[
			'Markdown',
			{ output: 'document', format: 'markdown' },
			['## Work Experience\n\nBuilt ', '<b>'],
		],
		[
			'HTML',
			{ output: 'document', format: 'html' },
			['<h2>Work Experience</h2>\nBuilt ', '&lt;b&gt;'],
		],
		['text', { output: 'document', format: 'text' }, ['Work Experience\nBuilt ', '<b>']],
	])('is written like the output: %s', async (_, form, contents) => {
		const { sent, part } = listening(form);
		part.piece(first);
		part.piece(next);
		await part.close(undefined);
		expect(sent.filter(([type]) => type === 'item').map(([, , content]) => content)).toEqual(
			contents,
		);
	});

	it('ends with an error when the document does', async () => {
		const { sent, part } = listening();
		part.piece(first);
		await part.close({ kind: 'interrupted', message: 'The connection was cut' });
		expect(sent.at(-1)).toEqual(['error', 3, 'The connection was cut']);
		expect(sent.map(([type]) => type)).not.toContain('end');
	});

	it('begins before its error even when nothing had come', async () => {
		const { sent, part } = listening();
		await part.close({ kind: 'status', message: 'No' });
		expect(sent.map(([type]) => type)).toEqual(['begin', 'error']);
	});

	it('says nothing more to somebody who stopped the execution', async () => {
		const { sent, part } = listening();
		await part.close({ kind: 'stopped', message: 'Stopped' });
		expect(sent).toEqual([]);
	});

	it('does not mind a caller who has gone away', async () => {
		let calls = 0;
		const part = new LivePart(
			() => {
				calls++;
				throw new Error('Gone');
			},
			0,
			{ output: 'sections' },
		);
		part.piece(first);
		await expect(part.close(undefined)).resolves.toBeUndefined();
		expect(calls).toBe(3);
	});

	it('sends one thing after the other, however long each takes', async () => {
		const sent: string[] = [];
		const delays = [8, 1, 4, 0];
		const send = async (type: string) => {
			await new Promise((resolve) => setTimeout(resolve, delays.shift()));
			sent.push(type);
		};
		const part = new LivePart(send, 0, { output: 'sections' });
		part.piece(first);
		part.piece(next);
		await part.close(undefined);
		expect(sent).toEqual(['begin', 'item', 'item', 'end']);
	});
});

describe("n8n's way to the caller", () => {
	/** A context with nothing but what the channel asks for. */
	function context(parts: object): IExecuteFunctions {
		return parts as IExecuteFunctions;
	}
	const sendChunk = function (this: object) {
		return this;
	};

	it('is there where somebody listens, and belongs to its context', () => {
		for (const parts of [
			{ isStreaming: () => true, isToolExecution: () => false, sendChunk },
			{ isStreaming: () => true, sendChunk },
		]) {
			const listened = context(parts);
			expect(liveChannel(listened)?.('begin', 0)).toBe(listened);
		}
	});

	it('is not there where nobody listens, on an n8n without it, or for an agent', () => {
		expect(liveChannel(context({ isStreaming: () => false, sendChunk }))).toBeUndefined();
		expect(liveChannel(context({}))).toBeUndefined();
		const agent = { isStreaming: () => true, isToolExecution: () => true, sendChunk };
		expect(liveChannel(context(agent))).toBeUndefined();
	});
});
