import { count, duration } from '../../../nodes/Laddro/words';

describe('Numbers for people', () => {
	it.each([
		[0, '0 items'],
		[1, '1 item'],
		[2, '2 items'],
	])('%d of them are "%s"', (number, words) => {
		expect(count(number, 'item')).toBe(words);
	});

	it.each([
		[0, 'less than a second'],
		[499, 'less than a second'],
		[500, '1 second'],
		[1499, '1 second'],
		[60_000, '60 seconds'],
	])('%d milliseconds are "%s"', (milliseconds, words) => {
		expect(duration(milliseconds)).toBe(words);
	});
});
