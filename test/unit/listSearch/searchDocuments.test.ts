import { NodeApiError, NodeOperationError, type INodeListSearchResult } from 'n8n-workflow';
import type { EmulatorOptions, ResumeSummary } from '../../../emulator';
import { searchDocuments } from '../../../nodes/Laddro/listSearch/searchDocuments';
import { editorWith, openPicker, serve } from './picker';

const DEFAULT = { name: 'Default Resume', value: '' };

type Picker = Awaited<ReturnType<typeof openPicker>>;

const many = (count: number, title = (number: number) => `Resume ${number}`): ResumeSummary[] =>
	Array.from({ length: count }, (_, number) => ({ id: `res_${number}`, title: title(number) }));

/** Asks for every page, as the editor does on scrolling. */
async function scroll(search: Picker['search'], filter?: string): Promise<INodeListSearchResult[]> {
	const pages = [await search(filter)];
	for (let token = pages[0]?.paginationToken; token !== undefined; ) {
		const page = await search(filter, String(token));
		pages.push(page);
		token = page.paginationToken;
	}
	return pages;
}

describe('The resume picker', () => {
	let picker: Picker;
	const open = async (options?: EmulatorOptions) => (picker = await openPicker(options));
	afterEach(async () => await picker.emulator.close());

	/** How many requests the account has seen. */
	const requestCount = () => picker.emulator.ledger.requests.length;

	it('The picker shows titles, marks the default resume, and gives ids.', async () => {
		const resumes = [
			{ id: 'res_a', title: 'Päätyö', isDefault: true },
			{ id: 'res_b', title: 'Nebenjob' },
		];
		const { search } = await open({ resumes });
		expect(await search()).toEqual({
			results: [
				DEFAULT,
				{ name: 'Päätyö (default)', value: 'res_a' },
				{ name: 'Nebenjob', value: 'res_b' },
			],
			paginationToken: undefined,
		});
	});

	it('A resume without a title is shown by its id.', async () => {
		const { search } = await open({ resumes: [{ id: 'res_a', title: '  ' }] });
		expect((await search()).results).toEqual([DEFAULT, { name: 'res_a', value: 'res_a' }]);
	});

	it.each([
		['sdk', [51, 50, 20]],
		['doc', [51, 50, 20, 0]],
	] as const)(
		'All pages of the list in its shape "%s" can be scrolled through.',
		async (shape, lengths) => {
			const { search } = await open({ resumes: many(120), resumeListShape: shape });
			const pages = await scroll(search);
			expect(pages.map(({ results }) => results.length)).toEqual(lengths);
			expect(new Set(pages.flatMap(({ results }) => results.map(({ value }) => value))).size).toBe(
				121,
			);
		},
	);

	it('A full page is known to be the last from the total.', async () => {
		const { search } = await open({ resumes: many(100) });
		expect((await scroll(search)).map(({ results }) => results.length)).toEqual([51, 50]);
		expect(requestCount()).toBe(2);
	});

	it('One more page is read after the last row when there is no total.', async () => {
		const { search } = await open({ resumes: many(100), resumeListShape: 'doc' });
		expect((await scroll(search)).map(({ results }) => results.length)).toEqual([51, 50, 0]);
	});

	it('The list of an account without resumes has the default one only.', async () => {
		const { search } = await open({ resumes: [] });
		expect(await search()).toEqual({ results: [DEFAULT], paginationToken: undefined });
	});

	it('The default resume is the first entry of the first page, and stands on no other.', async () => {
		const { search } = await open({ resumes: many(120) });
		const [first, ...others] = await scroll(search);
		expect(first?.results[0]).toEqual(DEFAULT);
		for (const { results } of others) expect(results).not.toContainEqual(DEFAULT);
	});

	it.each([
		['default', ['Default Resume', 'Teacher (default)']],
		[' DEFAULT r ', ['Default Resume']],
		['teacher', ['Teacher (default)']],
		['  ', ['Default Resume', 'Teacher (default)', 'Engineer']],
	])('The search for "%s" finds %j.', async (filter, names) => {
		const resumes = [
			{ id: 'res_a', title: 'Teacher', isDefault: true },
			{ id: 'res_b', title: 'Engineer' },
		];
		const { search } = await open({ resumes });
		expect((await search(filter)).results.map(({ name }) => name)).toEqual(names);
	});

	it('A title on a later page is found by one search, whatever its case.', async () => {
		const resumes = many(180, (number) => (number === 130 ? 'ÄLYKÄS tiimi' : `Resume ${number}`));
		const { search } = await open({ resumes });
		const { results, paginationToken } = await search('  älykäs ');
		expect(results).toEqual([{ name: 'ÄLYKÄS tiimi', value: 'res_130' }]);
		expect(paginationToken).toBe('150');
		expect(requestCount()).toBe(3);
	});

	it('A search for what does not exist reads every page and finds nothing.', async () => {
		const { search } = await open({ resumes: many(120) });
		expect(await search('nobody')).toEqual({ results: [], paginationToken: undefined });
		expect(requestCount()).toBe(3);
	});

	it('A search reads twenty pages at the most before it returns.', async () => {
		const { search } = await open({ resumes: many(1100) });
		expect(await search('nobody')).toEqual({ results: [], paginationToken: '1000' });
		expect(requestCount()).toBe(20);
	});

	it("A refused key is an error in the API's own words, with the status and what to do.", async () => {
		const { searchWith } = await open();
		const error: unknown = await searchWith('lk_live_wrong').catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: 'Invalid API key',
			httpCode: '401',
			description: "Check 'API Key' in the Laddro API credential.",
		});
	});

	it.each(['http://api.laddro.com', 'nowhere', ''])(
		'No request is sent to a base URL that can not be used, such as "%s".',
		async (baseUrl) => {
			const { searchWith } = await open();
			await expect(searchWith('lk_live_x', baseUrl)).rejects.toThrow(NodeOperationError);
			expect(requestCount()).toBe(0);
		},
	);
});

