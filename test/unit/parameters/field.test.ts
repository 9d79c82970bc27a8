import { success } from '../../../nodes/Laddro/common/result';
import {
	grouped,
	mapped,
	onlyWhere,
	readFields,
	shownWhere,
	withDefault,
} from '../../../nodes/Laddro/parameters/field';
import { choiceFieldWithDefault, textField } from '../../../nodes/Laddro/parameters/kinds';
import { contextWith, parametersWith } from './context';

const text = (name: string) => textField({ displayName: name.toUpperCase(), name, default: '' });
const constant = { properties: [], read: () => success(7) };

describe('A group of fields', () => {
	it('The values are read by the names of the fields in the group.', () => {
		const fields = { one: text('a'), two: text('b'), three: constant };
		expect(readFields(fields, parametersWith({ a: 'x', b: '' }))).toEqual({
			ok: true,
			value: { one: 'x', two: undefined, three: 7 },
		});
	});

	it('The first field that can not be used is the failure, and nothing after it is read.', () => {
		const { asked, parameters } = contextWith({ a: 'x', b: [], c: {} });
		const result = readFields({ a: text('a'), b: text('b'), c: text('c') }, parameters());
		expect(result).toMatchObject({ ok: false, failure: { message: "'B' is not text" } });
		expect(asked).toEqual(['a', 'b']);
	});
});

const choice = choiceFieldWithDefault<'pdf' | 'text'>({
	displayName: 'Output',
	name: 'output',
	options: [
		{ name: 'PDF', value: 'pdf' },
		{ name: 'Text', value: 'text' },
	],
	default: 'text',
});

describe('Fields made of others', () => {
	it('A group reads all of its fields, or fails with the first that can not be used.', () => {
		const group = grouped({ one: text('a'), two: text('b') }, 'options');
		expect(group.properties.map(({ name }) => name)).toEqual(['a', 'b']);
		expect(group.collection).toBe('options');
		expect(group.read(parametersWith({ a: 'x', b: 'y' }))).toEqual({
			ok: true,
			value: { one: 'x', two: 'y' },
		});
		expect(group.read(parametersWith({ a: 'x', b: [] }))).toMatchObject({
			failure: { message: "'B' is not text" },
		});
	});

	it('A value is made into another one, and a failure stays as it is.', () => {
		const length = mapped(text('a'), (value = '') => success(value.length));
		expect(length.read(parametersWith({ a: 'four' }))).toEqual({ ok: true, value: 4 });
		expect(length.read(parametersWith({ a: [] }))).toMatchObject({ ok: false });
	});

	it('A default counts only where nothing is set.', () => {
		const field = withDefault(text('a'), 'preset');
		expect(field.read(parametersWith({ a: '' }))).toEqual({ ok: true, value: 'preset' });
		expect(field.read(parametersWith({ a: 'x' }))).toEqual({ ok: true, value: 'x' });
	});

	it('A field that depends on a choice is shown and read only where that has one of the values.', () => {
		const { one } = onlyWhere({ one: text('a') }, choice, ['pdf']);
		expect(one.properties[0]?.displayOptions).toEqual({ show: { output: ['pdf'] } });
		expect(one.read(parametersWith({ output: 'pdf', a: 'x' }))).toEqual({ ok: true, value: 'x' });
		expect(one.read(parametersWith({ output: 'text', a: [] }))).toEqual({
			ok: true,
			value: undefined,
		});
		expect(one.read(parametersWith({ output: 'pdf', a: [] }))).toMatchObject({ ok: false });
	});
});

describe('Conditions for showing a parameter', () => {
	const withOptions = (displayOptions: object) => ({
		...text('a'),
		properties: [{ ...text('a').properties[0]!, displayOptions }],
	});
	const optionsOf = (field: ReturnType<typeof text>) =>
		shownWhere({ field }, { output: ['pdf'] }).field.properties[0]?.displayOptions;

	it('They are added to those that it has.', () => {
		expect(optionsOf(text('a'))).toEqual({ show: { output: ['pdf'] } });
		const displayOptions = { show: { resumeSource: ['file'] }, hide: { output: ['x'] } };
		expect(optionsOf(withOptions(displayOptions))).toEqual({
			show: { output: ['pdf'], resumeSource: ['file'] },
			hide: { output: ['x'] },
		});
	});

	it('Its own win where they are of the same parameter.', () => {
		const own = withOptions({ show: { output: ['document'] } });
		expect(optionsOf(own)).toEqual({ show: { output: ['document'] } });
	});

	it('From within a collection they lead outside of it.', () => {
		expect(optionsOf({ ...text('a'), collection: 'options' })).toEqual({
			show: { '/output': ['pdf'] },
		});
	});

	it('The fields are read as before, and the first group stays.', () => {
		const group = { one: text('a'), two: { ...constant, collection: 'options' as const } };
		const shown = shownWhere(group, { output: ['pdf'] });
		expect(shown.two.collection).toBe('options');
		expect(readFields(shown, parametersWith({ a: 'x' }))).toEqual({
			ok: true,
			value: { one: 'x', two: 7 },
		});
		expect(group.one.properties[0]).not.toHaveProperty('displayOptions');
	});
});
