import { chaos, chaosFailures, chaosOddities, type ReceivedRequest } from '../../../emulator';

const request = (item: number, attempt: number): ReceivedRequest => ({
	number: 1,
	operation: 'tailor',
	path: '/v1/tailor',
	resumeId: null,
	body: { jobDescription: `Posting number ${item}` },
	attempt,
});

const items = Array.from({ length: 5000 }, (_, index) => index);

describe('Chaos', () => {
	it('decides alike for the same seed, item and attempt, in whatever order they come', () => {
		const forwards = items.map((item) => chaos(7)(request(item, 1)));
		const again = chaos(7);
		const backwards = [...items].reverse().map((item) => again(request(item, 1)));
		expect(backwards.reverse()).toEqual(forwards);
	});

	it('decides otherwise for another seed or attempt', () => {
		const first = items.map((item) => chaos(7)(request(item, 1)));
		expect(items.map((item) => chaos(8)(request(item, 1)))).not.toEqual(first);
		expect(items.map((item) => chaos(7)(request(item, 2)))).not.toEqual(first);
	});

	it('fails about as many as it is told, in every way it knows', () => {
		const decide = chaos(1, 0.2);
		const decisions = items.map((item) => decide(request(item, 1)));
		const failures = decisions.filter((decision) =>
			chaosFailures.some((failure) => failure === decision),
		);
		expect(failures.length / items.length).toBeGreaterThan(0.17);
		expect(failures.length / items.length).toBeLessThan(0.23);
		expect(new Set(decisions)).toEqual(new Set([...chaosFailures, ...chaosOddities, undefined]));
	});

	it('leaves out what would end or outlast the run', () => {
		const known = new Set([...chaosFailures, ...chaosOddities]);
		for (const name of ['status_401', 'status_402', 'no_answer', 'redirect', 'hold'] as const) {
			expect(known).not.toContain(name);
		}
	});

	it('leaves everything alone at a rate of 0', () => {
		expect(items.map((item) => chaos(1, 0)(request(item, 1)))).toEqual(items.map(() => undefined));
	});
});
