import { shapeOf } from '../../../check/answers';
import { answers, type Answers } from '../../../emulator';
import { check, those } from './stage';

/** What progress events and the last one hold, and where the ids are. */
const expected: Readonly<Record<Answers, readonly [RegExp, RegExp, RegExp]>> = {
	documented: [/^there is none$/, /^{type: text}$/, /header/],
	sdk: [/^text$/, /^{}$/, /header/],
	ids: [/^{step: text, progress: number}$/, /resumeId: text/, /last event/],
	inline: [/^{step/, /resume: {personal: {role: text.*fit_verdict: text}/, /last event/],
	json: [/^undefined$/, /^undefined$/, /JSON/],
	pdf: [/^undefined$/, /^undefined$/, /header/],
};

it.each(answers)('every fact holds where calls for streams are answered with %s', async (way) => {
	const checked = await check({ answers: way });
	expect(those('differs', checked)).toEqual([]);
	const [first, ...others] = checked.findings;
	expect([first?.fact[0], first?.verdict]).toEqual(['answers', { kind: 'holds', seen: way }]);
	const seen = new Map(others.map(({ fact: [id], verdict }) => [id, String(verdict.seen)]));
	const [progress, complete, ids] = expected[way];
	expect(seen.get('progress')).toMatch(progress);
	expect(seen.get('complete')).toMatch(complete);
	expect(seen.get('ids')).toMatch(ids);
	expect(seen.get('stored-content')).toMatch(/letterContent: HTML/);
});

it.each(['doc', 'canonical'] as const)(
	'every fact holds of documents in the shape %s',
	async (shape) => {
		expect(those('differs', await check({ shape }, { free: true }))).toEqual([]);
	},
);

it('a shape has the names of keys and the kinds of values, and no contents', () => {
	const value = {
		a: 'Turku',
		b: [{ 'My hobby': 7 }],
		c: null,
		d: { e: { f: { g: { h: 1 } } } },
		h: [],
		i: '<p>T</p>',
	};
	expect(shapeOf(value)).toBe(
		'{a: text, b: [{a name of 8 characters: number}], c: null, d: {e: {f: {g: {…}}}}, h: [], i: HTML}',
	);
});
