import type { Field } from '../../../nodes/Laddro/parameters/field';
import {
	binaryField,
	booleanField,
	choiceField,
	choiceFieldWithDefault,
	notAChoice,
	optionalNumberField,
	textField,
	wholeNumberField,
} from '../../../nodes/Laddro/parameters/kinds';
import { BadExpression, expressionFor, parametersWith } from './context';

/** Reads a field that is called `x`, in the collection `options` where the field stands in one. */
function read<Value>(field: Field<Value>, x: unknown) {
	return field.read(parametersWith(field.collection ? { options: { x } } : { x }));
}

function failureOf<Value>(field: Field<Value>, x: unknown) {
	const result = read(field, x);
	return result.ok ? undefined : result.failure;
}

const shown = { displayName: 'The X', name: 'x', description: 'What x is' };
const NOT_SET = [undefined, null, expressionFor(undefined)];

describe('A field for text', () => {
	const field = textField({ ...shown, default: '' });

	it('The editor shows it as text.', () => {
		expect(field.properties).toEqual([{ ...shown, default: '', type: 'string' }]);
		expect(field.collection).toBeUndefined();
	});

	it.each([...NOT_SET, '', ' \n\t', '\u200b', '\u00a0\ufeff'])(
		'It has no value for %j.',
		(value) => {
			expect(read(field, value)).toEqual({ ok: true, value: undefined });
		},
	);

	it.each([
		[' Kehittäjä ', ' Kehittäjä '],
		[17, '17'],
		[0, '0'],
	])('The value of %j is %j.', (value, text) => {
		expect(read(field, value)).toEqual({ ok: true, value: text });
	});

	it.each([
		true,
		{},
		['x'],
		NaN,
		Infinity,
		'NaN',
		' [object Object]',
		'[object Object],[object Object]',
	])('The value %p is refused.', (value) => {
		expect(failureOf(field, value)).toEqual({
			kind: 'parameter',
			message: "'The X' is not text",
			advice: 'Enter text.',
		});
	});

	it('An expression that fails is the failure.', () => {
		expect(failureOf(field, new BadExpression('No'))).toMatchObject({ message: 'No' });
	});
});

const options = [
	{ name: 'One', value: 'one' as const },
	{ name: 'Two', value: 'two' as const },
];
const NOT_A_CHOICE = {
	kind: 'parameter',
	message: "'The X' has an unknown value",
	advice: 'Use one of: one, two.',
};

describe('A field with choices', () => {
	it('The editor shows it as a list.', () => {
		const field = choiceField({ ...shown, options, default: 'one' });
		expect(field.properties).toEqual([{ ...shown, options, default: 'one', type: 'options' }]);
		expect(field.collection).toBeUndefined();
		expect(choiceField({ ...shown, options, default: 'one' }, 'options').collection).toBe(
			'options',
		);
	});

	it.each([...NOT_SET, '', ' '])('It has no value for %j.', (value) => {
		const field = choiceField({ ...shown, options, default: 'one' }, 'options');
		expect(read(field, value)).toEqual({ ok: true, value: undefined });
	});

	it.each(['one', 'two'])('The value of "%s" is the choice.', (value) => {
		for (const collection of [undefined, 'options'] as const) {
			const field = choiceField({ ...shown, options, default: 'one' }, collection);
			expect(read(field, value)).toEqual({ ok: true, value });
		}
	});

	it.each(['three', 'toString', 1, ['one'], true, {}])('The value %j is refused.', (value) => {
		const field = choiceField({ ...shown, options, default: 'one' });
		expect(failureOf(field, value)).toEqual(NOT_A_CHOICE);
	});

	it('An expression that fails is the failure.', () => {
		const field = choiceField({ ...shown, options, default: 'one' });
		expect(failureOf(field, new BadExpression('No'))).toMatchObject({ message: 'No' });
	});

	it('The advice names each choice once.', () => {
		expect(notAChoice('The X', [...options, ...options]).failure).toEqual(NOT_A_CHOICE);
	});
});

describe('A field with choices and a default', () => {
	const field = choiceFieldWithDefault<'one' | 'two'>(
		{ ...shown, options, default: 'two' },
		'options',
	);

	it('The editor shows it as a list, in its collection.', () => {
		expect(field.properties).toEqual([{ ...shown, options, default: 'two', type: 'options' }]);
		expect(field.collection).toBe('options');
	});

	it.each([...NOT_SET, ''])('The value of %j is the default.', (value) => {
		expect(read(field, value)).toEqual({ ok: true, value: 'two' });
	});

	it('A choice that was made is the value.', () => {
		expect(read(field, 'one')).toEqual({ ok: true, value: 'one' });
	});

	it('Any other value is refused.', () => {
		expect(failureOf(field, 'three')).toEqual(NOT_A_CHOICE);
	});
});