describe('The picker for stored documents', () => {
	const first = '?limit=50&offset=0';
	const resume = { resumeId: 'res_1', title: 'Engineer' };
	const letter = { id: 17, coverLetterId: 'let_1', title: 'To Acme' };
	const responses = {
		[`/v1/resumes${first}`]: { items: [resume], total: 1 },
		[`/v1/cover-letters${first}`]: { items: [letter], total: 1 },
	};

	it.each([
		['resume', [{ name: 'Engineer', value: 'res_1' }]],
		['coverLetter', [{ name: 'To Acme', value: 'let_1' }]],
		['={{ $json.type }}', [{ name: 'Engineer', value: 'res_1' }]],
		[undefined, [{ name: 'Engineer', value: 'res_1' }]],
	])(
		'With the Document Type %j it lists %j, and no default one.',
		async (documentType, results) => {
			const api = await serve(responses);
			const editor = editorWith('key', api.url, { documentType });
			expect(await searchDocuments.call(editor)).toEqual({ results, paginationToken: undefined });
			await api.close();
		},
	);

	it('It can be searched, and goes on where the editor says.', async () => {
		const second = { items: [resume, { resumeId: 'res_2', title: 'Teacher' }], total: 52 };
		const api = await serve({ '/v1/resumes?limit=50&offset=50': second });
		const editor = editorWith('key', api.url, { documentType: 'resume' });
		expect(await searchDocuments.call(editor, 'TEACH', '50')).toEqual({
			results: [{ name: 'Teacher', value: 'res_2' }],
			paginationToken: undefined,
		});
		await api.close();
	});

	it("A list that the API refuses is an error in the API's words.", async () => {
		const api = await serve({});
		await expect(searchDocuments.call(editorWith('key', api.url))).rejects.toMatchObject({
			message: 'Not here',
			httpCode: '404',
		});
		await api.close();
	});
});
