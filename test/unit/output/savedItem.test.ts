import { savedItem } from '../../../nodes/Laddro/output/items';

describe('The item of a stored document', () => {
	it.each([
		['resume', { id: 17, resumeId: 'res_1', title: 'Engineer' }, 'res_1'],
		['coverLetter', { id: 17, coverLetterId: 'let_1', title: 'To Acme' }, 'let_1'],
		['resume', { id: 'res_1', title: 'Engineer' }, 'res_1'],
	] as const)(
		'Of the type %s, the id of %j is the one that other calls take, and comes first.',
		(type, row, id) => {
			const { json } = savedItem(type, row);
			expect(json.id).toBe(id);
			expect(Object.keys(json)[0]).toBe('id');
			expect(savedItem(type, row, 'asked').json.id).toBe(id);
		},
	);

	it('The id that was asked for stands in for one that the response does not name.', () => {
		expect(savedItem('resume', { title: 'Engineer' }, 'res_1')).toEqual({
			json: { id: 'res_1', title: 'Engineer' },
		});
		expect(savedItem('resume', { id: 17 }, 'res_1')).toEqual({ json: { id: 'res_1' } });
	});

	it('A row of a list keeps an id that no other call takes, where it has no other.', () => {
		expect(savedItem('resume', { id: 17 })).toEqual({ json: { id: 17 } });
	});

	it('All else is what the API says.', () => {
		const row = {
			id: 17,
			resumeId: 'res_1',
			data: { summary: ['a', { b: null }] },
			isDefault: false,
		};
		expect(savedItem('resume', row)).toEqual({ json: { ...row, id: 'res_1' } });
	});
});
