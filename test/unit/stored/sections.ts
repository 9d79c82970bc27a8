interface ResumeCase {
	readonly name: string;
	readonly sections: unknown;
	readonly expected: Readonly<Record<string, string>>;
	readonly language?: string;
}

const job = { position: 'Engineer', company: 'Acme' };
const list = (type: string, ...items: unknown[]) => [{ type, items }];

/** Sections as they are stored, and what they say. */
export const resumeCases: readonly ResumeCase[] = [
	{
		name: 'A position has its title, then company, place and dates, then its description.',
		sections: list('employment', {
			...job,
			description: 'Built things.',
			city: 'Berlin',
			startDate: '2020-03',
			endDate: '2021-12',
		}),
		expected: {
			employment: '**Engineer**  \nAcme · Berlin · March 2020 – December 2021\n\nBuilt things.',
		},
	},
	{
		name: 'Positions without a description are bullets.',
		sections: list('employment', { ...job, startDate: '2020-03', endDate: null, current: true }),
		expected: { employment: '- Engineer · Acme · March 2020 – present' },
	},
	{
		name: 'If one item says something at length, all of the section are blocks.',
		sections: list(
			'projects',
			{ title: 'Atlas', description: '<p>Maps</p>' },
			{ title: 'Borg' },
			'x',
		),
		expected: { projects: '**Atlas**\n\n<p>Maps</p>\n\n**Borg**\n\nx' },
	},
	{
		name: 'A company without a position is what the item is called.',
		sections: list('employment', { company: 'Acme', description: 'Built things.' }),
		expected: { employment: '**Acme**\n\nBuilt things.' },
	},
	{
		name: 'Items with other names read the same.',
		sections: {
			experience: [
				{ jobTitle: 'Engineer', employer: 'Acme', location: 'Berlin', period: '2019–2021' },
				{ role: 'Intern', organization: 'Borg', dates: '2018' },
			],
		},
		expected: { experience: '- Engineer · Acme · Berlin · 2019–2021\n- Intern · Borg · 2018' },
	},
	{
		name: 'A degree and its subject belong together.',
		sections: list('education', {
			institution: 'TU Berlin',
			degree: 'BSc',
			major: 'Physics',
			startDate: '2012-10',
			endDate: '2016-08',
			current: false,
			city: 'Berlin',
		}),
		expected: { education: '- BSc, Physics · TU Berlin · Berlin · October 2012 – August 2016' },
	},
	{
		name: 'A school alone is an item.',
		sections: list('education', { institution: 'TU Berlin', degree: null, major: '' }),
		expected: { education: '- TU Berlin' },
	},
	{
		name: 'Skills are bullets, whatever their form.',
		sections: list('skills', { skill: 'SQL' }, { name: 'Go' }, 'Rust', 7, null, '', ['C', ['D']]),
		expected: { skills: '- SQL\n- Go\n- Rust\n- 7\n- C\n- D' },
	},
	{
		name: 'A language has its level.',
		sections: list(
			'languages',
			{ language: 'German', level: 'C1' },
			{ name: 'Finnish', level: null },
		),
		expected: { languages: '- German (C1)\n- Finnish' },
	},
	{
		name: 'A level alone is not lost.',
		sections: list('languages', { level: 'C1' }),
		expected: { languages: '- C1' },
	},
	{
		name: 'Certifications have issuer and dates.',
		sections: list('certifications', {
			certification: 'CKA',
			institution: 'CNCF',
			startDate: '2023-05',
			endDate: '2026-05',
		}),
		expected: { certifications: '- CKA · CNCF · May 2023 – May 2026' },
	},
	{
		name: 'Who can be asked is named before the position.',
		sections: list('references', {
			position: 'CTO',
			name: 'Jo Berg',
			company: 'Acme',
			email: 'jo@example.com',
			phone: '123',
		}),
		expected: { references: '- Jo Berg · CTO · Acme · jo@example.com · 123' },
	},
	{
		name: 'Activities have their dates.',
		sections: list('extraCurricularActivities', {
			activity: 'Chess club',
			startDate: '2019-01',
			current: true,
		}),
		expected: { extraCurricularActivities: '- Chess club · January 2019 – present' },
	},
	{
		name: 'A section of the user is known by its title, and its fields by their names.',
		sections: [
			{
				type: 'custom',
				id: 'c1',
				title: 'Beyond work',
				items: [{ fields: { Sport: 'Rowing', years: 5, 'Driving license': true, Smoker: false } }],
			},
		],
		expected: { 'Beyond work': '- Sport: Rowing · Years: 5 · Driving license' },
	},
	{
		name: 'Sections of the user may stand in a list of their own.',
		sections: {
			skills: ['SQL'],
			custom: [
				{ id: 1, title: 'Sports', items: [{ fields: { Team: 'Rowing' } }] },
				{ title: 'Awards', items: ['Best paper'] },
			],
		},
		expected: { skills: '- SQL', Sports: '- Team: Rowing', Awards: '- Best paper' },
	},
	{
		name: 'Fields whose names say nothing have no label.',
		sections: list(
			'custom',
			{ fields: { text: 'Trained 14 nurses' } },
			{ fields: { value: 2, n: 1 } },
		),
		expected: { custom: '- Trained 14 nurses\n- 2 · N: 1' },
	},
	{
		name: 'Plain text has no tags.',
		sections: list(
			'skills',
			{ skill: '<p>SQL &amp; <b>Go</b></p>' },
			{ skill: '<p>&nbsp;</p>' },
			{ skill: 'A<br>B', note: '<p></p>' },
			{ fields: { About: '<p> </p>' } },
		),
		expected: { skills: '- SQL & Go\n- A B' },
	},
	{
		name: 'Groups in a list have their titles.',
		sections: { skills: [{ title: 'Databases', items: ['SQL', 'Redis'] }, { name: 'Go' }] },
		expected: { skills: '**Databases**\n\n- SQL\n- Redis\n\n**Go**' },
	},
	{
		name: 'A field of the user with markup is content below its name.',
		sections: list('custom', { fields: { Award: 'Best paper', About: '<p>On <i>wind</i>.</p>' } }),
		expected: { custom: 'Award: Best paper\n\nAbout:\n\n<p>On <i>wind</i>.</p>' },
	},
	{
		name: 'Sections with the same name are one.',
		sections: [...list('skills', 'SQL'), ...list('projects', 'Atlas'), ...list('skills', 'Go')],
		expected: { skills: '- SQL\n\n- Go', projects: '- Atlas' },
	},
	{
		name: 'A title does not change the name of a section that is known.',
		sections: [{ type: 'employment', title: 'My way', items: ['Acme'] }],
		expected: { employment: '- Acme' },
	},
	{
		name: 'A section without a type has its title for a name.',
		sections: [{ title: 'Awards', items: ['Best paper'] }, { items: ['x'] }],
		expected: { Awards: '- Best paper', custom: '- x' },
	},
	{
		name: 'A section in a list may have text in place of items.',
		sections: [
			{ type: 'summary', title: 'Profile', value: 'Engineer.' },
			{ section: 'skills', content: '- SQL\n- Go' },
			{ name: 'interests', html: '<p>Wind</p>' },
		],
		expected: { summary: 'Engineer.', skills: '- SQL\n- Go', interests: '<p>Wind</p>' },
	},
	{
		name: 'Text of a section stays as it is: plain, Markdown or HTML.',
		sections: {
			summary: 'Line one\nLine *two*',
			experience: '**Engineer**\n\n- Built',
			skills: '<ul><li>SQL</li></ul>',
		},
		expected: {
			summary: 'Line one\nLine *two*',
			experience: '**Engineer**\n\n- Built',
			skills: '<ul><li>SQL</li></ul>',
		},
	},
	{
		name: 'The head has the name, the role, and one line on how to reach the person.',
		sections: {
			header: {
				phone: '123',
				email: 'maya@example.com',
				location: 'Berlin',
				title: 'Engineer',
				name: 'Maya Okafor',
				linkedin: 'https://linkedin.example/maya',
			},
		},
		expected: {
			header:
				'**Maya Okafor**  \nEngineer  \nBerlin · maya@example.com · 123 · https://linkedin.example/maya',
		},
	},
	{
		name: 'The head has names in parts, a place in parts, and whatever else it says.',
		sections: {
			personal: {
				lastName: 'Okafor',
				firstName: 'Maya',
				country: 'Germany',
				city: 'Berlin',
				nationality: 'Irish',
				photoUrl: 'https://example.com/me.png',
			},
		},
		expected: { personal: '**Maya Okafor**  \nBerlin, Germany  \nNationality: Irish' },
	},
	{
		name: 'A head without a name has what is there.',
		sections: { header: { email: 'maya@example.com' }, summary: 'x' },
		expected: { header: 'maya@example.com', summary: 'x' },
	},
	{
		name: 'A head may be text.',
		sections: { header: 'Maya Okafor\nBerlin' },
		expected: { header: 'Maya Okafor\nBerlin' },
	},
	{
		name: 'Fields that nobody knows are lines with their names.',
		sections: list('employment', { ...job, teamSize: 9, description: 'x', remote_days: 'two' }),
		expected: { employment: '**Engineer**  \nAcme  \nTeam Size: 9  \nRemote Days: two\n\nx' },
	},
	{
		name: 'Arrays in a field are bullets below its name.',
		sections: list('employment', { ...job, technologies: ['Go', 'C#', null, ['SQL']] }),
		expected: { employment: '**Engineer**  \nAcme\n\nTechnologies:\n\n- Go\n- C#\n- SQL' },
	},
	{
		name: 'Objects in a field are lists of their fields.',
		sections: list('projects', {
			title: 'Atlas',
			team: { lead: 'Maya', members: ['Jo', 'Kim'], id: 7, since: '2020-03' },
		}),
		expected: {
			projects:
				'**Atlas**\n\nTeam:\n\n- Lead: Maya\n- Members:\n  - Jo\n  - Kim\n- Since: March 2020',
		},
	},
	{
		name: 'Achievements are bullets of a description.',
		sections: list('employment', { ...job, achievements: ['Cut **costs**', '<b>Hired</b>\nfour'] }),
		expected: { employment: '**Engineer**  \nAcme\n\n- Cut **costs**\n- <b>Hired</b>\n  four' },
	},
	{
		name: 'Groups of a section that is an object are lists.',
		sections: { skills: { 'Programming languages': ['Go', 'C#'], Tools: 'Git' } },
		expected: { skills: 'Tools: Git\n\nProgramming languages:\n\n- Go\n- C#' },
	},
	{
		name: 'Plain texts among items with markup are paragraphs.',
		sections: { experience: ['<p><b>Engineer</b></p>', 'Intern_1_ at Acme', 'Two\nlines'] },
		expected: { experience: '<p><b>Engineer</b></p>\n\nIntern_1_ at Acme\n\nTwo\nlines' },
	},
	{
		name: 'Ids, flags, styles and dates of creation are not shown.',
		sections: list('skills', {
			skill: 'SQL',
			id: 12,
			_id: 'a',
			uuid: 'b',
			sectionId: 'c',
			template_id: 'd',
			isVisible: true,
			hidden: false,
			color: 'red',
			backgroundColor: '#fff',
			font: 'Inter',
			fontSize: 12,
			style: { margin: 3 },
			theme: 'dark',
			order: 4,
			sortOrder: 5,
			createdAt: '2026-01-01',
			updated_at: 'x',
			avatarUrl: 'https://example.com/a.png',
			type: 'skill',
			reference: '8d2f1c3e-5f0a-4a53-9f10-6b2f0a5f7c11',
			accent: '#00ff00',
			file: 'data:image/png;base64,AAAA',
		}),
		expected: { skills: '- SQL' },
	},
	{
		name: 'What a program has made of no text is not shown.',
		sections: list('skills', 'undefined', { skill: 'null' }, 'NaN', '[object Object]', true, 'SQL'),
		expected: { skills: '- SQL' },
	},
	{
		name: 'Signs of Markdown in plain text are text.',
		sections: list(
			'skills',
			'*Star* & Co',
			'C#',
			'snake_case_name',
			'1. first',
			'- minus',
			'# hash',
			'[a](https://b.example)',
			'<script>',
			'AT&amp;T',
		),
		expected: {
			skills:
				'- \\*Star\\* & Co\n- C#\n- snake_case_name\n- 1\\. first\n- \\- minus\n- \\# hash\n- [a&#93;(https://b.example)\n- &lt;script>\n- AT&amp;amp;T',
		},
	},
	{
		name: 'Plain text is one line.',
		sections: list('employment', { ...job, company: ' Acme\r\n\tLtd ', description: 'x' }),
		expected: { employment: '**Engineer**  \nAcme Ltd\n\nx' },
	},
	{
		name: 'A start or an end alone is a date.',
		sections: list(
			'projects',
			{ title: 'A', startDate: '2020-03' },
			{ title: 'B', endDate: '2021-04' },
		),
		expected: { projects: '- A · March 2020\n- B · April 2021' },
	},
	{
		name: 'A month that is start and end is said once.',
		sections: list('projects', { title: 'A', startDate: '2020-03', endDate: '2020-03' }),
		expected: { projects: '- A · March 2020' },
	},
	{
		name: 'Dates in other forms stay, without day and time.',
		sections: list(
			'projects',
			{ title: 'A', startDate: '2020-03-17', endDate: '2021-04-01T00:00:00Z' },
			{ title: 'B', startDate: 2019, endDate: 'Present' },
			{ title: 'C', startDate: 'Spring 2018', endDate: '2018-13' },
		),
		expected: {
			projects: '- A · March 2020 – April 2021\n- B · 2019 – present\n- C · Spring 2018 – 2018-13',
		},
	},
	{
		name: 'Dates are in the language that was asked for, if the document names none.',
		sections: list(
			'employment',
			{ ...job, start: '2020-05', end: '2021-12' },
			{ name: 'B', to: 'now' },
		),
		expected: { employment: '- Engineer · Acme · mai 2020 – décembre 2021\n- B · aujourd’hui' },
		language: 'fr',
	},
	{
		name: 'Names that JavaScript knows are fields like any other.',
		sections: JSON.parse(
			'{"constructor":["a b"],"__proto__":["c"],"skills":[{"skill":"SQL","toString":"x","__proto__":{"y":1}}]}',
		),
		expected: JSON.parse(
			'{"constructor":"- a b","__proto__":"- c","skills":"- SQL · To String: x"}',
		),
	},
	{
		name: 'Items that are no items are left out.',
		sections: list(
			'employment',
			null,
			false,
			{},
			[],
			{ company: null },
			{ company: { name: 'Acme' } },
		),
		expected: { employment: 'Company:\n\n- Name: Acme' },
	},
	{
		name: 'An unknown section reads as its items say.',
		sections: { publications: [{ title: 'On wind', publisher: 'IEEE', year: 2020 }] },
		expected: { publications: '- On wind · 2020 · Publisher: IEEE' },
	},
];