describe('A field for a whole number', () => {
	const property = { ...shown, default: 5, minimum: 2 };
	const open = wholeNumberField(property, 'options');
	const closed = wholeNumberField({ ...property, maximum: 10 }, 'options');

	it('The editor shows it as a number with its limits and without decimals.', () => {
		expect(closed.properties).toEqual([
			{
				...shown,
				default: 5,
				type: 'number',
				typeOptions: { minValue: 2, maxValue: 10, numberPrecision: 0 },
			},
		]);
		expect(open.properties[0]?.typeOptions).toStrictEqual({ minValue: 2, numberPrecision: 0 });
		expect(open.collection).toBe('options');
	});

	it.each([...NOT_SET, '', ' '])('The value of %j is the default.', (value) => {
		expect(read(closed, value)).toEqual({ ok: true, value: 5 });
	});

	it.each([
		[2, 2],
		[10, 10],
		[' 10 ', 10],
		['3', 3],
	])('The value of %j is %d.', (value, number) => {
		expect(read(closed, value)).toEqual({ ok: true, value: number });
		expect(read(open, value)).toEqual({ ok: true, value: number });
	});

	const wrong = [1, Infinity, -Infinity, 2.5, NaN, 'many', '2.5', '1', true, [2], {}];

	it.each([...wrong, 11, '11'])('The value %p is refused with its range from 2 to 10.', (value) => {
		expect(failureOf(closed, value)).toEqual({
			kind: 'parameter',
			message: "'The X' is not a whole number from 2 to 10",
			advice: 'Use a whole number from 2 to 10.',
		});
	});

	it.each(wrong)('The value %p is refused where only a minimum is set.', (value) => {
		expect(failureOf(open, value)).toEqual({
			kind: 'parameter',
			message: "'The X' is not a whole number of 2 or more",
			advice: 'Use a whole number of 2 or more.',
		});
	});

	it.each(['', ' '])('Blank text, as %j, is not taken for 0.', (value) => {
		const fromZero = wholeNumberField({ ...property, minimum: 0 }, 'options');
		expect(read(fromZero, 0)).toEqual({ ok: true, value: 0 });
		expect(read(fromZero, value)).toEqual({ ok: true, value: property.default });
	});

	it('A field without a maximum takes any larger number.', () => {
		expect(read(open, 1_000_000)).toEqual({ ok: true, value: 1_000_000 });
	});

	it('An expression that fails is the failure.', () => {
		expect(failureOf(open, new BadExpression('No'))).toMatchObject({ message: 'No' });
	});
});

describe('A field for a number that may be left out', () => {
	const field = optionalNumberField({ ...shown, default: 7 }, 'options');

	it('The editor shows it as a number, in its collection.', () => {
		expect(field.properties).toEqual([{ ...shown, default: 7, type: 'number' }]);
		expect(field.collection).toBe('options');
	});

	it.each([...NOT_SET, '', ' '])(
		'It has no value for %j, whatever an added one shows.',
		(value) => {
			expect(read(field, value)).toEqual({ ok: true, value: undefined });
		},
	);

	it.each([
		[0, 0],
		[-1.5, -1.5],
		[' 2.5 ', 2.5],
		['1e3', 1000],
	])('The value of %j is %d.', (value, number) => {
		expect(read(field, value)).toEqual({ ok: true, value: number });
	});

	it.each([NaN, Infinity, 'many', '1,5', '11pt', true, [2], {}])(
		'The value %p is refused.',
		(value) => {
			expect(failureOf(field, value)).toEqual({
				kind: 'parameter',
				message: "'The X' is not a number",
				advice: 'Use a number.',
			});
		},
	);

	it('An expression that fails is the failure.', () => {
		expect(failureOf(field, new BadExpression('No'))).toMatchObject({ message: 'No' });
	});
});

describe('A field for the name of a binary field', () => {
	const field = binaryField({ ...shown, default: 'data' });

	it('The editor shows it as text that is required.', () => {
		expect(field.properties).toEqual([
			{ ...shown, default: 'data', required: true, type: 'string' },
		]);
		expect(field.collection).toBeUndefined();
	});

	it.each([...NOT_SET, '', '  '])('The value of %j is the default.', (value) => {
		expect(read(field, value)).toEqual({ ok: true, value: 'data' });
	});

	it.each([
		['resume', 'resume'],
		[' resume ', 'resume'],
		[1, '1'],
	])('The value of %j is "%s".', (value, name) => {
		expect(read(field, value)).toEqual({ ok: true, value: name });
	});

	it('Anything but text is refused.', () => {
		expect(failureOf(field, ['data'])).toMatchObject({ message: "'The X' is not text" });
	});
});

describe('A switch', () => {
	const on = booleanField({ ...shown, default: true }, 'options');

	it('The editor shows it as a switch, in its collection.', () => {
		expect(on.properties).toEqual([{ ...shown, default: true, type: 'boolean' }]);
		expect(on.collection).toBe('options');
	});

	it.each([...NOT_SET, '', ' '])('The value of %j is the default.', (value) => {
		expect(read(on, value)).toEqual({ ok: true, value: true });
		expect(read(booleanField({ ...shown, default: false }, 'options'), value)).toEqual({
			ok: true,
			value: false,
		});
	});

	it.each([true, false])('The value of %j is itself.', (value) => {
		expect(read(on, value)).toEqual({ ok: true, value });
	});

	it.each([
		['TRUE', true],
		['true', true],
		[' False ', false],
		['FALSE', false],
	])('The text %j, as in a cell of a sheet, is %j.', (value, expected) => {
		expect(read(on, value)).toEqual({ ok: true, value: expected });
	});

	it.each(['yes', '1', 1, ['true'], {}])('The value %j is refused.', (value) => {
		expect(failureOf(on, value)).toEqual({
			kind: 'parameter',
			message: "'The X' is not true or false",
			advice: 'Use true or false.',
		});
	});

	it('An expression that fails is the failure.', () => {
		expect(failureOf(on, new BadExpression('No'))).toMatchObject({ message: 'No' });
	});
});
