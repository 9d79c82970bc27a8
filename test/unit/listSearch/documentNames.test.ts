import type { Row } from '../../../nodes/Laddro/api/documentPages';
import { documentNames } from '../../../nodes/Laddro/listSearch/documentNames';

const namesOf = (...rows: Row[]) => documentNames('resume', rows).map(({ name }) => name);

const row = (id: string, updatedAt?: unknown, rest: object = {}) => ({
	resumeId: id,
	title: 'Engineer',
	updatedAt,
	...rest,
});

describe("The names in the picker's list", () => {
	it('A title that is there once is shown as it is.', () => {
		const rows = [row('a', '2026-01-02T10:00:00Z'), row('b', undefined, { title: ' Teacher ' })];
		expect(namesOf(...rows)).toEqual(['Engineer', 'Teacher']);
	});

	it('Equal titles are told apart by the day of the last change.', () => {
		const rows = [row('a', '2026-01-02T10:00:00Z'), row('b', '2026-01-03T10:00:00.000Z')];
		expect(namesOf(...rows)).toEqual(['Engineer (2026-01-02)', 'Engineer (2026-01-03)']);
	});

	it('Where nothing says when a resume was changed, it is the day on which it was made.', () => {
		const rows = [
			row('a', undefined, { createdAt: '2026-01-02T10:00:00Z' }),
			row('b', '2026-01-03T10:00:00Z', { createdAt: '2026-01-02T10:00:00Z' }),
		];
		expect(namesOf(...rows)).toEqual(['Engineer (2026-01-02)', 'Engineer (2026-01-03)']);
	});

	it('Equal titles of one day are told apart by the minute.', () => {
		const rows = [row('a', '2026-01-02T10:00:30Z'), row('b', '2026-01-02T12:30:00+02:00')];
		expect(namesOf(...rows)).toEqual([
			'Engineer (2026-01-02 10:00 UTC)',
			'Engineer (2026-01-02 10:30 UTC)',
		]);
	});

	it.each([
		['of one minute', '2026-01-02T10:00:01Z', '2026-01-02T10:00:59Z'],
		['without dates', undefined, undefined],
		['with dates that are none', 'yesterday', 17],
	])('Equal titles %s are told apart by their ids.', (_, one, other) => {
		expect(namesOf(row('a', one), row('b', other))).toEqual(['Engineer (a)', 'Engineer (b)']);
	});

	it('Equal titles of one minute take time that grows with their number and no faster.', () => {
		// Of the processor, in milliseconds: the time that passes would say what else the machine does.
		const timeFor = (count: number) => {
			const rows = Array.from({ length: count }, (_, id) => row(`res_${id}`));
			const start = process.cpuUsage();
			expect(namesOf(...rows).at(-1)).toBe(`Engineer (res_${count - 1})`);
			const { user, system } = process.cpuUsage(start);
			return (user + system) / 1000;
		};
		expect(timeFor(8000)).toBeLessThan(timeFor(800) * 50 + 500);
	});

	it('The default resume is marked, beside what tells it apart.', () => {
		const rows = [
			row('a', '2026-01-02T10:00:00Z', { isDefault: true }),
			row('b', '2026-01-03T10:00:00Z'),
			row('c', undefined, { title: 'Teacher', isDefault: true }),
		];
		expect(namesOf(...rows)).toEqual([
			'Engineer (default, 2026-01-02)',
			'Engineer (2026-01-03)',
			'Teacher (default)',
		]);
	});

	it('Rows of one id, and rows without an id that requests take, do no harm.', () => {
		expect(namesOf(row('a'), row('a'), { id: 17, title: 'Internal' }, {})).toEqual([
			'Engineer',
			'Engineer',
		]);
	});

	it('A letter has the name and the id that other calls take.', () => {
		expect(
			documentNames('coverLetter', [{ id: 17, coverLetterId: 'let_1', title: 'To Acme' }]),
		).toEqual([{ name: 'To Acme', value: 'let_1' }]);
	});

	it('A document whose title is empty or no text is shown by its id.', () => {
		expect(namesOf(row('a', undefined, { title: ' ' }), row('b', undefined, { title: 7 }))).toEqual(
			['a', 'b'],
		);
	});

	it('Only the default resume is marked as such.', () => {
		expect(namesOf(row('a', undefined, { isDefault: 'yes' }))).toEqual(['Engineer']);
	});
});
