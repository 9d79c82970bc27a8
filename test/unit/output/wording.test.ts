import {
	asSentence,
	count,
	duration,
	pointInTime,
	sentences,
} from '../../../nodes/Laddro/output/wording';

describe('Numbers in sentences', () => {
	it.each([
		[0, '0 items'],
		[1, '1 item'],
		[2, '2 items'],
	])('A count of %d is written as "%s".', (number, words) => {
		expect(count(number, 'item')).toBe(words);
	});

	it.each([
		[0, 'less than a second'],
		[499, 'less than a second'],
		[500, '1 second'],
		[1499, '1 second'],
		[1500, '2 seconds'],
		[60_000, '60 seconds'],
	])('A duration of %d milliseconds is written as "%s".', (milliseconds, words) => {
		expect(duration(milliseconds)).toBe(words);
	});
});

describe('Points in time in sentences', () => {
	it.each([
		['2026-11-24T14:05:00.000Z', '2026-11-24 14:05 UTC'],
		['2026-11-24T14:05:00.001Z', '2026-11-24 14:06 UTC'],
		['2026-11-24T14:05:59.999Z', '2026-11-24 14:06 UTC'],
		['2026-12-31T23:59:01.000Z', '2027-01-01 00:00 UTC'],
	])('The time %s is written to the next whole minute as "%s".', (time, words) => {
		expect(pointInTime(Date.parse(time))).toBe(words);
	});

	it.each([8.64e15, 8.64e15 + 1, 1e300, Infinity])(
		'A time of %d milliseconds, later than any date, is written as the last possible date.',
		(time) => {
			expect(pointInTime(time)).toBe('+275760-09-13 00:00 UTC');
		},
	);
});

describe('Sentences in a row', () => {
	it('Those that do not apply leave no gap, and none at all are nothing.', () => {
		expect(sentences('One.', false, undefined, '', 'Two.')).toBe('One. Two.');
		expect(sentences(undefined, false, '')).toBeUndefined();
	});

	it('An address is no part of the next sentence, and its full stop no part of the address.', () => {
		const address = 'https://laddro.com/upgrade';
		expect(sentences('Upgrade.', address, 'Two.')).toBe(`Upgrade. ${address} . Two.`);
		expect(sentences('Upgrade.', address)).toBe(`Upgrade. ${address}`);
		expect(sentences(`See ${address}.`, 'Two.')).toBe(`See ${address}. Two.`);
	});

	it.each([
		['Not enough credits', 'Not enough credits.'],
		['Too short!', 'Too short!'],
		['See https://laddro.com/upgrade', 'See https://laddro.com/upgrade'],
	])('The text "%s" becomes the sentence "%s".', (text, sentence) => {
		expect(asSentence(text)).toBe(sentence);
	});
});
