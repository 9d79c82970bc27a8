import type { Outcome } from '../../../nodes/Laddro/api/call';
import { documentPages, PAGE_SIZE, type Page } from '../../../nodes/Laddro/api/documentPages';

interface Query {
	limit: number;
	offset: number;
}

type Server = (query: Query) => Record<string, unknown>;

const CALL: Outcome<Record<string, unknown>> = {
	isFree: true,
	ids: {},
	attempts: 1,
	waited: 0,
	took: 0,
	charged: 'no' as const,
	waitedFor: new Set(),
};

const rowsOf = (count: number) =>
	Array.from({ length: count }, (_, number) => ({ id: `r${number}` }));

/** A server with this many documents, which says how many there are or does not. */
const server =
	(count: number, rest: (all: object[], rows: object[]) => object): Server =>
	({ limit, offset }) => {
		const all = rowsOf(count);
		return { ...rest(all, all.slice(offset, offset + limit)) };
	};
const withTotal = (count: number) =>
	server(count, ({ length }, items) => ({ items, total: length }));
const withoutTotal = (count: number) => server(count, (_, data) => ({ data }));

/** Reads pages, and notes what was asked for. */
async function read(list: Server, pages = Infinity, ...from: [offset?: number, limit?: number]) {
	const queries: Query[] = [];
	const read: Page[] = [];
	const fetchPage = async (query: Query) => {
		queries.push(query);
		if (queries.length > 100) throw new Error('Reads for ever');
		return { ...CALL, value: list(query) };
	};
	for await (const page of documentPages(fetchPage, ...from)) {
		read.push(page);
		if (read.length >= pages) break;
	}
	return { queries, pages: read, rows: read.flatMap(({ rows }) => rows) };
}

const offsets = (queries: Query[]) => queries.map(({ offset }) => offset);

describe("The pages of one of the account's lists", () => {
	it('A page has 50 rows at the most, unless fewer are wanted.', async () => {
		expect((await read(withTotal(0))).queries).toEqual([{ limit: 50, offset: 0 }]);
		expect((await read(withTotal(0), 1, 0, 7)).queries).toEqual([{ limit: 7, offset: 0 }]);
		expect(PAGE_SIZE).toBe(50);
	});

	it.each([
		['tells its total', withTotal, [0, 50, 100]],
		['tells no total', withoutTotal, [0, 50, 100, 120]],
	] as const)('All rows are read of a list that %s.', async (_, list, asked) => {
		const { queries, rows } = await read(list(120));
		expect(rows).toEqual(rowsOf(120));
		expect(offsets(queries)).toEqual(asked);
	});

	it('Each page says where the next one begins, and the last one does not.', async () => {
		const { pages } = await read(withTotal(120));
		expect(pages.map(({ next }) => next)).toEqual([50, 100, undefined]);
	});

	it('A full page is known to be the last from the total.', async () => {
		expect(offsets((await read(withTotal(100))).queries)).toEqual([0, 50]);
	});

	it('A server that sends the same rows for ever, each time with another link, is asked twice.', async () => {
		let links = 0;
		const again = () => ({ data: rowsOf(50).map((row) => ({ ...row, link: `?${++links}` })) });
		expect(offsets((await read(again)).queries)).toEqual([0, 50]);
	});

	it('It begins where it is told to.', async () => {
		const { pages, queries } = await read(withTotal(120), Infinity, 100);
		expect(offsets(queries)).toEqual([100]);
		expect(pages).toMatchObject([{ rows: rowsOf(120).slice(100), next: undefined }]);
	});

	it('A server that sends fewer rows than asked for is asked for the rest.', async () => {
		const capped: Server = ({ limit, offset }) =>
			withTotal(25)({ limit: Math.min(limit, 10), offset });
		const { queries, rows } = await read(capped);
		expect(rows).toEqual(rowsOf(25));
		expect(offsets(queries)).toEqual([0, 10, 20]);
	});

	it.each([
		['tells no total', () => ({ data: rowsOf(50) })],
		['tells a total', () => ({ items: rowsOf(50), total: 500 })],
	])('A server that ignores the offset, and %s, is not asked for ever.', async (_, list) => {
		const { queries, rows, pages } = await read(list);
		expect(rows).toEqual(rowsOf(50));
		expect(queries).toHaveLength(2);
		expect(pages.at(-1)).toMatchObject({ rows: [], next: undefined });
	});

	it('A total that is larger than the list does not matter.', async () => {
		const { queries, rows } = await read(server(60, (_, items) => ({ items, total: 1000 })));
		expect(rows).toHaveLength(60);
		expect(offsets(queries)).toEqual([0, 50, 60]);
	});

	it('A total that is no number counts as none.', async () => {
		const { rows } = await read(server(60, (_, items) => ({ items, total: '10' })));
		expect(rows).toHaveLength(60);
	});

	it.each<Record<string, unknown>>([
		{},
		{ items: [] },
		{ data: [] },
		{ items: 'many' },
		{ items: { 0: {} } },
		{ data: null },
	])('The response %j has no rows, and is the last.', async (response) => {
		const { pages } = await read(() => response);
		expect(pages).toMatchObject([{ rows: [], next: undefined }]);
	});

	it('The rows are taken from `items` where there are both.', async () => {
		const { rows } = await read(() => ({ items: [{ id: 'a' }], data: [{ id: 'b' }], total: 1 }));
		expect(rows).toEqual([{ id: 'a' }]);
	});

	it('Entries that are no objects are passed over.', async () => {
		const { rows } = await read(() => ({ items: [null, 'x', { id: 'a' }, [1]], total: 4 }), 1);
		expect(rows).toEqual([{ id: 'a' }]);
	});

	it('A page that failed is the last, and carries its failure.', async () => {
		const failed: Outcome<Record<string, unknown>> = {
			...CALL,
			failure: { kind: 'connection', code: 'ECONNRESET', mayBeDelivered: true },
		};
		const pages: Page[] = [];
		for await (const page of documentPages(async () => failed)) pages.push(page);
		expect(pages).toEqual([{ call: failed, rows: [], next: undefined }]);
	});

	it('Nothing more is asked for when the reader has had enough.', async () => {
		const { queries } = await read(withTotal(500), 2);
		expect(offsets(queries)).toEqual([0, 50]);
	});
});
