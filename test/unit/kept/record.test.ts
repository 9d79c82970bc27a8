import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { version } from '../../../package.json';
import {
	readRecord,
	writeRecord,
	type KeptByKey,
	type KeptDocument,
} from '../../../nodes/Laddro/kept/record';
import { cases } from '../cases';

const SECTIONS = [
	['skills', 'TypeScript'],
	['__proto__', 'Käsin "tehty"\n😀'],
] as const;
const CALL = { arrived: [], files: [], otherIds: {} };

/** A document as it stands in a record. */
const WRITTEN = {
	ids: { resumeId: 'res_9' },
	paid: { ...CALL, texts: [{ documentId: 'res_9', sections: SECTIONS }] },
};
const STREAMED: KeptDocument = {
	ids: { resumeId: 'res_9' },
	paid: {
		...CALL,
		arrived: new Map(),
		texts: [{ documentId: 'res_9', sections: new Map(SECTIONS) }],
	},
};

/** A stream that broke, of which a part has arrived: the document is still to be read back. */
const UNREAD: KeptDocument = {
	ids: { resumeId: 'res_9' },
	paid: {
		...CALL,
		otherIds: { resumeId: 'res_8' },
		texts: [],
		arrived: new Map(SECTIONS),
		cutSection: 'skills',
		sentAt: 1_700_000_000_000,
		details: { score: 82 },
	},
	failure: { kind: 'interrupted', cause: 'connectionCut' },
};
const BINARY = { data: 'filesystem-v2', id: 'f1', mimeType: 'application/pdf', fileName: 'cv.pdf' };
const FILE = { fileName: 'cv.pdf', mimeType: 'application/pdf', fileSize: 9, binary: BINARY };
const FILES: KeptDocument = {
	ids: { resumeId: 'res_9', coverLetterId: 'let_9' },
	files: [FILE, { ...FILE, fileName: 'letter.pdf' }],
};

const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** What is read of a record once n8n has stored it. */
const readAgain = (kept: KeptByKey, run = 0) =>
	readRecord(throughJson(writeRecord(run, kept)), run);

/** With the order of the sections, which Jest does not compare in a map. */
const listed = (kept: KeptByKey) =>
	new Map(
		[...kept].map(([key, documents]) => [
			key,
			documents.map((document) =>
				'paid' in document
					? {
							...document,
							arrived: [...document.paid.arrived],
							texts: document.paid.texts.map(({ sections }) => [...sections]),
						}
					: document,
			),
		]),
	);

/** A record with other documents, whose hash is theirs. */
function recordWith(documents: unknown): object {
	const texts = Object.entries(Object(documents)).map((entry) => JSON.stringify(entry));
	const hash = createHash('sha256').update(texts.join('')).digest('hex');
	return { ...writeRecord(0, new Map()), documents, hash };
}

describe('A record of what is kept', () => {
	it('It holds the ids and titles of letters that were saved.', () => {
		const letters = [{ title: 'To Acme' }, {}].map((saved) => ({
			ids: { coverLetterId: 'a' },
			saved,
		}));
		expect(readAgain(new Map([['a', letters]]))).toEqual(new Map([['a', letters]]));
	});

	it('It is plain JSON that names the package, its version and the run.', () => {
		const record = writeRecord(3, new Map([['a', [STREAMED]]]));
		expect(throughJson(record)).toEqual(record);
		expect(record).toEqual({
			package: `n8n-nodes-laddro@${version}`,
			run: 3,
			documents: { a: [WRITTEN] },
			hash: expect.stringMatching(/^[0-9a-f]{64}$/),
		});
	});

	it('It is read as it was written, documents and files, in their order.', () => {
		const kept = new Map([
			['b', [STREAMED, FILES]],
			['a', [FILES, UNREAD]],
		]);
		expect([...listed(readAgain(kept))]).toEqual([...listed(kept)]);
	});

	it.each(['__proto__', 'constructor', 'toString', ''])(
		'The key %j is one like any other.',
		(key) => {
			const kept = new Map([[key, [STREAMED]]]);
			expect(listed(readAgain(kept))).toEqual(listed(kept));
		},
	);

	it('Whatever the sections and ids are, they are read as they were written.', () => {
		const id = fc.stringMatching(/^[a-z0-9_-]{1,40}$/);
		const document = fc.record({
			ids: fc.record({ resumeId: id, coverLetterId: id }, { requiredKeys: [] }),
			paid: fc
				.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string()), { minLength: 1 })
				.map((sections) => ({
					...CALL,
					arrived: new Map(),
					texts: [{ sections: new Map(sections) }],
				})),
		});
		const entry = fc.tuple(fc.string(), fc.array(document, { maxLength: 3 }));
		fc.assert(
			fc.property(fc.array(entry), (entries) => {
				const kept = new Map<string, KeptDocument[]>(entries);
				// Names of numbers come first in JSON; the order of the keys means nothing.
				expect(listed(readAgain(kept))).toEqual(listed(kept));
			}),
			cases(),
		);
	});
});

