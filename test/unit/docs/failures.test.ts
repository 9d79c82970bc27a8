import type { Outcome } from '../../../nodes/Laddro/api/call';
import type { Failure } from '../../../nodes/Laddro/common/failure';
import { failureItem } from '../../../nodes/Laddro/output/failureOutput';
import { executionHint, type ItemOutcome } from '../../../nodes/Laddro/output/hint';
import { callWith, failedWith, NO_CREDITS, TWO_SECTIONS } from '../output/generation';
import { partOf, readPage, rowsOf } from './pages';

const page = readPage('docs/failures.md');

/** What the first cells of a page's tables name. */
const namedIn = (text: string) =>
	rowsOf(text).flatMap(([cell = '']) => /^`(.+)`$/.exec(cell)?.[1] ?? []);

/** Every kind of failure: a new one makes this fail to compile. */
const kinds: Record<Failure['kind'], true> = {
	parameter: true,
	connection: true,
	request: true,
	status: true,
	streamError: true,
	unexpectedAnswer: true,
	nothingGenerated: true,
	interrupted: true,
	rateLimited: true,
	stopped: true,
	internal: true,
};

it('docs/failures.md has a row for every kind of failure.', () => {
	const described = namedIn(partOf(page, 'Kinds')).filter((name) => name !== 'error.kind');
	expect(described.sort()).toEqual(Object.keys(kinds).sort());
});

it('docs/failures.md has a row for every field of a failed item, in their order.', () => {
	const rest = { operation: 'coverLetter', documentId: 'let_9', resume: {} };
	const failed = failedWith(NO_CREDITS, {}, { sections: TWO_SECTIONS, ...rest });
	const { error } = failureItem(failed, { itemIndex: 0, itemCount: 1 }).json;
	const fields = Object.keys(Object(error)).map((name) => `error.${name}`);
	expect(namedIn(partOf(page, 'Failures'))).toEqual(['message', ...fields]);
});

it("docs/failures.md shows the summary of a run in the node's own words.", () => {
	const outcomesOf = (count: number, call: Partial<Outcome>): ItemOutcome[] =>
		Array<ItemOutcome>(count).fill({
			status: 'complete',
			items: [],
			calls: [callWith(call)],
		});
	const failed = failedWith(NO_CREDITS);
	const hint = executionHint(
		[
			...outcomesOf(12, { attempts: 0, isKept: true }),
			...outcomesOf(33, { attempts: 1 }),
			...outcomesOf(3, { attempts: 2 }),
			...Array<ItemOutcome>(2).fill({ status: 'failed', items: [], failed, calls: [callWith()] }),
		],
		{ took: 34_000, peak: 20 },
	);
	expect(partOf(page, 'The summary of a run')).toContain(`> ${hint?.message}\n`);
});
