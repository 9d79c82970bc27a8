import type { Fact } from '../../../check/facts';
import { hasDifferences, reportOf } from '../../../check/report';
import { creditsFor, planOf } from '../../../check/requests';
import { kindOfContent } from '../../../check/streamChecks';
import {
	differs,
	holds,
	nameForReport,
	notSeen,
	together,
	type Verdict,
} from '../../../check/verdict';
import { rowsOf } from '../docs/pages';
import { check } from './stage';

const fact = (id: string): Fact => [id, 'SDK', `The fact ${id}`, `of ${id}`, () => notSeen];
const finding = (id: string, verdict: Verdict) => ({ fact: fact(id), verdict });
const asSent = { name: 'tailor, PDF File', ran: true };

describe('The report', () => {
	const findings = {
		facts: [finding('a', holds('12')), finding('b', differs('x | y')), finding('c', notSeen)],
		node: [asSent, { ...asSent, ran: false }, { ...asSent, differs: 'another id' }],
	};

	it('has a row for each fact and each run of the node', () => {
		expect(rowsOf(reportOf(findings, '# Head'))).toEqual([
			['', 'id', 'fact', 'from', 'seen'],
			expect.arrayContaining([expect.stringMatching(/^-+$/)]),
			['holds', 'a', 'The fact a', 'SDK', '12'],
			['**differs**', 'b', 'The fact b', 'SDK', 'x   y'],
			['not seen', 'c', 'The fact c', 'SDK', ''],
			['', 'operation and output', 'differs in'],
			expect.arrayContaining([expect.stringMatching(/^-+$/)]),
			['as expected', 'tailor, PDF File', ''],
			['not run', 'tailor, PDF File', ''],
			['**differs**', 'tailor, PDF File', 'another id'],
		]);
	});

	it('begins with how many facts hold, and says why those matter that do not', () => {
		const report = reportOf(findings, '# Head');
		expect(report).toMatch(/^# Head\n\nFacts: 1 holds, 1 differs, 1 not seen\./);
		expect(report).toContain('- b: the package relies on it because of b');
		expect(report).not.toContain('because of a');
	});

	it.each([
		[true, { facts: [finding('a', differs('x'))], node: [] }],
		[true, { facts: [], node: [{ ...asSent, differs: 'another id' }] }],
		[false, { facts: [finding('a', holds()), finding('b', notSeen)], node: [asSent] }],
	])('has differences: %s', (expected, found) => {
		expect(hasDifferences(found)).toBe(expected);
	});

	it('has nothing of the key, the texts, the titles, the names of files or the ids', async () => {
		const checked = await check({ documentIds: 'headers' }, { pdf: true });
		const report = reportOf({ facts: checked.findings, node: [] }, '');
		expect(report).toContain('x-resume-id');
		expect(report).not.toMatch(
			/laddro_live|Hannah|Doyle|nurse|manager|res_|[0-9a-f]{8}-[0-9a-f]{4}/i,
		);
	});
});

describe('Several verdicts on one fact', () => {
	it.each<[string, Array<[string, Verdict]>, Verdict]>([
		[
			'one that differs decides',
			[
				['a', holds('1')],
				['b', differs('2')],
			],
			differs('b: 2'),
		],
		[
			'one that holds is enough',
			[
				['a', holds('1')],
				['b', notSeen],
			],
			holds('a: 1'),
		],
		[
			'what is the same is said once',
			[
				['a', holds('1')],
				['b', holds('1')],
			],
			holds('1'),
		],
		[
			'what is not is said of each',
			[
				['a', holds('1')],
				['b', holds('2')],
			],
			holds('a: 1; b: 2'),
		],
		[
			'without any, nothing was seen',
			[
				['a', notSeen],
				['b', notSeen],
			],
			notSeen,
		],
		['a single one stands for itself', [['a', holds('1')]], holds('1')],
	])('%s', (_, parts, expected) => {
		expect(together(parts)).toEqual(expected);
	});
});

it.each([
	['plain text', 'A nurse in Turku, 5 < 6.\n\n2019 was good.'],
	['Markdown', 'Work\n- Ran it'],
	['Markdown', 'A **nurse**'],
	['Markdown', '1. First'],
	['HTML', '<p>A nurse</p>'],
	['HTML', 'One<br/>two'],
	['JSON', '{"rows":[1]}'],
	['plain text', '[sic] and {so on}'],
])('the kind %s is told by the markup: %j', (kind, content) => {
	expect(kindOfContent(content)).toBe(kind);
});

it('a name that may be a phrase of the user is not reported', () => {
	expect(nameForReport('work_experience')).toBe('work_experience');
	expect(nameForReport('My years in Turku')).toBe('a name of 17 characters');
});

it('the plan names what is paid for, and the credits by the documented prices', () => {
	expect(creditsFor({ free: true, pdf: true })).toBe(0);
	expect(creditsFor({ free: false, pdf: false })).toBe(5);
	expect(creditsFor({ free: false, pdf: true })).toBe(17);
	expect(planOf({ free: false, pdf: false })).toMatch(
		/stream: 3\n.*stream: 2\nThat may cost 5 credits/,
	);
	expect(planOf({ free: true, pdf: false })).not.toMatch(/\d/);
});
