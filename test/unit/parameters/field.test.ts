import { success } from '../../../nodes/Laddro/common/result';
import { readFields, restricted, shownOnly } from '../../../nodes/Laddro/parameters/field';
import { textField } from '../../../nodes/Laddro/parameters/kinds';
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

describe('Conditions for showing a parameter', () => {
	const property = textField({ displayName: 'A', name: 'a', default: '' }).properties[0]!;

	it('They are added to those that it has.', () => {
		expect(restricted(property, { output: ['pdf'] })).toEqual({
			...property,
			displayOptions: { show: { output: ['pdf'] } },
		});
		const displayOptions = { show: { jobSource: ['url'] }, hide: { output: ['x'] } };
		expect(restricted({ ...property, displayOptions }, { output: ['pdf'] }).displayOptions).toEqual(
			{
				show: { output: ['pdf'], jobSource: ['url'] },
				hide: { output: ['x'] },
			},
		);
	});

	it('Its own win where they are of the same parameter.', () => {
		const own = restricted(property, { output: ['document'] });
		expect(restricted(own, { output: ['pdf'] }).displayOptions?.show).toEqual({
			output: ['document'],
		});
	});

	it('A group of fields that is shown only where they hold is read as before, and the first group stays.', () => {
		const group = { one: text('a'), two: { ...constant, collection: 'options' as const } };
		const shown = shownOnly(group, { output: ['pdf'] });
		expect(shown.one.properties).toEqual([
			{ ...group.one.properties[0], displayOptions: { show: { output: ['pdf'] } } },
		]);
		expect(shown.two.collection).toBe('options');
		expect(readFields(shown, parametersWith({ a: 'x' }))).toEqual({
			ok: true,
			value: { one: 'x', two: 7 },
		});
		expect(group.one.properties[0]).not.toHaveProperty('displayOptions');
	});
});
