import { success } from '../../../nodes/Laddro/common/result';
import { readFields } from '../../../nodes/Laddro/parameters/field';
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
