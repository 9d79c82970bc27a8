import { success } from '../../../nodes/Laddro/common/result';
import { ConstantParameters } from '../../../nodes/Laddro/parameters/itemParameters';
import { ItemParameters } from '../../../nodes/Laddro/parameters/itemParameters';
import { contextWith } from './context';

/** Asks for a parameter twice, and returns how often it was read. */
function readsOf(parameters: Record<string, unknown>, path: string): number {
	const constants = new ConstantParameters(parameters);
	let reads = 0;
	for (let item = 0; item < 2; item++) {
		const read = () => success(++reads);
		// As ItemParameters does it.
		if (!constants.value(path, read)) read();
	}
	return reads;
}

describe('The parameters without an expression', () => {
	it.each<[string, unknown]>([
		['a text', 'We look for an engineer.'],
		['a text with an equals sign inside', '1 + 1 = 2'],
		['an empty text', ''],
		['a number', 7],
		['a switch', false],
		['nothing', null],
		['a resource locator', { __rl: true, mode: 'id', value: 'res_1' }],
	])('A parameter that holds %s is read once for all items.', (_, value) => {
		expect(readsOf({ name: value }, 'name')).toBe(1);
		expect(readsOf({ options: { name: value } }, 'options.name')).toBe(1);
	});

	it('A parameter that is not set is read once for all items.', () => {
		expect(readsOf({}, 'name')).toBe(1);
		expect(readsOf({ options: {} }, 'options.name')).toBe(1);
		expect(readsOf({}, 'options.name')).toBe(1);
	});

	it.each<[string, unknown]>([
		['an expression', '={{ $json.name }}'],
		['a resource locator with an expression', { mode: 'id', value: '={{ $json.id }}' }],
		['a list with an expression', ['a', { b: '={{ 1 }}' }]],
	])('A parameter that holds %s is read for each item.', (_, value) => {
		expect(readsOf({ name: value }, 'name')).toBe(2);
		expect(readsOf({ options: { name: value } }, 'options.name')).toBe(2);
	});

	it('Two parameters have their own values.', () => {
		const constants = new ConstantParameters({ a: 'x', options: { a: 'y' } });
		expect(constants.value('a', () => success('x'))).toEqual(success('x'));
		expect(constants.value('options.a', () => success('y'))).toEqual(success('y'));
	});

	it('An item reads its expressions itself, and takes the other values from the first item.', () => {
		const { context, asked } = contextWith({ jobPosting: 'One' }, { jobPosting: 'Two' });
		const raw = { jobPosting: '={{ $json.posting }}', positionName: 'Nurse' };
		const constants = new ConstantParameters(raw);
		const read = (item: number) => {
			const parameters = new ItemParameters(context, item, constants);
			parameters.value('positionName');
			return parameters.value('jobPosting');
		};
		expect([read(0), read(1)]).toEqual([success('One'), success('Two')]);
		expect(asked).toEqual(['positionName', 'jobPosting', 'jobPosting']);
	});
});
