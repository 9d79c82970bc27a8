/** A resume as Laddro stores it, in either shape, and a document that was made of it. */
export interface Pair {
	/** What the document does with its source. */
	readonly what: string;
	readonly source: object;
	readonly document: Readonly<Record<string, string>>;
	/** What is to be found, by section: lines that are gone and lines that are new. `undefined` for what can't be told. */
	readonly changes:
		| Readonly<Record<string, readonly [removed: string[], added: string[]]>>
		| undefined;
}

/** In the documented shape. */
const documented = (sections: object) => ({ data: { id: 'res_1', title: 'Resume', sections } });

/** In the shape that the web app and the API share. */
const canonical = (sections: object[], rest: object = {}) => ({
	id: 'res_1',
	title: 'Resume',
	locale: 'en',
	...rest,
	sections,
});

const job = {
	position: 'Product Manager',
	company: 'Citybike Connect',
	startDate: '2017-03',
	endDate: '2021-08',
	city: 'Dublin',
	description:
		'<ul><li>Launched season passes in the rider app</li><li>Reduced support tickets about payments by 45%</li><li>Coordinated the move of three cities to one platform</li></ul>',
};
const bullets =
	'- Launched season passes in the rider app\n- Reduced support tickets about payments by 45%\n- Coordinated the move of three cities to one platform';
const employment = canonical([{ type: 'employment', items: [job] }]);
const skills = (...names: string[]) =>
	canonical([{ type: 'skills', items: names.map((skill) => ({ skill })) }]);

