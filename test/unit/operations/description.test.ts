import { operations } from '../../../nodes/Laddro/operations';
import {
	describeHints,
	describeParameters,
	describeSubtitle,
} from '../../../nodes/Laddro/operations/description';
import { choicesOf, entriesOf, parameter, parametersNamed } from './described';

/** Everything with a label below some parameters: themselves, their choices, the entries of collections. */
function everyLabelled(properties: readonly unknown[]): object[] {
	return properties.flatMap((property) => {
		const { options = [], modes = [] } = Object(property);
		return [Object(property), ...everyLabelled(options), ...everyLabelled(modes)];
	});
}

/** Lists whose labels are words of their own. */
const UNEXPLAINED = ['language', 'documentType', 'pageNumbering', 'mode'];

describe('What the editor shows', () => {
	const properties = describeParameters(operations);

	it('The resource and the operation can not be expressions, because n8n names nodes by them.', () => {
		expect(parameter(properties, 'resource').noDataExpression).toBe(true);
		const choices = parametersNamed(properties, 'operation');
		expect(choices.map(({ noDataExpression }) => noDataExpression)).toEqual([true, true]);
	});

	it('The operations have the actions by which n8n names nodes and describes tools.', () => {
		const listed = parametersNamed(properties, 'operation').flatMap(choicesOf);
		expect(listed).toEqual(
			operations.map(({ label, value, action }) => ({
				name: label,
				value,
				action,
				description: expect.stringMatching(/^[A-Z].* \((no credits|1 credit|[2-5] credits)\)$/),
			})),
		);
	});

	it('A hint about credits is shown before the first run of what costs credits.', () => {
		const [hint] = describeHints(operations);
		expect(hint).toMatchObject({ whenToDisplay: 'beforeExecution', location: 'outputPane' });
		expect(hint?.displayCondition).toBe(
			'={{ ["tailor","coverLetter","both","downloadPdf"].includes($parameter["operation"]) }}',
		);
	});

	it('The text of a posting has several rows.', () => {
		expect(parameter(properties, 'jobPosting').typeOptions).toEqual({ rows: 6 });
	});

	it.each([
		['resumeId', 'searchResumes', 'Default Resume'],
		['documentId', 'searchDocuments', 'Select a document…'],
	])(
		'The parameter %s can be searched for in a list, or given by its id.',
		(name, searchListMethod, placeholder) => {
			expect(parameter(properties, name).modes).toEqual([
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder,
					typeOptions: { searchListMethod, searchable: true },
				},
				{
					displayName: 'By ID',
					name: 'id',
					type: 'string',
					placeholder: expect.stringMatching(/^e\.g\. [\da-f-]{36}$/),
				},
			]);
		},
	);

	it('Every text in the editor says something.', () => {
		const wordless = ['default', 'value', 'type', 'name'];
		const silent = everyLabelled(properties).flatMap((shown) =>
			Object.entries(shown)
				.filter(([key, text]) => text === '' && !wordless.includes(key))
				.map(([key]) => ({ ...shown, key })),
		);
		expect(silent).toEqual([]);
	});

	it('Every parameter but the first three and the collections has a description or a hint.', () => {
		const described = properties.filter(({ description, hint }) => description ?? hint);
		expect(properties.map(({ name }) => name).slice(3, -3)).toEqual(
			described.map(({ name }) => name),
		);
		const resources = choicesOf(parameter(properties, 'resource'));
		for (const { description } of resources.map(Object)) expect(description).toMatch(/^\S.{8,}/);
		for (const collection of ['letterDetails', 'options', 'requestOptions']) {
			for (const entry of entriesOf(properties, collection)) {
				expect(entry.description).toMatch(/^[A-Z][\w']* /);
			}
			expect(parameter(properties, collection).placeholder).toBe('Add option');
		}
	});

	it('Each choice that its label does not explain has a description.', () => {
		const selfExplaining = ['Markdown', 'Plain Text'];
		const fields = [
			...properties.filter(({ type }) => type !== 'collection'),
			...['options', 'requestOptions'].flatMap((name) => entriesOf(properties, name)),
		];
		const choices = fields
			.filter(({ name, type }) => type === 'options' && !UNEXPLAINED.includes(name))
			.flatMap(choicesOf)
			.map((choice) => Object(choice))
			.filter(({ name }) => !selfExplaining.includes(name));
		expect(choices.length).toBeGreaterThan(5);
		for (const { name, description } of choices) {
			expect([name, description]).toEqual([name, expect.stringMatching(/^\S.{8,}/)]);
		}
	});

	it('Text fields show an example of what to enter, unless a hint says what it is.', () => {
		const texts = properties.filter(({ type, hint }) => type === 'string' && hint === undefined);
		expect(texts.length).toBeGreaterThan(2);
		for (const { placeholder } of texts) expect(placeholder).toMatch(/^e\.g\. \S/);
	});

	it('The line below a node is the label of its operation.', () => {
		expect(describeSubtitle(operations.slice(0, 2))).toBe(
			'={{ {"tailor":"Tailor Resume","coverLetter":"Write Cover Letter"}[$parameter["operation"]] }}',
		);
	});
});
