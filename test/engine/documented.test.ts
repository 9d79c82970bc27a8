import type { EmulatorOptions } from '../../emulator';
import { operations } from '../package/contract';
import { choicesOf, parameters } from '../unit/docs/description';
import { partOf, readPage, rowsOf } from '../unit/docs/pages';
import { outputOf, pairedWith, postings, rowOf, Stage } from './stage';

type ChooseBehaviour = NonNullable<EmulatorOptions['behaviour']>;

let stage: Stage;
afterEach(async () => await stage.close());

/** The values of a list of the node, as the first operations have it that do. */
function valuesOf(name: string): string[] {
	return parameters
		.filter((parameter) => parameter.name === name)
		.slice(0, 1)
		.flatMap((parameter) => choicesOf(parameter).map(({ value }) => String(value)));
}

/** The operations that generate documents. */
const generating = operations
	.filter(({ resource }) => resource === 'application')
	.map(({ value }) => value);

/** What is stored can also be had as it is. */
const outputs = valuesOf('output').filter((output) => output !== 'asSent');
const forms = generating.flatMap((operation) => outputs.map((output) => ({ operation, output })));

/** The fields that tables describe, each in its first cell. */
function fieldsIn(text: string): string[] {
	return rowsOf(text).flatMap(([name = '']) => /^`(.+)`$/.exec(name)?.[1] ?? []);
}

const reference = readPage('docs/reference.md');
const outputFields = ['Single Document', 'One Item per Section', 'PDF File'].flatMap((heading) =>
	fieldsIn(partOf(reference, heading)),
);
const failureFields = fieldsIn(readPage('docs/failures.md'));

/** Breaks off no stream of the first row, all of the second one, and only the letter of the third one. */
const breakOff: ChooseBehaviour = ({ kind, operation, body }) => {
	const broken = [false, true, operation === 'coverLetter'][rowOf(body)];
	return broken && kind === 'stream' ? 'truncated' : undefined;
};

it.each(forms)(
	'An output item of $operation as $output has at most ten fields beside that of an interruption, all of them in the reference',
	async ({ operation, output }) => {
		stage = await Stage.open({ behaviour: breakOff });
		const requestOptions = { onInterruption: 'keepPartial' };
		const parameters = { operation, output, requestOptions };
		const run = await stage.run({ rows: postings(3), parameters });
		expect(new Set(pairedWith(run))).toEqual(new Set([0, 1, 2]));
		for (const item of outputOf(run)) {
			expect(outputFields).toEqual(expect.arrayContaining(Object.keys(item)));
			const usual = Object.keys(item).filter((name) => name !== 'interruption');
			expect(usual.length).toBeLessThanOrEqual(10);
		}
	},
);

it.each(generating)(
	'A failed item of %s has fields that docs/failures.md describes, whichever way it failed',
	async (operation) => {
		stage = await Stage.open({
			// The refusal comes last, because it holds for every item.
			behaviour: (request) => (rowOf(request.body) === 3 ? 'status_402' : breakOff(request)),
		});
		const parameters = { operation, requestOptions: { concurrency: 1 } };
		const onError = 'continueRegularOutput';
		const run = await stage.run({ rows: postings(4), parameters, onError });
		const failed = outputOf(run).filter((item) => 'error' in item);
		expect(failed).toHaveLength(operation === 'tailor' ? 2 : 3);
		for (const { error, ...others } of failed) {
			const details = Object.keys(Object(error)).map((key) => `error.${key}`);
			expect(failureFields).toEqual(expect.arrayContaining([...Object.keys(others), ...details]));
		}
	},
);
