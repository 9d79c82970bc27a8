import { readStored } from '../../../nodes/Laddro/stored/readStored';
import { writeDocument, type FormatName } from '../../../nodes/Laddro/render/document';
import { canonicalLetter, canonicalResume, documentedResume, flatLetter } from './documents';
import { resumeCases } from './sections';

/** The sections of a document, as far as there is one. */
async function sectionsOf(type: 'resume' | 'coverLetter', value: unknown, language?: string) {
	const { sections } = (await readStored(type, value, language)) ?? {};
	return sections && Object.fromEntries(sections);
}

describe('The sections of a resume', () => {
	it.each(resumeCases)('$name', async ({ sections, expected, language }) => {
		expect(await sectionsOf('resume', { sections }, language)).toEqual(expected);
	});

	it('The documented and the canonical shape of one resume say the same.', async () => {
		const { sections } = (await readStored('resume', canonicalResume)) ?? {};
		const documented = (await readStored('resume', documentedResume))?.sections;
		expect([...(documented?.values() ?? [])]).toEqual([...(sections?.values() ?? [])]);
		expect([...(sections?.keys() ?? [])]).toEqual([
			'personal',
			'summary',
			'employment',
			'education',
			'skills',
			'languages',
			'Beyond work',
		]);
	});

	it('Personal details and the summary come first, then the sections as they are displayed, then other lists.', async () => {
		const resume = {
			skills: ['SQL'],
			sections: [
				{ type: 'projects', items: ['Atlas'] },
				{ type: 'education', items: ['TU Berlin'] },
			],
			summary: 'Engineer.',
			personal: { firstName: 'Maya' },
		};
		expect(Object.keys((await sectionsOf('resume', resume)) ?? {})).toEqual([
			'personal',
			'summary',
			'projects',
			'education',
			'skills',
		]);
	});

	it('Sections may stand in the document itself.', async () => {
		const resume = { id: 7, header: { name: 'Maya' }, skills: ['SQL'], isDefault: true };
		expect(await sectionsOf('resume', resume)).toEqual({ header: '**Maya**', skills: '- SQL' });
		const lists = { experience: ['Engineer'], skills: ['SQL'] };
		expect(await sectionsOf('resume', lists)).toEqual({
			experience: '- Engineer',
			skills: '- SQL',
		});
	});

	it('A resume with a person is one, whatever its sections are.', async () => {
		const resume = { personal: { firstName: 'Maya' }, sections: ['summary'] };
		expect(await sectionsOf('resume', resume)).toEqual({ personal: '**Maya**' });
	});

	it('A document whose fields have no text has no sections.', async () => {
		for (const empty of [
			{ sections: [] },
			{ sections: {} },
			{
				personal: { firstName: ' ', email: null },
				summary: { value: '<p>&nbsp;</p>' },
				sections: [],
			},
			{ sections: { summary: '', skills: [], experience: [{}, null, { current: true }] } },
		]) {
			expect(await sectionsOf('resume', empty)).toEqual({});
		}
	});

	it.each([
		['de', 'März 2020 – heute'],
		['pt-BR', 'março de 2020 – presente'],
		['uk', 'березень 2020 р. – дотепер'],
		['en_GB', 'March 2020 – present'],
		['ja', 'March 2020 – present'],
		['__proto__', 'March 2020 – present'],
		['not a language', 'March 2020 – present'],
	])(
		'Dates are in the language of the locale %s where its words are known.',
		async (locale, dates) => {
			const items = [{ company: 'Acme', startDate: '2020-03', current: true }];
			const resume = { locale, sections: [{ type: 'employment', items }] };
			expect(await sectionsOf('resume', resume, 'fi')).toEqual({ employment: `- Acme · ${dates}` });
			expect(await sectionsOf('resume', { ...resume, locale: null }, locale)).toEqual({
				employment: `- Acme · ${dates}`,
			});
		},
	);
});

