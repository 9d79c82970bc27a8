import { RateLimit } from '../../../emulator/rateLimit';

describe('The rate limit', () => {
	let time = 0;
	const limit = (requests: number) => new RateLimit(requests, 60_000, () => time);
	beforeEach(() => (time = 0));

	it('slides: each request makes room for another one a window later', () => {
		const two = limit(2);
		expect(two.admit()).toBeUndefined();
		time = 30_000;
		expect(two.admit()).toBeUndefined();
		expect(two.admit()).toBe(30);
		time = 60_000;
		expect(two.admit()).toBeUndefined();
		expect(two.admit()).toBe(30);
	});

	it('does not count what it refused', () => {
		const one = limit(1);
		one.admit();
		for (time = 1000; time < 60_000; time += 1000) expect(one.admit()).toBeGreaterThan(0);
		time = 60_000;
		expect(one.admit()).toBeUndefined();
	});

	it('rounds the time to wait up to whole seconds', () => {
		const one = limit(1);
		one.admit();
		time = 59_999;
		expect(one.admit()).toBe(1);
	});

	it('lets everything through when it is 0', () => {
		const none = limit(0);
		expect(Array.from({ length: 1000 }, () => none.admit())).not.toContain(1);
	});
});
