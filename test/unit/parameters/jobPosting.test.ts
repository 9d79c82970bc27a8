import { jobPosting, positionName } from '../../../nodes/Laddro/parameters/jobPosting';
import { parametersWith } from './context';

const valueOf = (posting: unknown) => {
	const result = jobPosting.read(parametersWith({ jobPosting: posting }));
	return result.ok ? result.value : result.failure;
};

describe('The job posting', () => {
	it.each([
		'https://jobs.example',
		'http://jobs.example/1',
		'HTTPS://jobs.example/a?b=c,d;e#f',
		'https://jobs.example/?from=https://other.example/1',
		'https://työ.example/ä',
	])('One web address is sent as an address, as %j is.', (address) => {
		expect(valueOf(address)).toEqual({ jobUrl: address });
		expect(valueOf(` \n${address}\u00a0\n`)).toEqual({ jobUrl: address });
	});

	it.each([
		'We look for an engineer.',
		'We look for an engineer.\n\nhttps://jobs.example/1',
		'https://jobs.example/1 is where we look for an engineer.',
		'https://jobs.example/1\nEngineer wanted\nhttps://jobs.example/2',
		'jobs.example/1',
		'ftp://jobs.example/1',
		'javascript:alert(1)',
		'xhttps://jobs.example',
		'https://',
		'https://[',
		'Zero\u200bwidth',
		'https://jobs.example/1\n我们正在寻找一名工程师。',
		'\u200bhttps://jobs.example/1 is where we look for an engineer.',
	])('Anything else is sent as text, as %j is.', (text) => {
		expect(valueOf(text)).toEqual({ jobDescription: text });
		expect(valueOf(`\t${text} \n`)).toEqual({ jobDescription: text });
	});

	it('The time for long runs of spaces grows with their length, and no faster.', () => {
		// With a time that grew with the square, it would be an hour.
		const posting = `We look for an engineer.${' '.repeat(1_000_000)}Apply now.`;
		expect(valueOf(posting)).toEqual({ jobDescription: posting });
	});

	it('A number is text, as sheets give it.', () => {
		expect(valueOf(4711)).toEqual({ jobDescription: '4711' });
	});

	it.each(['', ' \n\t', null, '\u200b', '\u00a0', '\u3164', '\u2800', '\ufe0f'])(
		'A posting with nothing to see is refused, as %j is.',
		(posting) => {
			expect(valueOf(posting)).toEqual({
				kind: 'parameter',
				message: "'Job Posting' is empty",
				advice: "Enter the posting's text or its web address.",
			});
		},
	);

	it.each([
		'https://a.example\nhttps://b.example',
		'https://a.example https://b.example/1 http://c.example',
		'https://a.example, https://b.example',
		'https://a.example;https://b.example',
		'\u200bhttps://a.example \u200bhttps://b.example',
	])('Several addresses are refused, as %j is.', (posting) => {
		expect(valueOf(posting)).toEqual({
			kind: 'parameter',
			message: "'Job Posting' has more than one web address",
			advice: 'Enter one address. Use an item of its own for each posting.',
		});
	});

	it.each([
		'https://a.example/\u0000',
		'https://a.example/\u200b',
		'\u200ehttps://a.example/1',
		'\u200b https://a.example/1',
		'https://a.ex\u00adample/1',
		'https://a.ex\ufeffample/1',
		'https://a.ex\u034fample/1',
		'https://a.ex\u000bample/1',
	])('An address with a character that is not seen is refused, as %j is.', (posting) => {
		expect(valueOf(posting)).toMatchObject({
			message: "The web address in 'Job Posting' contains an invisible character",
			advice: expect.stringContaining('Delete the address and type it in'),
		});
	});

	it.each([true, NaN, 'NaN', ' [object Object]', '[object Object], [object Object]', {}, ['a']])(
		'What is not text is refused, as %j is.',
		(posting) => {
			expect(valueOf(posting)).toMatchObject({ message: "'Job Posting' is not text" });
		},
	);
});

describe('The position name', () => {
	it('The name is handed on as it is, and left out when it is empty.', () => {
		const read = (name: unknown) => positionName.read(parametersWith({ positionName: name }));
		expect(read('Kehittäjä')).toEqual({ ok: true, value: 'Kehittäjä' });
		expect(read(' ')).toEqual({ ok: true, value: undefined });
		expect(read(['x'])).toMatchObject({ failure: { message: "'Position Name' is not text" } });
	});
});
