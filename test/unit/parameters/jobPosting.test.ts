import { jobPosting, positionName } from '../../../nodes/Laddro/parameters/jobPosting';
import { BadExpression, parametersWith } from './context';

const read = (values: Record<string, unknown>) => jobPosting.read(parametersWith(values));
const valueOf = (values: Record<string, unknown>) => {
	const result = read(values);
	return result.ok ? result.value : result.failure;
};

describe('The job posting', () => {
	it('The posting is its text or its address, never both.', () => {
		const both = { jobDescription: 'Text', jobUrl: 'https://jobs.example' };
		expect(valueOf({ ...both, jobSource: 'description' })).toEqual({ jobDescription: 'Text' });
		expect(valueOf({ ...both, jobSource: 'url' })).toEqual({ jobUrl: 'https://jobs.example' });
	});

	it('The text is the source when none is chosen.', () => {
		expect(valueOf({ jobSource: '', jobDescription: 'Text' })).toEqual({ jobDescription: 'Text' });
	});

	it('Blanks around an address are cut off, and plain http will do.', () => {
		expect(valueOf({ jobSource: 'url', jobUrl: ' http://jobs.example/1 ' })).toEqual({
			jobUrl: 'http://jobs.example/1',
		});
	});

	it.each(['', ' \n\t', null, '\u200b', '\u00a0'])(
		'An empty text is refused, as %j is.',
		(jobDescription) => {
			expect(valueOf({ jobDescription })).toEqual({
				kind: 'parameter',
				message: "'Job Description' is empty",
				advice: "Enter the posting's text, or set 'Job Source' to URL.",
			});
		},
	);

	it.each(['', '  ', null])('An empty address is refused, as %j is.', (jobUrl) => {
		expect(valueOf({ jobSource: 'url', jobUrl })).toEqual({
			kind: 'parameter',
			message: "'Job URL' is empty",
			advice: 'Enter an address that begins with https:// or http://.',
		});
	});

	it.each([
		'jobs.example',
		'ftp://x.example',
		'javascript:x',
		'xhttps://a.b',
		'file:///etc/x',
		'https://a.example\nhttps://b.example',
		'https://a.example https://b.example',
		'https://a.example/\u0000',
		'https://a.example/\u200b',
	])('An address that is not one of the web is refused, as %j is.', (jobUrl) => {
		expect(valueOf({ jobSource: 'url', jobUrl })).toEqual({
			kind: 'parameter',
			message: "'Job URL' is not a web address",
			advice: 'Enter an address that begins with https:// or http://.',
		});
	});

	it.each([
		[{ jobSource: 'file' }, "'Job Source' has an unknown value", 'description, url'],
		[{ jobDescription: true }, "'Job Description' is not text", 'Enter text'],
		[{ jobDescription: NaN }, "'Job Description' is not text", 'Enter text'],
		[{ jobDescription: 'NaN' }, "'Job Description' is not text", 'Enter text'],
		[{ jobDescription: ' [object Object]' }, "'Job Description' is not text", 'Enter text'],
		[{ jobSource: 'url', jobUrl: {} }, "'Job URL' is not text", 'Enter text'],
	])('The parameters %j are refused: %s', (values, message, advice) => {
		expect(valueOf(values)).toMatchObject({ message, advice: expect.stringContaining(advice) });
	});

	it('An expression that is not evaluated for the chosen source can not fail the item.', () => {
		const jobUrl = new BadExpression('x is not defined');
		expect(read({ jobUrl }).ok).toBe(true);
		expect(read({ jobUrl, jobSource: 'url' }).ok).toBe(false);
	});
});

describe('The position name', () => {
	it('The name is handed on as it is, and left out when it is empty.', () => {
		const read = (name: unknown) => positionName.read(parametersWith({ positionName: name }));
		expect(read('Kehittäjä')).toEqual({ ok: true, value: 'Kehittäjä' });
		expect(read(' ')).toEqual({ ok: true, value: undefined });
		expect(read(['x'])).toMatchObject({ failure: { message: "'Position Name' is not text" } });
	});
});
