import { detailsOf } from '../../../nodes/Laddro/stored/details';
import { canonicalResume, flatLetter } from './documents';

describe('What a response says beyond ids and content', () => {
	it.each<[string, object, object]>([
		['beside an id', { resumeId: 'res_9', score: 82 }, { score: 82 }],
		[
			'in a wrapper',
			{ type: 'complete', data: { score: { total: 82 }, fit_verdict: 'strong' } },
			{ score: { total: 82 }, fit_verdict: 'strong' },
		],
		[
			'in two wrappers',
			{ score: 82, result: { data: { verdict: 'ok' } } },
			{ score: 82, verdict: 'ok' },
		],
		['beside a section', { section: 'summary', content: 'Engineer', score: 82 }, { score: 82 }],
	])('may be %s.', (_, data, details) => {
		expect(detailsOf(data, [])).toEqual(details);
	});

	it('may be beside a document, or in it.', () => {
		const resume = { ...canonicalResume, score: 82 };
		expect(detailsOf(resume, [resume])).toEqual({ score: 82 });
		expect(detailsOf({ data: resume, verdict: 'ok' }, [resume])).toEqual({ verdict: 'ok' });
		const flat = {
			id: 'res_9',
			header: { name: 'Maya' },
			skills: ['SQL'],
			experience: [],
			score: 82,
		};
		expect(detailsOf(flat, [flat])).toEqual({ score: 82 });
		expect(detailsOf({ ...flatLetter, tone: 'warm' }, [])).toEqual({ tone: 'warm' });
	});

	it.each<[string, unknown]>([
		['an event without anything else', { type: 'done' }],
		['ids', { type: 'complete', id: 7, resumeId: 'res_9', coverLetterId: 'let_9', data: {} }],
		['a document', canonicalResume],
		['text', 'done'],
		['nothing', undefined],
		['a list', [{ score: 82 }]],
		['more than 64 kB', { log: 'x'.repeat(65_536) }],
		['what is nested too deep to be written', deep('{"score":', 50_000)],
		['what is in too many wrappers', deep('{"data":', 50_000)],
	])('is not in %s.', (_, data) => {
		expect(detailsOf(data, [])).toBeUndefined();
	});
});

function deep(open: string, depth: number): unknown {
	return JSON.parse(`${open.repeat(depth)}{"score":82}${'}'.repeat(depth)}`);
}