describe('The section of a letter', () => {
	it.each([
		['flat', flatLetter, '<p>Dear hiring team,</p><p>I build <b>wind farms</b>.</p>'],
		['canonical', canonicalLetter, '<p>Dear hiring team,</p>'],
		['with its text below data', { id: 3, data: { letterContent: 'Dear team' } }, 'Dear team'],
		['with white space around it', { letterContent: '\n Dear team\n' }, 'Dear team'],
	])('A letter is its text alone: %s', async (_, letter, letterContent) => {
		expect(await sectionsOf('coverLetter', letter)).toEqual({ letterContent });
		expect(await sectionsOf('coverLetter', { data: { coverLetter: letter } })).toEqual({
			letterContent,
		});
	});

	it.each(['', ' \n', '<p></p>', '<p>&nbsp;</p><br>', '\u200b'])(
		'A letter without visible text has no sections: %j',
		async (letterContent) => {
			expect(await sectionsOf('coverLetter', { letterContent })).toEqual({});
		},
	);
});

describe('Where a document is', () => {
	it.each(['data', 'resume', 'content', 'result'])(
		'A resume is found inside %s.',
		async (wrapper) => {
			const stored = await readStored('resume', { type: 'complete', [wrapper]: canonicalResume });
			expect(stored).toEqual(await readStored('resume', canonicalResume));
			expect(stored).toMatchObject({ title: 'Maya at Nordwind', locale: 'en' });
			expect(stored?.fields).toBe(canonicalResume);
			expect(
				await readStored('resume', { data: { result: { [wrapper]: canonicalResume } } }),
			).toEqual(stored);
		},
	);

	it('The fields are those of the object with the ids, whether its content is in it or below it.', async () => {
		expect((await readStored('coverLetter', { data: flatLetter }))?.fields).toBe(flatLetter);
		expect(await readStored('coverLetter', { data: canonicalLetter })).toMatchObject({
			title: 'Letter to Nordwind',
			locale: 'de',
			fields: canonicalLetter,
		});
		const row = {
			coverLetterId: 'x',
			updatedAt: '2026-01-01',
			data: { letterContent: 'Dear team' },
		};
		expect((await readStored('coverLetter', row))?.fields).toBe(row);
		const event = { id: 'event 1', data: canonicalResume };
		expect((await readStored('resume', event))?.fields).toBe(canonicalResume);
		const job = { id: 'job 1', result: { sections: [] } };
		expect((await readStored('resume', job))?.fields).toBe(job.result);
	});

	it('Of a resume and a letter, each is found by its type.', async () => {
		for (const both of [
			{ resume: canonicalResume, coverLetter: flatLetter },
			{ data: { coverLetter: flatLetter, resume: canonicalResume } },
		]) {
			expect((await readStored('resume', both))?.fields).toBe(canonicalResume);
			expect((await readStored('coverLetter', both))?.fields).toBe(flatLetter);
		}
	});

	it('A letter is never read as a resume, nor a resume as a letter.', async () => {
		for (const letter of [flatLetter, canonicalLetter]) {
			expect(await readStored('resume', letter)).toBeUndefined();
			expect(await readStored('resume', { data: letter })).toBeUndefined();
			expect(await readStored('resume', { coverLetter: letter })).toBeUndefined();
		}
		for (const resume of [canonicalResume, documentedResume, { resume: canonicalResume }]) {
			expect(await readStored('coverLetter', resume)).toBeUndefined();
		}
	});

	it.each<[unknown]>([
		[{ step: 'fill', message: 'Writing', card_id: 1 }],
		[{ verdict: 'strong', score: 82 }],
		[{ resumeId: 'x', status: 'done' }],
		[
			{
				resumeId: 'x',
				title: 'CV',
				isDefault: true,
				createdAt: '2026-01-01',
				updatedAt: '2026-01-01',
			},
		],
		[{ coverLetterId: 'x', title: 'Letter', letterContent: null }],
		[{ matched_required: ['SQL'], missing_required: [], hidden_skills_count: 2 }],
		[{ skills: ['SQL'], message: 'Found one skill' }],
		[{ summary: 'Three cards were filled.', success: true }],
		[{ sections: ['summary', 'experience'] }],
		[{ sections: [{ name: 'summary', status: 'done' }] }],
		[{ sections: { summary: 'done', experience: 'pending', skills: null } }],
		[{ sections: { done: 3, total: 9 } }],
		[{ sections: 7 }],
		[{ header: { 'x-request-id': 'a b' }, personal: {} }],
		[{ type: 'section', section: 'summary', content: 'Engineer with ten years.' }],
		[{ languages: [{ code: 'en', name: 'English' }] }],
		[{ items: [canonicalResume], total: 1 }],
		[[canonicalResume]],
		['<p>Dear hiring team</p>'],
		[null],
		[undefined],
		[42],
		[{}],
	])('It is no document: %j', async (value) => {
		expect(await readStored('resume', value)).toBeUndefined();
		expect(await readStored('coverLetter', value)).toBeUndefined();
	});
});

