import { readJob } from '../../../nodes/Laddro/parameters';
import { contextWith } from './context';

/** Reads an item whose parameters are the defaults but for these. */
function read(parameters: Record<string, unknown> = {}) {
	return readJob(contextWith(parameters), 0);
}

function bodyWith(parameters: Record<string, unknown>) {
	return read(parameters).request.body;
}

describe('An item with nothing but its posting', () => {
	it('asks for what the defaults say', () => {
		expect(read()).toEqual({
			operation: 'tailor',
			resumeId: 'res_1',
			request: {
				path: '/v1/tailor',
				body: { resumeId: 'res_1', jobDescription: 'We look for an engineer.' },
			},
			limits: { maxRetries: 3, idleTimeout: 60_000, timeout: 300_000 },
			form: { output: 'sections' },
			onInterruption: 'fail',
		});
	});

	it.each(['', '   ', null, undefined])('uses the default resume for %j', (resumeId) => {
		const job = read({ resumeId });
		expect(job.resumeId).toBeNull();
		expect(job.request.body).not.toHaveProperty('resumeId');
	});

	it.each(['', ' \n', null])('leaves the position out for %j', (positionName) => {
		expect(bodyWith({ positionName })).not.toHaveProperty('positionName');
	});
});

describe('What an item says', () => {
	it('goes into the body', () => {
		expect(
			bodyWith({
				resumeId: ' res_2 ',
				positionName: 'Kehittäjä',
				jobSource: 'url',
				jobUrl: ' https://jobs.example/1 ',
				options: { language: 'fi', mode: 'new' },
			}),
		).toEqual({
			resumeId: 'res_2',
			positionName: 'Kehittäjä',
			jobUrl: 'https://jobs.example/1',
			language: 'fi',
			mode: 'new',
		});
	});

	it('may be a number where text is wanted', () => {
		expect(bodyWith({ resumeId: 17, positionName: 0 })).toMatchObject({
			resumeId: '17',
			positionName: '0',
		});
	});

	it('has no mode for a cover letter', () => {
		const job = read({ operation: 'coverLetter', options: { mode: 'new', language: 'de' } });
		expect(job.request.path).toBe('/v1/cover-letters/generate');
		expect(job.request.body).toMatchObject({ language: 'de' });
		expect(job.request.body).not.toHaveProperty('mode');
	});

	it('is the posting’s text or its address, never both', () => {
		const both = { jobDescription: 'Text', jobUrl: 'https://jobs.example' };
		expect(bodyWith({ ...both, jobSource: 'description' })).not.toHaveProperty('jobUrl');
		expect(bodyWith({ ...both, jobSource: 'url' })).not.toHaveProperty('jobDescription');
	});

	it('leaves out choices that were not made', () => {
		const options = { language: '', mode: null, onInterruption: undefined };
		expect(bodyWith({ options })).toEqual(bodyWith({}));
		expect(read({ options }).onInterruption).toBe('fail');
	});

	it('says what becomes of an interrupted stream', () => {
		expect(read({ options: { onInterruption: 'keepPartial' } }).onInterruption).toBe('keepPartial');
		expect(read({ options: { onInterruption: 'fail' } }).onInterruption).toBe('fail');
	});

	it.each(['markdown', 'html', 'text'])('may be a document in %s', (documentFormat) => {
		expect(read({ output: 'document', documentFormat }).form).toEqual({
			output: 'document',
			format: documentFormat,
		});
	});

	it('counts for its own item', () => {
		const context = contextWith({ jobDescription: 'One' }, { jobDescription: 'Two' });
		expect(readJob(context, 1).request.body).toMatchObject({ jobDescription: 'Two' });
	});

	it('survives options that are no object', () => {
		expect(bodyWith({ options: 'none' })).toEqual(bodyWith({}));
	});
});

describe('Additional body fields', () => {
	it.each([
		['an object', { templateId: 'classic' }],
		['its JSON', '{"templateId":"classic"}'],
		['its JSON with blanks around', '\n {"templateId":"classic"} '],
	])('are merged into the body from %s', (_, additionalFields) => {
		expect(bodyWith({ options: { additionalFields } })).toMatchObject({
			templateId: 'classic',
			resumeId: 'res_1',
		});
	});

	it.each(['', '  ', '{}', null, {}])('may be nothing: %j', (additionalFields) => {
		expect(bodyWith({ options: { additionalFields } })).toEqual(bodyWith({}));
	});

	it('give way to the parameters that are set, and stand in for those that are not', () => {
		const additionalFields = { resumeId: 'other', positionName: 'Chef', language: 'sv' };
		expect(bodyWith({ options: { additionalFields } })).toEqual({
			resumeId: 'res_1',
			positionName: 'Chef',
			language: 'sv',
			jobDescription: 'We look for an engineer.',
		});
	});

	it('can not reach the prototype of the body', () => {
		const body = bodyWith({ options: { additionalFields: '{"__proto__":{"polluted":true}}' } });
		expect(Object.getPrototypeOf(body)).toBe(Object.prototype);
		expect(Reflect.get(body, 'polluted')).toBeUndefined();
	});
});
