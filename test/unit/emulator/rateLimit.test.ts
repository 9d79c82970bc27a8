import { RateLimit } from '../../../emulator/account/rateLimit';

describe('The rate limit', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	const limit = (requests: number) => new RateLimit(requests, 60_000);
	const pass = (milliseconds: number) => jest.advanceTimersByTime(milliseconds);

	it('admits another request one window after each admitted one', () => {
		const two = limit(2);
		expect(two.admit()).toBeUndefined();
		pass(30_000);
		expect(two.admit()).toBeUndefined();
		expect(two.admit()).toBe(30);
		pass(30_000);
		expect(two.admit()).toBeUndefined();
		expect(two.admit()).toBe(30);
	});

	it('does not count refused requests', () => {
		const one = limit(1);
		one.admit();
		for (let second = 1; second < 60; second++) {
			pass(1000);
			expect(one.admit()).toBeGreaterThan(0);
		}
		pass(1000);
		expect(one.admit()).toBeUndefined();
	});

	it('rounds the waiting time up to whole seconds', () => {
		const one = limit(1);
		one.admit();
		pass(59_999);
		expect(one.admit()).toBe(1);
	});

	it('admits everything when it is 0', () => {
		const none = limit(0);
		expect(Array.from({ length: 1000 }, () => none.admit())).not.toContain(1);
	});
});
