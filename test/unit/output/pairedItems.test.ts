import type { INodeExecutionData } from 'n8n-workflow';
import { pairedItems, type OutputItem } from '../../../nodes/Laddro/output/items';

describe('The output items of an input item', () => {
	const items: OutputItem[] = [
		{ json: { title: 'Skills', content: 'SQL' } },
		{ json: { title: 'Summary' } },
	];
	const binary = { data: { data: 'aGk=', mimeType: 'text/plain' } };

	it('Each output item is paired with its input.', () => {
		expect(pairedItems(items, 4, false)).toEqual([
			{ ...items[0], pairedItem: { item: 4 } },
			{ ...items[1], pairedItem: { item: 4 } },
		]);
		const [first, second] = pairedItems(items, 4, false);
		expect(first!.pairedItem).not.toBe(second!.pairedItem);
	});

	it("The input's fields and files are left out unless they are to be kept.", () => {
		for (const item of pairedItems(items, 0, false)) {
			expect(Object.keys(item)).toEqual(['json', 'pairedItem']);
		}
	});

	it("The input's fields come after the node's own, which win where names are equal.", () => {
		const input: INodeExecutionData = { json: { row: 7, title: 'Mine', note: 'x' } };
		const [first, second] = pairedItems(items, 0, false, input);
		expect(Object.entries(first!.json)).toEqual([
			['title', 'Skills'],
			['content', 'SQL'],
			['row', 7],
			['note', 'x'],
		]);
		expect(Object.entries(second!.json)).toEqual([
			['title', 'Summary'],
			['row', 7],
			['note', 'x'],
		]);
		expect(first).not.toHaveProperty('binary');
	});

	it("The input's files are kept, and no two items share the object that holds them.", () => {
		const input: INodeExecutionData = { json: {}, binary };
		const [first, second] = pairedItems(items, 0, false, input);
		expect(first!.binary).toEqual(binary);
		expect(second!.binary).toEqual(binary);
		expect(first!.binary).not.toBe(second!.binary);
		expect(first!.binary).not.toBe(binary);
	});

	it('The input item is not changed.', () => {
		const input = Object.freeze({ json: Object.freeze({ row: 7 }), binary: Object.freeze(binary) });
		const [first] = pairedItems(items, 0, false, input);
		first!.json.row = 8;
		first!.binary!.more = binary.data;
		expect(input).toEqual({ json: { row: 7 }, binary });
		expect(Object.keys(binary)).toEqual(['data']);
	});

	it('A field called __proto__ of the input is data like any other.', () => {
		const input: INodeExecutionData = { json: JSON.parse('{"__proto__":{"polluted":true}}') };
		const [first] = pairedItems(items, 0, false, input);
		expect(Object.getPrototypeOf(first!.json)).toBe(Object.prototype);
		expect(Object.keys(first!.json)).toContain('__proto__');
	});

	it("An item's own file is kept beside those of its input, and wins where names are equal.", () => {
		const own = { data: { data: 'bmV3', mimeType: 'application/pdf' } };
		const note = { data: 'eA==', mimeType: 'text/plain' };
		const input: INodeExecutionData = { json: {}, binary: { ...binary, note } };
		const [item] = pairedItems([{ json: {}, binary: own }], 0, false, input);
		expect(item!.binary).toEqual({ ...own, note });
		expect(pairedItems([{ json: {}, binary: own }], 0, false)).toEqual([
			{ json: {}, binary: own, pairedItem: { item: 0 } },
		]);
	});
});

describe("The output items of an agent's tool", () => {
	const binary = { data: { data: 'JVBERi0=', mimeType: 'application/pdf' } };
	const item: OutputItem = {
		json: { document: 'Text', sections: {} },
		binary,
		forTool: { document: 'Text' },
	};

	it('They have what is meant for a model, and no file, which can not reach it.', () => {
		expect(pairedItems([item], 3, true)).toEqual([
			{ json: { document: 'Text' }, pairedItem: { item: 3 } },
		]);
	});

	it('What is meant for a model is for a tool alone.', () => {
		expect(pairedItems([item], 3, false)).toEqual([
			{ json: { document: 'Text', sections: {} }, binary, pairedItem: { item: 3 } },
		]);
	});

	it('An item without it comes as it is.', () => {
		expect(pairedItems([{ json: { title: 'Skills' } }], 0, true)).toEqual([
			{ json: { title: 'Skills' }, pairedItem: { item: 0 } },
		]);
	});

	it("The input's fields come along when they are to be kept.", () => {
		const input: INodeExecutionData = { json: { row: 7, document: 'Mine' } };
		expect(pairedItems([item], 0, true, input)).toEqual([
			{ json: { document: 'Text', row: 7 }, pairedItem: { item: 0 } },
		]);
	});
});