describe('A structured resume as a document', () => {
	const write = async (format: FormatName) =>
		await writeDocument((await readStored('resume', canonicalResume))?.sections ?? new Map(), {
			format,
			headings: true,
		});

	it('It reads well as text.', async () => {
		expect(await write('text')).toBe(`Maya Okafor
Senior Engineer
Berlin, Germany · maya@example.com · +49 30 5550 142 · https://maya.example

Summary
Engineer with ten years in wind power.

Employment
Lead Engineer
*Nord*wind & Co · Berlin · March 2020 – present

Leads nine people.
- Cut costs
- Hired four

Engineer
Acme · Hamburg · September 2016 – February 2020
- Wrote Go
- Ran the pager

Education
- BSc, Computer Science · TU Berlin · October 2012 – August 2016

Skills
- C#
- snake_case_name

Languages
- German (C1)

Beyond work
- Sport: Rowing · Driving license · Years: 5`);
	});

	it('It reads well in HTML.', async () => {
		expect(await write('html')).toBe(`<p><strong>Maya Okafor</strong><br>
Senior Engineer<br>
Berlin, Germany · <a href="mailto:maya@example.com">maya@example.com</a> · +49 30 5550 142 · <a href="https://maya.example">https://maya.example</a></p>
<h2>Summary</h2>
<p>Engineer with ten years in wind power.</p>
<h2>Employment</h2>
<p><strong>Lead Engineer</strong><br>
*Nord*wind &amp; Co · Berlin · March 2020 – present</p>
<p>Leads <strong>nine</strong> people.</p>
<ul>
<li>Cut costs</li>
<li>Hired four</li>
</ul>
<p><strong>Engineer</strong><br>
Acme · Hamburg · September 2016 – February 2020</p>
<ul>
<li>Wrote <strong>Go</strong></li>
<li>Ran the pager</li>
</ul>
<h2>Education</h2>
<ul>
<li>BSc, Computer Science · TU Berlin · October 2012 – August 2016</li>
</ul>
<h2>Skills</h2>
<ul>
<li>C#</li>
<li>snake_case_name</li>
</ul>
<h2>Languages</h2>
<ul>
<li>German (C1)</li>
</ul>
<h2>Beyond work</h2>
<ul>
<li>Sport: Rowing · Driving license · Years: 5</li>
</ul>`);
	});

	it('It reads well in Slack.', async () => {
		const document = await write('slack');
		expect(document).toContain(`*Employment*
*Lead Engineer*
*Nord*wind &amp; Co · Berlin · March 2020 – present

Leads *nine* people.
• Cut costs
• Hired four

*Engineer*
Acme`);
	});

	it('Its Markdown is the text again, as a renderer of Markdown sees it.', async () => {
		const sections = new Map([['all', await write('markdown')]]);
		const again = await writeDocument(sections, { format: 'html', headings: false });
		// Headings within a section begin one level below its own.
		expect(again.replaceAll('h3>', 'h2>')).toBe(await write('html'));
	});
});

it('A long document lets other work be done while it is read.', async () => {
	let turns = 0;
	const counting = setInterval(() => turns++, 0);
	const items = Array<object>(20_000).fill({ company: 'Acme', description: '<p>Led a team</p>' });
	await readStored('resume', { sections: [{ type: 'employment', items }], skills: items });
	clearInterval(counting);
	expect(turns).toBeGreaterThan(0);
});
