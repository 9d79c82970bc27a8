import { savedItem } from '../../../nodes/Laddro/output/savedItem';

describe('The item of a stored document', () => {
	it.each([
		[{ id: 17, resumeId: 'res_1', title: 'Engineer' }, 'res_1'],
		[{ id: 17, coverLetterId: 'let_1', title: 'To Acme' }, 'let_1'],
		[{ id: 'res_1', title: 'Engineer' }, 'res_1'],
	])('The id of %j is the one that other calls take, and comes first.', (row, id) => {
		const item = savedItem(row);
		expect(item).toEqual({ ...row, id });
		expect(Object.keys(item)[0]).toBe('id');
	});

	it('All else is what the API says.', () => {
		const row = {
			title: 'x',
			data: { letterContent: '<p>Hi</p>' },
			isDefault: false,
			resumeId: 'r',
		};
		expect(savedItem(row)).toEqual({ id: 'r', ...row });
	});

	it('A row without an id that other calls take keeps what it has.', () => {
		expect(savedItem({ id: 17 })).toEqual({ id: 17 });
	});

	it('The row is not changed.', () => {
		const row = Object.freeze({ id: 17, resumeId: 'res_1' });
		savedItem(row);
		expect(row).toEqual({ id: 17, resumeId: 'res_1' });
	});
});
