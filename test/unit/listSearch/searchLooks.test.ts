import type { INodeListSearchResult } from 'n8n-workflow';
import {
	searchColors,
	searchFonts,
	searchTemplates,
} from '../../../nodes/Laddro/listSearch/searchLooks';
import { editorWith, serve } from './picker';

const GRAPHITE = {
	id: 'GRAPHITE',
	name: 'Graphite',
	availableColors: [{ id: 'blue', name: 'Deep Blue' }, { id: 'red' }],
	availableFonts: [{ family: 'Inter', label: 'Inter Sans' }, { family: 'Lora' }],
};

const responses = {
	'/v1/templates': { templates: [{ id: 'GRAPHITE', name: 'Graphite' }, { id: 'COBALT' }] },
	'/v1/templates/GRAPHITE': GRAPHITE,
	'/v1/templates/a%2Fb%20%C3%A4': { availableColors: [{ id: 'green' }] },
	'/v1/templates/BARE': {},
	'/v1/fonts': { fonts: [{ family: 'Arial', label: 'Arial' }] },
};

let api: Awaited<ReturnType<typeof serve>>;
beforeEach(async () => (api = await serve(responses)));
afterEach(async () => await api.close());

type Search = typeof searchTemplates;

/** Opens a picker beside the chosen template. */
async function open(search: Search, template?: unknown, filter?: string) {
	const chosen = template === undefined ? undefined : { mode: 'list', value: template };
	const editor = editorWith('key', api.url, { 'options.templateId': chosen });
	return await search.call(editor, filter);
}

const namesOf = ({ results }: INodeListSearchResult) => results.map(({ name }) => name);

describe('The picker for templates', () => {
	it('It lists names, or ids where there are none, and gives ids.', async () => {
		expect(await open(searchTemplates)).toEqual({
			results: [
				{ name: 'Graphite', value: 'GRAPHITE' },
				{ name: 'COBALT', value: 'COBALT' },
			],
		});
		expect(api.asked).toEqual(['GET /v1/templates']);
	});

	it.each([
		[' GRAPH ', ['Graphite']],
		['al', ['COBALT']],
		['  ', ['Graphite', 'COBALT']],
		['nobody', []],
	])('The search for "%s" finds %j.', async (filter, names) => {
		expect(namesOf(await open(searchTemplates, undefined, filter))).toEqual(names);
	});
});

describe('The picker for colors', () => {
	it('It lists the colors of the chosen template.', async () => {
		expect(await open(searchColors, 'GRAPHITE')).toEqual({
			results: [
				{ name: 'Deep Blue', value: 'blue' },
				{ name: 'red', value: 'red' },
			],
		});
		expect(api.asked).toEqual(['GET /v1/templates/GRAPHITE']);
	});

	it('It can be searched.', async () => {
		expect(namesOf(await open(searchColors, 'GRAPHITE', 'DEEP'))).toEqual(['Deep Blue']);
	});

	it('The id of the template is one part of the address, whatever it holds.', async () => {
		expect(namesOf(await open(searchColors, 'a/b ä'))).toEqual(['green']);
	});

	it('A template without colors has an empty list.', async () => {
		expect(await open(searchColors, 'BARE')).toEqual({ results: [] });
	});

	it.each([undefined, '', '={{ $json.template }}', 17])(
		'Nothing is asked for while the template is %j: it says to choose one first.',
		async (template) => {
			await expect(open(searchColors, template)).rejects.toThrow(
				"Choose a template in 'Template' first: each has its own colors",
			);
			expect(api.asked).toEqual([]);
		},
	);
});

describe('The picker for fonts', () => {
	it('It lists the fonts of the chosen template.', async () => {
		expect(await open(searchFonts, 'GRAPHITE')).toEqual({
			results: [
				{ name: 'Inter Sans', value: 'Inter' },
				{ name: 'Lora', value: 'Lora' },
			],
		});
	});

	it.each([undefined, '', '={{ $json.template }}'])(
		'It lists all fonts while the template is %j.',
		async (template) => {
			expect(await open(searchFonts, template)).toEqual({
				results: [{ name: 'Arial', value: 'Arial' }],
			});
			expect(api.asked).toEqual(['GET /v1/fonts']);
		},
	);

	it('It can be searched.', async () => {
		expect(namesOf(await open(searchFonts, 'GRAPHITE', 'lo'))).toEqual(['Lora']);
	});
});

describe('The picker of any look', () => {
	it.each<[string, Search, unknown]>([
		['templates', searchTemplates, undefined],
		['colors', searchColors, 'MISSING'],
		['fonts', searchFonts, 'MISSING'],
	])(
		"A list of %s that the API refuses is an error in the API's words.",
		async (_, search, template) => {
			const empty = await serve({});
			const value = template === undefined ? undefined : { value: template };
			const editor = editorWith('key', empty.url, { 'options.templateId': value });
			await expect(search.call(editor)).rejects.toMatchObject({
				message: 'Not here',
				httpCode: '404',
			});
			await empty.close();
		},
	);

	it.each([
		[{ templates: 'many' }],
		[{ templates: [null, 'x', {}, { id: '' }, { id: 17, name: 'Seventeen' }] }],
		[{}],
	])('Whatever is no entry is passed over: %j', async (body) => {
		const odd = await serve({ '/v1/templates': body });
		expect(await searchTemplates.call(editorWith('key', odd.url))).toEqual({ results: [] });
		await odd.close();
	});

	it('An entry whose name is empty or no text is shown by its id.', async () => {
		const templates = [
			{ id: 'A', name: '' },
			{ id: 'B', name: 7 },
		];
		const odd = await serve({ '/v1/templates': { templates } });
		expect(namesOf(await searchTemplates.call(editorWith('key', odd.url)))).toEqual(['A', 'B']);
		await odd.close();
	});
});