export const pairs: readonly Pair[] = [
	{
		what: 'says the same in another markup',
		source: documented({ summary: '<p>Nurse with <b>eight</b> years in acute care.</p>' }),
		document: { summary: 'Nurse with **eight** years in acute care.' },
		changes: {},
	},
	{
		what: 'edits one bullet',
		source: employment,
		document: {
			work_experience: `**Product Manager**, Citybike Connect, Dublin (2017 – 2021)\n${bullets.replace('in the rider app', 'in the rider app, which brought in €1.4m')}`,
		},
		changes: {
			work_experience: [
				['Launched season passes in the rider app'],
				['Launched season passes in the rider app, which brought in €1.4m'],
			],
		},
	},
	{
		what: 'adds a bullet that is like none before',
		source: employment,
		document: {
			experience: `Product Manager\nCitybike Connect · Dublin · March 2017 – August 2021\n${bullets}\n- Hired and led four analysts`,
		},
		changes: { experience: [[], ['Hired and led four analysts']] },
	},
	{
		what: 'edits one bullet and puts a new one before it',
		source: employment,
		document: {
			experience: `Product Manager\nCitybike Connect · Dublin · 2017 – 2021\n- Hired and led four analysts\n${bullets.replace('about payments by 45%', 'about payments by 60%')}`,
		},
		changes: {
			experience: [
				['Reduced support tickets about payments by 45%'],
				['Reduced support tickets about payments by 60%', 'Hired and led four analysts'],
			],
		},
	},
	{
		what: 'drops a bullet',
		source: employment,
		document: {
			experience: `Product Manager\nCitybike Connect · Dublin · 2017 – 2021\n${bullets.split('\n').slice(0, 2).join('\n')}`,
		},
		changes: { experience: [['Coordinated the move of three cities to one platform'], []] },
	},
	{
		what: 'moves bullets',
		source: employment,
		document: {
			experience: `Product Manager\nCitybike Connect · Dublin · 2017 – 2021\n${bullets.split('\n').toReversed().join('\n')}`,
		},
		changes: {},
	},
	{
		what: 'writes the employer, the place and the years on one line',
		source: employment,
		document: {
			employment: `Product Manager, Citybike Connect, Dublin, 2017–2021\n\n${bullets}`,
		},
		changes: {},
	},
	{
		what: 'changes a year',
		source: employment,
		document: {
			employment: `**Product Manager**, Citybike Connect, Dublin (2015 – 2021)\n${bullets}`,
		},
		changes: {
			employment: [
				['Citybike Connect · Dublin · March 2017 – August 2021', 'Product Manager'],
				['Product Manager, Citybike Connect, Dublin (2015 – 2021)'],
			],
		},
	},
	{
		what: 'changes a month',
		source: employment,
		document: {
			employment: `Product Manager\nCitybike Connect · Dublin · March 2017 – December 2021\n${bullets}`,
		},
		changes: {
			employment: [
				['Citybike Connect · Dublin · March 2017 – August 2021'],
				['Citybike Connect · Dublin · March 2017 – December 2021'],
			],
		},
	},
	{
		what: 'moves skills to the front',
		source: skills('SQL', 'Pricing', 'User interviews', 'C++', 'C#'),
		document: { skills: '- C#\n- User interviews\n- SQL\n- Pricing\n- C++' },
		changes: {},
	},
	{
		what: 'invents skills with short names',
		source: skills('SQL', 'C++', 'Go'),
		document: { skills: '- SQL\n- C#\n- C++\n- Go\n- R' },
		changes: { skills: [[], ['C#', 'R']] },
	},
	{
		what: 'invents skills of words that others have',
		source: skills('Project plans', 'Stakeholder management', 'Go-to-market strategy', 'C++'),
		document: {
			skills:
				'- Project plans\n- Stakeholder management\n- Project management\n- Go-to-market strategy\n- Go\n- C++\n- C',
		},
		changes: { skills: [[], ['Project management', 'Go', 'C']] },
	},
	{
		what: 'writes skills as one line',
		source: skills('SQL', 'Pricing', 'User interviews', 'Roadmaps', 'Jira', 'Figma', 'Python'),
		document: { skills: 'Python, Figma, SQL, pricing, roadmaps, user interviews, Jira' },
		changes: {},
	},
	{
		what: 'adds skills to a line of them',
		source: documented({ skills: 'Python, Django, Flask', summary: 'Developer.' }),
		document: { skills: 'Python, Django, Flask, dbt' },
		changes: { skills: [['Python, Django, Flask'], ['Python, Django, Flask, dbt']] },
	},
	{
		what: 'raises the level of a language',
		source: canonical([
			{
				type: 'languages',
				items: [
					{ language: 'English', level: 'native' },
					{ language: 'German', level: 'B2' },
				],
			},
		]),
		document: { languages: '- English (native)\n- German (C1)' },
		changes: { languages: [['German (B2)'], ['German (C1)']] },
	},
	{
		what: 'swaps two numbers',
		source: documented({ summary: 'Raised sales by 20% and cut costs by 30%' }),
		document: { summary: 'Raised sales by 30% and cut costs by 20%' },
		changes: {
			summary: [
				['Raised sales by 20% and cut costs by 30%'],
				['Raised sales by 30% and cut costs by 20%'],
			],
		},
	},
	{
		what: 'rewrites the summary',
		source: canonical([], { summary: { value: 'Nurse with eight years in acute care.' } }),
		document: { summary: 'Calm under pressure, I bring order to busy wards.' },
		changes: {
			summary: [
				['Nurse with eight years in acute care.'],
				['Calm under pressure, I bring order to busy wards.'],
			],
		},
	},
	{
		what: 'calls the certifications and the person something else',
		source: canonical(
			[
				{
					type: 'certifications',
					items: [{ certification: 'Certified Scrum Product Owner', endDate: '2019-06' }],
				},
			],
			{ personal: { firstName: 'Hannah', lastName: 'Doyle', email: 'hannah@example.com' } },
		),
		document: {
			header: 'Hannah Doyle\nhannah@example.com',
			certificates: '- Certified Scrum Product Owner, 2019\n- Prince2 Foundation, 2022',
		},
		changes: { certificates: [[], ['Prince2 Foundation, 2022']] },
	},
	{
		what: 'has headings in its own language',
		source: canonical([{ type: 'skills', items: [{ skill: 'Statik' }] }], { locale: 'de' }),
		document: { Kenntnisse: '- Statik\n- Tragwerksplanung' },
		changes: { Kenntnisse: [[], ['Tragwerksplanung']] },
	},
	{
		what: 'calls a section something that nobody knows',
		source: canonical(
			[
				{
					type: 'custom',
					title: 'Open source',
					items: [{ fields: { text: 'Maintains a parser for bus timetables' } }],
				},
			],
			{ summary: { value: 'Engineer.' } },
		),
		document: {
			summary: 'Engineer.',
			community_work: '- Maintains a well-known parser for bus timetables',
		},
		changes: {
			community_work: [
				['Maintains a parser for bus timetables'],
				['Maintains a well-known parser for bus timetables'],
			],
		},
	},
	{
		what: 'has a section that the source lacks',
		source: canonical([], { summary: { value: 'Engineer with ten years in wind power.' } }),
		document: {
			summary: 'Engineer with ten years in wind power.',
			highlights: '- Cut downtime by a third\n- Hired four engineers',
		},
		changes: { highlights: [[], ['Cut downtime by a third', 'Hired four engineers']] },
	},
	{
		what: 'lacks sections of the source',
		source: documented({ summary: 'Engineer.', skills: ['Go'], languages: ['German'] }),
		document: { summary: 'Engineer.', languages: '' },
		changes: {},
	},
	{
		what: 'splits the experience that the source has in one section',
		source: documented({ work_experience: '- Ran a ward\n- Trained 14 nurses' }),
		document: { employment: '- Ran a ward', experience: '- Trained 15 nurses' },
		changes: { employment: [['Trained 14 nurses'], ['Trained 15 nurses']] },
	},
	{
		what: 'writes one paragraph as three lines',
		source: documented({ summary: 'Nurse with eight years. Calm in triage. Trains others.' }),
		document: { summary: 'Nurse with eight years.\nCalm in triage.\nTrains others.' },
		changes: {},
	},
	{
		what: 'has nothing in common with the source, not even a name',
		source: documented({ summary: 'Engineer.', skills: ['Go'] }),
		document: { page: 'A text of which nobody knows what it is.' },
		changes: undefined,
	},
	{
		what: 'is in Finnish',
		source: documented({
			experience: [
				{
					title: 'Sairaanhoitaja',
					company: 'Tampereen yliopistollinen sairaala',
					dates: '2019 – nykyhetki',
					achievements: ['Perehdytti osastolle 14 uutta hoitajaa', 'Vastasi lääkehoidosta'],
				},
			],
		}),
		document: {
			työkokemus:
				'**Sairaanhoitaja**, Tampereen yliopistollinen sairaala (2019 – nykyhetki)\n- Perehdytti osastolle 20 uutta hoitajaa ja opiskelijaa\n- Vastasi lääkehoidosta',
		},
		changes: {
			työkokemus: [
				['Perehdytti osastolle 14 uutta hoitajaa'],
				['Perehdytti osastolle 20 uutta hoitajaa ja opiskelijaa'],
			],
		},
	},
	{
		what: 'is in Ukrainian',
		source: canonical(
			[
				{
					type: 'employment',
					items: [
						{
							position: 'Бухгалтерка',
							company: 'Зелена Хвиля',
							startDate: '2018-05',
							current: true,
							description: '- Вела облік для 40 клієнтів\n- Підготувала звітність до аудиту',
						},
					],
				},
			],
			{ locale: 'uk' },
		),
		document: {
			work_experience:
				'Бухгалтерка, Зелена Хвиля (2018 – дотепер)\n- Вела облік для 60 клієнтів\n- Підготувала звітність до аудиту\n- Навчила двох колег',
		},
		changes: {
			work_experience: [
				['Вела облік для 40 клієнтів'],
				['Вела облік для 60 клієнтів', 'Навчила двох колег'],
			],
		},
	},
	{
		what: 'is in Greek',
		source: documented({
			summary: 'Μηχανικός με δέκα χρόνια εμπειρίας στα αιολικά πάρκα.',
			skills: ['Σχέδιο'],
		}),
		document: {
			summary: 'Μηχανικός με δώδεκα χρόνια εμπειρίας στα αιολικά πάρκα.',
			skills: '- ΣΧΈΔΙΟ',
		},
		changes: {
			summary: [
				['Μηχανικός με δέκα χρόνια εμπειρίας στα αιολικά πάρκα.'],
				['Μηχανικός με δώδεκα χρόνια εμπειρίας στα αιολικά πάρκα.'],
			],
		},
	},
	{
		what: 'is in Japanese, without spaces',
		source: documented({
			summary: '病院で八年間、看護師として勤務しました。',
			skills: ['救急看護', '薬剤管理'],
		}),
		document: {
			summary: '病院で十年間、看護師として勤務しました。',
			skills: '- 薬剤管理\n- 救急看護\n- 新人教育',
		},
		changes: {
			summary: [
				['病院で八年間、看護師として勤務しました。'],
				['病院で十年間、看護師として勤務しました。'],
			],
			skills: [[], ['新人教育']],
		},
	},
	{
		what: 'is in Arabic',
		source: canonical([
			{ type: 'skills', items: [{ skill: 'إدارة المشاريع' }, { skill: 'تحليل البيانات' }] },
		]),
		document: { skills: '- تحليل البيانات المالية\n- إدارة المشاريع' },
		changes: { skills: [['تحليل البيانات'], ['تحليل البيانات المالية']] },
	},
	{
		what: 'is in Hindi',
		source: documented({ summary: 'दस साल के अनुभव वाली शिक्षिका।', skills: ['गणित', 'भौतिकी'] }),
		document: { summary: 'बारह साल के अनुभव वाली शिक्षिका।', skills: '- भौतिकी\n- गणित' },
		changes: {
			summary: [['दस साल के अनुभव वाली शिक्षिका।'], ['बारह साल के अनुभव वाली शिक्षिका।']],
		},
	},
	{
		what: 'shortens a bullet',
		source: documented({
			summary: 'Nurse.',
			projects: ['Built dashboards and weekly reports in SQL for the board'],
		}),
		document: { projects: '- Built dashboards and reports in SQL' },
		changes: {
			projects: [
				['Built dashboards and weekly reports in SQL for the board'],
				['Built dashboards and reports in SQL'],
			],
		},
	},
	{
		what: 'edits two bullets and changes their order',
		source: documented({
			summary: 'Nurse.',
			projects: ['Planned the new ward with two architects', 'Wrote the triage guideline'],
		}),
		document: {
			projects:
				'- Wrote the triage guideline that three hospitals use\n- Planned the new children’s ward with two architects',
		},
		changes: {
			projects: [
				['Wrote the triage guideline', 'Planned the new ward with two architects'],
				[
					'Wrote the triage guideline that three hospitals use',
					'Planned the new children’s ward with two architects',
				],
			],
		},
	},
	{
		what: 'puts a word before a bullet that is a month in some language',
		source: documented({
			summary: 'Nurse.',
			projects: ['Migration of the payment system', 'A laboratory for 14 nurses'],
		}),
		document: {
			projects: '- Led migration of the payment system\n- Set up a laboratory for 14 nurses',
		},
		changes: {
			projects: [
				['Migration of the payment system', 'A laboratory for 14 nurses'],
				['Led migration of the payment system', 'Set up a laboratory for 14 nurses'],
			],
		},
	},
	{
		what: 'swaps words within a bullet and between two',
		source: documented({
			summary: 'Nurse.',
			projects: [
				'Moved the payments from Java to Go',
				'Led a team of nurses in Berlin',
				'Built an app for patients in Munich',
			],
		}),
		document: {
			projects:
				'- Moved the payments from Go to Java\n- Led a team of nurses in Munich\n- Built an app for patients in Berlin',
		},
		changes: {
			projects: [
				[
					'Moved the payments from Java to Go',
					'Led a team of nurses in Berlin',
					'Built an app for patients in Munich',
				],
				[
					'Moved the payments from Go to Java',
					'Led a team of nurses in Munich',
					'Built an app for patients in Berlin',
				],
			],
		},
	},
	{
		what: 'writes skills as one line in another order, and the place and the years before the job',
		source: canonical([
			{ type: 'employment', items: [job] },
			{ type: 'skills', items: ['SQL', 'Machine Learning', 'Go'].map((skill) => ({ skill })) },
		]),
		document: {
			employment: `Citybike Connect, Dublin (2017–2021)\nProduct Manager\n${bullets}`,
			skills: 'Go, Machine Learning, SQL',
		},
		changes: {},
	},
	{
		what: 'repeats a bullet',
		source: documented({ summary: 'Nurse.', projects: ['Trained 14 nurses'] }),
		document: { projects: '- Trained 14 nurses\n- Trained 14 nurses' },
		changes: { projects: [[], ['Trained 14 nurses']] },
	},
];
