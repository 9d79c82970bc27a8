import { chaos, faults, faultsFor, type ReceivedRequest } from '../../../emulator';

const request = (item: number, attempt: number): ReceivedRequest => ({
	number: 1,
	operation: 'tailor',
	kind: 'stream',
	resumeId: null,
	body: { jobDescription: `Posting number ${item}` },
	attempt,
});

const items = Array.from({ length: 5000 }, (_, index) => index);

describe('Chaos', () => {
	it('makes the same decision for the same seed, item and attempt, in any order of requests', () => {
		const forwards = items.map((item) => chaos(7)(request(item, 1)));
		const again = chaos(7);
		const backwards = [...items].reverse().map((item) => again(request(item, 1)));
		expect(backwards.reverse()).toEqual(forwards);
	});

	it('makes other decisions for another seed or attempt', () => {
		const first = items.map((item) => chaos(7)(request(item, 1)));
		expect(items.map((item) => chaos(8)(request(item, 1)))).not.toEqual(first);
		expect(items.map((item) => chaos(7)(request(item, 2)))).not.toEqual(first);
	});

	it('lets about the requested part of the requests fail, and as large a part of the others be odd', () => {
		const decide = chaos(1, 0.2);
		const decisions = items.map((item) => decide(request(item, 1)));
		const part = (isHealthy: boolean) =>
			decisions.filter(
				(name) => typeof name === 'string' && (faults[name].when === 'healthy') === isHealthy,
			).length / items.length;
		expect(Math.abs(part(false) - 0.2)).toBeLessThan(0.03);
		expect(Math.abs(part(true) - 0.16)).toBeLessThan(0.03);
	});

	it('leaves out faults that fail all later items or never end, and no other small ones', () => {
		const decide = chaos(1, 0.5);
		const known = new Set(items.map((item) => decide(request(item, 1))));
		expect(
			faultsFor('stream')
				.filter((name) => !known.has(name))
				.sort(),
		).toEqual([
			'big_error',
			'big_event',
			'big_stream',
			'credits_403',
			'hold',
			'no_answer',
			'other_shape_403',
			'redirect',
			'retry_after_day',
			'status_401',
			'status_402',
			'upgrade_403',
		]);
	});

	it.each(['pdf', 'zip', 'json'] as const)(
		'chooses among the faults that a %s can have',
		(kind) => {
			const decide = chaos(1, 0.5);
			const decisions = new Set(items.map((item) => decide({ ...request(item, 1), kind })));
			decisions.delete(undefined);
			const possible = new Set<unknown>(faultsFor(kind));
			expect([...decisions].filter((decision) => !possible.has(decision))).toEqual([]);
			expect(decisions).toContain('status_503');
			expect(decisions.has('file_cut')).toBe(kind !== 'json');
			expect(decisions.has('file_slow')).toBe(kind !== 'json');
			expect(decisions.has('zip_paths')).toBe(kind === 'zip');
		},
	);

	it('changes nothing at a rate of 0', () => {
		expect(items.map((item) => chaos(1, 0)(request(item, 1)))).toEqual(items.map(() => undefined));
	});
});
