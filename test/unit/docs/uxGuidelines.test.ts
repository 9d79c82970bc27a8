import { Laddro } from '../../../nodes/Laddro/Laddro.node';
import { operations } from '../../../nodes/Laddro/operations';
import { choicesOf, collections, credentialFields, entriesOf, everything } from './description';
import { readPage, rowsOf } from './pages';

const { description } = new Laddro();

const choices = everything.flatMap(choicesOf);
const modes = everything.flatMap((property) => property.modes ?? []);

/** All labels: of the node, of what people set, and of the entries of lists. */
const labels = [
	description.displayName,
	...[...collections, ...everything, ...modes].map(({ displayName }) => displayName),
	...choices.map(({ name }) => name),
];

/** All sentences that explain something. */
const explanations = [description, ...everything, ...modes, ...choices]
	.flatMap((explained) => [Reflect.get(explained, 'description'), Reflect.get(explained, 'hint')])
	.filter((text: unknown): text is string => typeof text === 'string');

const SMALL_WORDS = new Set('a an and as at by for from in of on or per the to with'.split(' '));
const wordsOf = (text: string) => text.split(/[\s-]+/).map((word) => word.replace(/^\(/, ''));
const isCapitalised = (word: string) => /^\p{Lu}/u.test(word);
const isAcronym = (word: string) => /^\p{Lu}{2,}$/u.test(word);

const isTitleCase = (text: string) =>
	wordsOf(text).every((word, index) => isCapitalised(word) || (index > 0 && SMALL_WORDS.has(word)));

/** Names keep their capitals, so that only most words can be expected to have none. */
const isSentenceCase = (text: string) => {
	const [first = '', ...others] = wordsOf(text);
	return isCapitalised(first) && others.filter(isCapitalised).length <= others.length / 2;
};

it('Labels are in Title Case.', () => {
	expect(labels.filter((label) => !isTitleCase(label))).toEqual([]);
});

it('Descriptions and hints are in sentence case.', () => {
	expect(explanations.filter((text) => !isSentenceCase(text))).toEqual([]);
});

it('The API key is a password field, and no field of the credential besides it keeps a secret.', () => {
	const secrets = credentialFields.filter(({ typeOptions }) => typeOptions?.password);
	expect(secrets.map(({ name }) => name)).toEqual(['apiKey']);
	expect(credentialFields.map(({ name }) => name)).toEqual(['apiKey', 'baseUrl']);
});

it('Whatever is given by its id is a resource locator that begins with From List.', () => {
	const givenById = everything.filter(({ name }) => /Id$/.test(name));
	expect(givenById).not.toEqual([]);
	for (const { type, default: preset, modes: ways = [] } of givenById) {
		expect(type).toBe('resourceLocator');
		expect(preset).toMatchObject({ mode: 'list' });
		expect(ways[0]).toMatchObject({ name: 'list', displayName: 'From List' });
	}
});

it('Resource and Operation come first, and the collections last.', () => {
	const { properties } = description;
	expect(properties.slice(0, 2).map(({ name }) => name)).toEqual(['resource', 'operation']);
	expect(properties.slice(-collections.length)).toEqual(collections);
});

it('Placeholders of fields are examples that begin with "e.g.".', () => {
	const fields = [...everything, ...modes].filter(({ type }) => type === 'string');
	const placeholders = fields.flatMap(({ placeholder }) => placeholder ?? []);
	expect(placeholders).not.toEqual([]);
	expect(placeholders.filter((text) => !/^e\.g\. \S/.test(text))).toEqual([]);
});

it('Descriptions of switches begin with "Whether".', () => {
	const switches = collections.flatMap(entriesOf).filter(({ type }) => type === 'boolean');
	expect(switches).not.toEqual([]);
	expect(switches.filter((entry) => !entry.description?.startsWith('Whether '))).toEqual([]);
});

it('A description that names a parameter by several words puts it in single quotes.', () => {
	const names = [...everything, ...collections]
		.map(({ displayName }) => displayName)
		.filter((label) => label.includes(' '));
	const bare = (text: string) =>
		names.filter((name) => text.replaceAll(`'${name}'`, '').includes(name));
	expect(explanations.filter((text) => bare(text).length > 0)).toEqual([]);
});

describe.each(operations.map((operation) => [operation.label, operation] as const))(
	'The operation %s',
	(label, { action, description: explanation, resource }) => {
		const [first = '', ...others] = wordsOf(action);

		it('says in its name what it does, without the resource', () => {
			const resourceLabel = choices.find(({ value }) => value === resource)?.name ?? '';
			expect(label).not.toContain(resourceLabel);
		});

		it('has an action in sentence case and without articles that names its object', () => {
			expect(isCapitalised(first)).toBe(true);
			expect(others.filter((word) => isCapitalised(word) && !isAcronym(word))).toEqual([]);
			expect(wordsOf(action).filter((word) => /^(?:an?|the)$/i.test(word))).toEqual([]);
			expect(action).toMatch(/\b(?:resume|letter|documents?)\b/);
		});

		it('has an action with all the words of its name', () => {
			const words = wordsOf(action.toLowerCase());
			expect(words).toEqual(expect.arrayContaining(wordsOf(label.toLowerCase())));
		});

		it('has a description that says more than its action, in other words', () => {
			expect(explanation.length).toBeGreaterThan(action.length);
			expect(explanation.toLowerCase()).not.toContain(action.toLowerCase());
		});
	},
);

it('Each point of docs/ux-guidelines.md is kept, or has a reason why not.', () => {
	const points = rowsOf(readPage('docs/ux-guidelines.md')).filter(
		([point = '']) => point !== 'guideline' && !/^-+$/.test(point),
	);
	expect(points.length).toBeGreaterThan(25);
	for (const [, kept, reason] of points) {
		expect(kept).toMatch(/^(?:yes|no|n\/a)$/);
		expect(reason).not.toBe('');
	}
});
