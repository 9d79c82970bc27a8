import { executeItems } from '../../nodes/Laddro/executeItems';
import { executionContext } from './executionContext';
import { storedFile } from './parameters/binaryHelpers';
import { contextOf } from './parameters/context';
import { DONE, section } from './stream/sse';
import { response, stream, type Reply } from './api/fakeApi';

const PDF = Buffer.from('%PDF-1.7\n%%EOF');
const FROM_FILE = { resumeSource: 'file', requestOptions: { concurrency: 1 } };

const never = async () => await new Promise<never>(() => {});
const whole = () => stream([section('summary', 'Engineer'), DONE]);

/** A run with a file for each item, in which some of n8n's helpers are replaced. */
function contextFor(
	items: ReadonlyArray<Record<string, unknown>>,
	responding: () => Reply,
	helpers: object = {},
	cancelled?: AbortSignal,
) {
	const withFile = contextOf(items, { data: storedFile('cv') }, { cv: PDF });
	const read = jest.spyOn(withFile.context.helpers, 'getBinaryDataBuffer');
	const replaced = { getExecutionCancelSignal: () => cancelled, helpers };
	return { context: executionContext(items, responding, replaced, withFile), read };
}

describe('A run with files', () => {
	it.each([
		['getBinaryMetadata', FROM_FILE, whole],
		['getBinaryStream', FROM_FILE, whole],
		['getBinaryDataBuffer', FROM_FILE, whole],
		[
			'prepareBinaryData',
			{ output: 'pdf' },
			() => response(200, [PDF], { 'content-type': 'application/pdf' }),
		],
	])("ends when it is cancelled, although n8n's %s never does", async (name, item, responding) => {
		const stopping = new AbortController();
		let isCalled = () => {};
		const called = new Promise<void>((resolve) => (isCalled = resolve));
		const helper = async () => {
			isCalled();
			return await never();
		};
		const { context } = contextFor([item], responding, { [name]: helper }, stopping.signal);
		const run = executeItems(context);
		await called;
		stopping.abort();
		await expect(run).rejects.toThrow('The execution was canceled');
	});

	it('reads no further file after it has been stopped by a failure', async () => {
		const items = Array.from({ length: 5 }, () => FROM_FILE);
		const { context, read } = contextFor(items, () => response(422, { message: 'Too short' }));
		await expect(executeItems(context)).rejects.toThrow('Too short');
		expect(read).toHaveBeenCalledTimes(1);
	});
});
