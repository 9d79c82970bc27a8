import fc from 'fast-check';
import { readStored, type StoredDocument } from '../../../nodes/Laddro/stored/readStored';
import { cases } from '../cases';

const names = fc.constantFrom(
	...'sections personal header summary items fields type title name skill position company startDate endDate current description highlights value content letterContent data resume coverLetter dates level unknownField Für_andere __proto__ constructor toString'.split(
		' ',
	),
);
const text = fc.oneof(
	fc.constantFrom('', ' ', 'word', 'two words', '2020-03', '<p>a</p>', '- a\n- b', '*a*', '\u200b'),
	fc.string({ maxLength: 20 }),
);
const plain = fc.oneof(text, fc.boolean(), fc.constant(null), fc.double(), fc.integer());

/** JSON of any depth, with the names that documents have. */
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
	json: fc.oneof(
		{ maxDepth: 7, depthSize: 'large' },
		plain,
		fc.array(tie('json'), { maxLength: 4 }),
		// As a parser makes it, so that `__proto__` is a name like any other.
		fc
			.array(fc.tuple(names, tie('json')), { maxLength: 5 })
			.map((entries) => JSON.parse(jsonOf(entries)) as unknown),
	),
}));

function jsonOf(entries: ReadonlyArray<readonly [string, unknown]>): string {
	const unique = new Map(entries);
	const parts = [...unique].map(
		([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value) ?? 'null'}`,
	);
	return `{${parts.join(',')}}`;
}

async function read(value: unknown): Promise<Array<StoredDocument | undefined>> {
	return [await readStored('resume', value), await readStored('coverLetter', value, 'lt')];
}

const textOf = (document: StoredDocument | undefined) =>
	[...(document?.sections ?? [])].map(([, content]) => content).join('\n');

it('Whatever JSON holds, it is read without an error, and what comes out grows with what goes in.', async () => {
	await fc.assert(
		fc.asyncProperty(json, async (value) => {
			for (const candidate of [value, { sections: value }, { sections: [{ items: [value] }] }]) {
				for (const document of await read(candidate)) {
					const { length } = JSON.stringify(candidate) ?? '';
					expect(textOf(document).length).toBeLessThanOrEqual(12 * length);
					for (const content of document?.sections.values() ?? [])
						expect(content.trim()).not.toBe('');
				}
			}
		}),
		cases(500),
	);
});

it('Neither ids nor flags nor what programs write for no text get into a section.', async () => {
	const hidden = fc.constantFrom(
		...'id uuid templateId section_id colorId style color createdAt updatedAt order isDefault'.split(
			' ',
		),
	);
	const noText = fc.constantFrom(null, true, false, 'undefined', 'null', '[object Object]', {}, []);
	const field = fc.oneof(
		fc.tuple(hidden, fc.constantFrom<unknown>('SECRET', ['SECRET'], { name: 'SECRET' })),
		// What a user has named is for people.
		fc.tuple(
			names.filter((name) => name !== 'fields'),
			noText,
		),
	);
	const object = fc.array(field, { maxLength: 6 }).map((entries) => Object.fromEntries(entries));
	const nested = fc
		.tuple(
			object,
			names.filter((name) => name !== 'fields'),
			object,
		)
		.map(([outer, name, inner]) => ({
			...outer,
			[name]: inner,
		}));
	await fc.assert(
		fc.asyncProperty(fc.array(nested, { maxLength: 4 }), nested, async (items, personal) => {
			const { sections } =
				(await readStored('resume', { personal, sections: [{ type: 'a', items }] })) ?? {};
			expect(sections).toEqual(new Map());
		}),
		cases(500),
	);
});

it.each([
	['arrays', '[', '"x"', ']'],
	['objects', '{"a":', '"x"', '}'],
	['items', '{"items":[', '"x"', ']}'],
	['wrappers', '{"data":', '{"letterContent":"x"}', '}'],
])('Nesting of %s is looked into only so far.', async (_, open, inner, close) => {
	const deep: unknown = JSON.parse(open.repeat(5000) + inner + close.repeat(5000));
	for (const value of [deep, { sections: deep }, { sections: { a: [{ b: deep }] } }]) {
		for (const document of await read(value)) expect(textOf(document)).not.toContain('x');
	}
});
