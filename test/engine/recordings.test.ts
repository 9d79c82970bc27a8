import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare } from '../../check/compare';
import type { Exchange } from '../../check/exchange';
import { readRecording, recordedBytes, replay, type Recording } from '../../emulator';
import { outputOf, Stage } from './stage';

const folder = join(__dirname, '..', 'recordings');

/** A recording as if it had just been received. */
const received = ({ operation, headers, answeredAt, chunks, end }: Recording): Exchange => ({
	request: {
		method: 'POST',
		path: operation === 'tailor' ? '/v1/tailor' : '/v1/cover-letters/generate',
		stream: true,
	},
	status: 200,
	headers,
	respondedAt: answeredAt,
	chunks: chunks.map((chunk) => ({ at: chunk.at, bytes: recordedBytes(chunk) })),
	end,
	endedAt: chunks.at(-1)?.at ?? answeredAt,
});

describe.each(readdirSync(folder))('From %s, the node makes what the recording says', (file) => {
	const recording = readRecording(readFileSync(join(folder, file), 'utf8'));
	let stage: Stage;

	beforeAll(async () => {
		stage = await Stage.open(replay([recording], { fast: true }));
	});
	afterAll(() => stage.close());

	it.each(['markdown', 'html', 'text', 'slack'])('as a document (%s)', async (documentFormat) => {
		const { operation } = recording;
		const run = await stage.run({ parameters: { operation, output: 'document', documentFormat } });
		expect(compare('document', [received(recording)], run.items('Laddro'))).toBeUndefined();
		expect(outputOf(run)).toMatchObject([{ operation, format: documentFormat, complete: true }]);
	});

	it('as sections', async () => {
		const { operation } = recording;
		const run = await stage.run({ parameters: { operation, output: 'sections' } });
		expect(compare('sections', [received(recording)], run.items('Laddro'))).toBeUndefined();
		expect(outputOf(run).length).toBeGreaterThan(0);
	});
});