describe('What is no record of this run', () => {
	const record = writeRecord(1, new Map([['a', [STREAMED]]]));

	it('A record is read for its own run only.', () => {
		expect(readRecord(record, 1).size).toBe(1);
		for (const run of [0, 2, NaN]) expect(readRecord(record, run)).toEqual(new Map());
	});

	it.each([
		['another version', { ...record, package: 'n8n-nodes-laddro@0.0.1' }],
		['another package', { ...record, package: `n8n-nodes-other@${version}` }],
		['no package', { ...record, package: undefined }],
		['a run in words', { ...record, run: '1' }],
		['no hash', { ...record, hash: undefined }],
		['the hash of something else', { ...record, hash: writeRecord(1, new Map()).hash }],
		['changed documents', { ...record, documents: { a: [{ ...WRITTEN, ids: {} }] } }],
		['another key', { ...record, documents: { b: [WRITTEN] } }],
		['one more document', { ...record, documents: { a: [WRITTEN, WRITTEN] } }],
		['no documents', { ...record, documents: undefined }],
		['neither documents nor a hash', { package: record.package, run: 1 }],
	])('Nothing is read of one with %s.', (_, changed) => {
		expect(readRecord(changed, 1)).toEqual(new Map());
	});

	it.each([[undefined], [null], [true], [7], ['kept'], ['x'.repeat(1e6)], [[]], [[record]], [{}]])(
		'Nothing is read of another value in its place.',
		(value) => {
			expect(readRecord(value, 1)).toEqual(new Map());
		},
	);

	it('Nothing is read of documents that can not be JSON.', () => {
		const circular: Record<string, unknown> = {};
		circular.a = [circular];
		for (const documents of [circular, { a: 1n }, { toJSON: () => undefined }]) {
			expect(readRecord({ ...record, documents }, 1)).toEqual(new Map());
		}
	});

	it('Nothing is read of anything at all, and it never throws.', () => {
		const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true });
		fc.assert(
			fc.property(anything, (value) => {
				expect(readRecord(value, 1).size).toBe(0);
				expect(readRecord({ ...record, documents: value }, 1).size).toBe(0);
			}),
			cases(),
		);
	});
});

describe('A document of another shape, in a record of ours,', () => {
	const readDocuments = (...documents: unknown[]) =>
		readRecord(recordWith({ a: documents }), 0).get('a');

	it.each<[string, unknown]>([
		['null', null],
		['a text', 'Engineer'],
		['a list', [WRITTEN]],
		['neither sections nor files', { ids: {} }],
		['no sections', { ids: {}, paid: { ...CALL, texts: [{ sections: [] }] } }],
		[
			'sections by name',
			{ ids: {}, paid: { ...CALL, texts: [{ sections: { skills: 'TypeScript' } }] } },
		],
		['a section without text', { ids: {}, paid: { ...CALL, texts: [{ sections: [['skills']] }] } }],
		[
			'a section that is more',
			{ ids: {}, paid: { ...CALL, texts: [{ sections: [['skills', 'a', 'b']] }] } },
		],
		['a section that is a text', { ids: {}, paid: { ...CALL, texts: [{ sections: ['ab'] }] } }],
		['a name that is no text', { ids: {}, paid: { ...CALL, texts: [{ sections: [[1, 'a']] }] } }],
		[
			'a content that is no text',
			{ ids: {}, paid: { ...CALL, texts: [{ sections: [['skills', null]] }] } },
		],
		[
			'one section of two that is wrong',
			{ ids: {}, paid: { ...CALL, texts: [{ sections: [['skills', 'a'], []] }] } },
		],
		['no files', { ids: {}, files: [] }],
		['a saved letter without its id', { ids: { resumeId: 'res_9' }, saved: {} }],
		['a file that is a text', { ids: {}, files: ['cv.pdf'] }],
		['one file of two that is wrong', { ids: {}, files: [FILE, {}] }],
		...['fileName', 'mimeType', 'fileSize', 'binary'].flatMap(
			(field): Array<[string, unknown]> => [
				[`a file without ${field}`, { ids: {}, files: [{ ...FILE, [field]: undefined }] }],
				[`a file whose ${field} is a list`, { ids: {}, files: [{ ...FILE, [field]: [] }] }],
			],
		),
		[
			'a file with neither content nor the id of one',
			{ ids: {}, files: [{ ...FILE, binary: { ...BINARY, data: 1, id: 2 } }] },
		],
		[
			'a file whose content has no type',
			{ ids: {}, files: [{ ...FILE, binary: { ...BINARY, mimeType: 1 } }] },
		],
	])('is left out: %s', (_, document) => {
		expect(readDocuments(document)).toEqual([]);
		expect(readDocuments(WRITTEN, document, FILES)).toEqual([STREAMED, FILES]);
	});

	it.each([[null], [{}], ['kept'], [7]])('in place of the list of them is no list: %j', (list) => {
		expect(readRecord(recordWith({ a: list, b: [WRITTEN] }), 0)).toEqual(
			new Map([
				['a', []],
				['b', [STREAMED]],
			]),
		);
	});

	it('has no ids where they are none, and nothing beside its content', () => {
		const { paid } = WRITTEN;
		const expected = [{ ...STREAMED, ids: {} }];
		for (const ids of [undefined, null, 'res_9', { resumeId: 7 }, { resumeId: 'x'.repeat(1000) }]) {
			expect(readDocuments({ ids, paid, other: 1 })).toEqual(expected);
		}
		expect(readDocuments({ paid })).toEqual(expected);
	});

	it('is not read where the documents are no object by keys', () => {
		for (const documents of [[[WRITTEN]], null, 'kept']) {
			expect(readRecord(recordWith(documents), 0)).toEqual(new Map());
		}
	});
});
