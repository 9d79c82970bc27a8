import type { EmulatorOptions } from '../../emulator';
import { operations } from '../package/contract';
import { choicesOf, parameters } from '../unit/docs/description';
import { partOf, readPage, rowsOf } from '../unit/docs/pages';
import { outputOf, Stage } from './stage';

type ChooseBehaviour = NonNullable<EmulatorOptions['behaviour']>;

let stage: Stage;
afterEach(async () => await stage.close());

/** The values of a list of the node. */
function valuesOf(name: string): string[] {
	return parameters
		.filter((parameter) => parameter.name === name)
		.flatMap((parameter) => choicesOf(parameter).map(({ value }) => String(value)));
}

/** The operations that generate documents. */
const generating = operations
	.filter(({ resource }) => resource === 'application')
	.map(({ value }) => value);

const forms = generating.flatMap((operation) =>
	valuesOf('output').map((output) => ({ operation, output })),
);

/** The fields that tables describe, each in its first cell. */
function fieldsIn(text: string): string[] {
	return rowsOf(text).flatMap(([name = '']) => /^`(.+)`$/.exec(name)?.[1] ?? []);
}

const reference = readPage('docs/reference.md');
const outputFields = ['Single Document', 'One Item per Section', 'PDF File'].flatMap((heading) =>
	fieldsIn(partOf(reference, heading)),
);
const failureFields = fieldsIn(readPage('docs/failures.md'));

const breakOff: ChooseBehaviour = ({ kind }) => (kind === 'stream' ? 'truncated' : undefined);
const refuse: ChooseBehaviour = () => 'status_402';
const breakOffLetter: ChooseBehaviour = (request) =>
	request.operation === 'coverLetter' ? breakOff(request) : undefined;

describe.each(forms)('An output item of $operation as $output', ({ operation, output }) => {
	it.each<[string, ChooseBehaviour | undefined]>([
		['is complete', undefined],
		['was interrupted', breakOff],
		['was interrupted in its letter', breakOffLetter],
	])(
		'that %s has at most ten fields beside that of an interruption, all of them in the reference',
		async (_, behaviour) => {
			stage = await Stage.open({ behaviour });
			const requestOptions = { onInterruption: 'keepPartial' };
			const items = outputOf(
				await stage.run({ parameters: { operation, output, requestOptions } }),
			);
			expect(items).not.toEqual([]);
			for (const item of items) {
				expect(outputFields).toEqual(expect.arrayContaining(Object.keys(item)));
				const usual = Object.keys(item).filter((name) => name !== 'interruption');
				expect(usual.length).toBeLessThanOrEqual(10);
			}
		},
	);
});

it.each(generating)(
	'A failed item of %s has fields that docs/failures.md describes, whichever way it failed',
	async (operation) => {
		for (const behaviour of [breakOff, breakOffLetter, refuse]) {
			stage = await Stage.open({ behaviour });
			const run = await stage.run({ parameters: { operation }, onError: 'continueRegularOutput' });
			await stage.close();
			for (const { error, ...others } of outputOf(run).filter((item) => 'error' in item)) {
				const details = Object.keys(Object(error)).map((key) => `error.${key}`);
				expect(failureFields).toEqual(expect.arrayContaining([...Object.keys(others), ...details]));
			}
		}
		expect.hasAssertions();
	},
);
