import type { KeptDocument } from '../../../nodes/Laddro/kept/record';
import { openKept, stored, type ExecutionData } from './context';

const documentOf = (content: string): KeptDocument => ({
	ids: {},
	paid: {
		texts: [{ sections: new Map([['a', content]]) }],
		arrived: new Map(),
		files: [],
		otherIds: {},
	},
});
const [one, two, three] = [documentOf('1'), documentOf('2'), documentOf('3')];

/** The data of an execution in which a try has ended after it had finished these documents. */
function leftBy(...finished: Array<[key: string, document: KeptDocument]>): ExecutionData {
	const data: ExecutionData = {};
	const kept = openKept(data);
	for (const [key, document] of finished) kept.add(key, document);
	kept.save();
	return stored(data);
}

/** All documents of a request that the next try can have. */
function allOf(data: ExecutionData, key: string): KeptDocument[] {
	const kept = openKept(data);
	const documents: KeptDocument[] = [];
	for (let next = kept.take(key); next; next = kept.take(key)) documents.push(next);
	return documents;
}

describe('Documents that a try leaves for the next one', () => {
	it('There are none at first.', () => {
		expect(openKept({}).take('a')).toBeUndefined();
	});

	it('Each is reused once, for its own request.', () => {
		const kept = openKept(leftBy(['a', one], ['b', two]));
		expect(kept.take('c')).toBeUndefined();
		expect(kept.take('b')).toEqual(two);
		expect(kept.take('b')).toBeUndefined();
		expect(kept.take('a')).toEqual(one);
		expect(kept.take('a')).toBeUndefined();
	});

	it('Identical requests have as many as were finished, in their order.', () => {
		expect(allOf(leftBy(['a', one], ['b', two], ['a', three], ['a', one]), 'a')).toEqual([
			one,
			three,
			one,
		]);
	});

	it('A document is not reused within the try that has finished it.', () => {
		const kept = openKept({});
		kept.add('a', one);
		expect(kept.take('a')).toBeUndefined();
	});

	it('Nothing is left by a try that does not say so.', () => {
		const data: ExecutionData = {};
		openKept(data).add('a', one);
		expect(allOf(data, 'a')).toEqual([]);
	});

	it('What a try takes stays for the one after it, also when the try is broken off.', () => {
		const data = leftBy(['a', one], ['a', two]);
		const before = stored(data);
		const kept = openKept(data);
		kept.take('a');
		kept.add('a', three);
		expect(data).toEqual(before);
		expect(allOf(data, 'a')).toEqual([one, two]);
	});
});

it('No text is made of all documents together, which can be longer than any text may be.', () => {
	const stringify = JSON.stringify;
	// As the files of a large batch are, where n8n holds them in memory.
	const long = documentOf('x'.repeat(100_000));
	const data: ExecutionData = {};
	const kept = openKept(data);
	for (const key of ['a', 'b', 'c']) kept.add(key, long);
	const spy = jest.spyOn(JSON, 'stringify').mockImplementation((value: unknown) => {
		const text = stringify(value);
		if (text.length > 200_000) throw new RangeError('Invalid string length');
		return text;
	});
	try {
		expect(kept.save()).toBe(3);
		expect(openKept(data).take('c')).toEqual(long);
	} finally {
		spy.mockRestore();
	}
});

describe('Documents that are left once more', () => {
	it('They are those that were reused, those that are new, and those that nothing has asked for.', () => {
		const data = leftBy(['a', one], ['a', two], ['b', three]);
		const kept = openKept(data);
		kept.add('a', kept.take('a')!);
		kept.add('c', two);
		expect(kept.save()).toBe(4);
		const next = stored(data);
		expect(allOf(next, 'a')).toEqual([one, two]);
		expect(allOf(next, 'b')).toEqual([three]);
		expect(allOf(next, 'c')).toEqual([two]);
	});

	it('New ones stand before those of the same request that nothing has asked for.', () => {
		const data = leftBy(['a', one], ['a', two]);
		const kept = openKept(data);
		kept.add('a', kept.take('a')!);
		kept.add('a', three);
		expect(kept.save()).toBe(3);
		expect(allOf(data, 'a')).toEqual([one, three, two]);
	});

	it('One that was taken and turned out to be of no use is not among them.', () => {
		const data = leftBy(['a', one], ['a', two]);
		const kept = openKept(data);
		kept.take('a');
		expect(kept.save()).toBe(1);
		expect(allOf(data, 'a')).toEqual([two]);
	});

	it('They are the same when they are left twice.', () => {
		const data = leftBy(['a', one], ['b', two]);
		const kept = openKept(data);
		kept.add('a', kept.take('a')!);
		kept.save();
		const once = stored(data);
		expect(kept.save()).toBe(2);
		expect(data).toEqual(once);
	});

	it('Of none at all no record is made.', () => {
		const data: ExecutionData = {};
		expect(openKept(data).save()).toBe(0);
		expect(data).toEqual({ 'node:Laddro': {} });
	});

	it('Nothing is left when they are cleared, but what is not ours stays.', () => {
		const data = leftBy(['a', one]);
		const context = data['node:Laddro']!;
		context.other = { of: 'n8n' };
		openKept(data).clear();
		expect(context).toEqual({ other: { of: 'n8n' } });
	});
});

describe('Whose documents they are', () => {
	it('Another node of the same workflow does not see them.', () => {
		const data = leftBy(['a', one]);
		const other = openKept(data, 0, 'Laddro1');
		expect(other.take('a')).toBeUndefined();
		other.clear();
		expect(allOf(data, 'a')).toEqual([one]);
	});

	it('Another run of the node in the same execution does not.', () => {
		const data: ExecutionData = {};
		const second = openKept(data, 1);
		second.add('a', one);
		second.save();
		expect(openKept(data, 0).take('a')).toBeUndefined();
		expect(openKept(data, 2).take('a')).toBeUndefined();
		expect(openKept(data, 1).take('a')).toEqual(one);
	});

	it('Where n8n does not count the runs there is just one.', () => {
		const data = leftBy(['a', one]);
		for (const run of [undefined, null, '0']) expect(openKept(data, run).take('a')).toEqual(one);
	});

	it.each([['kept'], [[1, 2]], [{ a: [one] }], [{ package: 'n8n-nodes-laddro' }]])(
		'What something else has put in their place is ignored, and replaced: %j',
		(value) => {
			const data = leftBy(['a', one]);
			const context = data['node:Laddro']!;
			const [field] = Object.keys(context);
			context[field!] = value as string;
			const kept = openKept(data);
			expect(kept.take('a')).toBeUndefined();
			kept.add('b', two);
			expect(kept.save()).toBe(1);
			expect(allOf(data, 'b')).toEqual([two]);
		},
	);
});
