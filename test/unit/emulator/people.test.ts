import {
	faultResumeId,
	multilingualPeople,
	people,
	personOf,
	postings,
	write,
} from '../../../emulator';

/** The sections that are written, each whole. */
function sectionsOf(...[operation, person, body]: Parameters<typeof write>): Map<string, string> {
	const sections = new Map<string, string>();
	for (const { section, content } of write(operation, person, body)) {
		sections.set(section, (sections.get(section) ?? '') + content);
	}
	return sections;
}

const everyText = [...people, ...multilingualPeople].flatMap((person) =>
	[person.own, ...person.translations].map((text) => [person.name, text.language, person] as const),
);

describe('The people of the emulator', () => {
	it('write English, as far as the account lists them', () => {
		expect(people.map(({ own }) => own.language)).toEqual(people.map(() => 'en'));
		expect(JSON.stringify(people.map(({ own }) => own))).not.toMatch(/\p{Extended_Pictographic}/u);
	});

	it('include, for tests, people who write Finnish, German, and with an emoji', () => {
		expect(multilingualPeople.map(({ own }) => own.language)).toEqual(['fi', 'de', 'en']);
		expect(personOf(faultResumeId('cut')).own.profile).toContain('🚀');
	});

	it.each(everyText)(
		'%s (%s) has a letter without gaps, signed in two lines',
		(name, language, person) => {
			const body = { language, jobDescription: 'A posting that names nothing in particular.' };
			const letter = sectionsOf('coverLetter', person, body);
			expect(letter.get('signature')).toMatch(new RegExp(`^[^\\n]+\\n${name}$`));
			for (const text of letter.values()) {
				expect(text).not.toMatch(/[{}]|undefined| {2}| [.,;]/);
				expect(text).toMatch(/^\S[^]*\S$/);
			}
			expect(letter.get('body')?.split('\n\n')).toHaveLength(2);
		},
	);

	it('begin a resume with their name, role and how to reach them', () => {
		const header = sectionsOf('tailor', personOf('res_hannah_doyle'), {}).get('header');
		expect(header).toBe(
			'Hannah Doyle\nSenior Product Manager\nDublin, Ireland · hannah.doyle@example.com · +353 20 910 0142',
		);
	});

	it.each(everyText)(
		'%s (%s) has a resume of bold job titles and bullet lists',
		(_, language, person) => {
			const body = { language, jobDescription: 'A posting that names nothing in particular.' };
			const resume = sectionsOf('tailor', person, body);
			for (const job of resume.get('work_experience')?.split('\n\n') ?? []) {
				expect(job).toMatch(/^\*\*[^*\n]+\*\*, [^\n]+ \([^\n]+\)(\n- \P{Ll}[^\n]+)+$/u);
			}
			for (const section of ['skills', 'education', 'certificates', 'languages']) {
				expect(resume.get(section)).toMatch(/^(- \P{Ll}[^\n]*(\n|$))+$/u);
			}
		},
	);
});

describe('A posting', () => {
	it.each(postings)('for a $positionName fits the person that it is meant for', (posting) => {
		const person = personOf(posting.resumeId);
		expect(people).toContain(person);
		expect(posting.jobDescription).toContain(posting.company);
		const opening = sectionsOf('coverLetter', person, posting).get('opening');
		expect(opening).toContain(`the position of ${posting.positionName}.`);
		expect(opening).not.toContain(person.own.skills.slice(0, 3).join(', '));
	});

	it('decides which skills and achievements come first', () => {
		const body = { jobDescription: 'You bring SQL and pricing, and experiments are your habit.' };
		const person = personOf('res_hannah_doyle');
		const resume = sectionsOf('tailor', person, body);
		expect(resume.get('skills')).toMatch(/^- SQL\n- Pricing\n/);
		expect(resume.get('work_experience')).toMatch(/^.+\n- Introduced A\/B testing; 14 experiments/);
		const letter = sectionsOf('coverLetter', person, body);
		expect(letter.get('opening')).toContain('my daily work includes SQL, pricing and ');
		expect(letter.get('body')).toContain('At Fenwick Health, I introduced A/B testing;');
	});

	/** What a letter says about the position that it is for. */
	const openingFor = (body: Parameters<typeof write>[2]) =>
		sectionsOf('coverLetter', personOf('res_hannah_doyle'), body).get('opening');

	it.each([
		['Night Nurse\nWe are a hospital in Leeds.', 'Night Nurse'],
		['Backend engineer for payments. You know TypeScript.', 'Backend engineer for payments'],
		['We are looking for a night nurse. Come to Leeds.', 'night nurse'],
		['Our hospital is growing and is hiring a Charge Nurse for its wards.', 'Charge Nurse'],
		['Lumen Health builds apps. As Product Manager you own pricing.', 'Product Manager'],
	])('that says "%s" is for the position of %s', (jobDescription, position) => {
		expect(openingFor({ jobDescription })).toContain(`the position of ${position}.`);
	});

	it.each([
		['Northbank Mobility runs shared bikes in eleven cities. You write SQL.'],
		[`${'Night nurse '.repeat(10)}. Come to Leeds.`],
		['Our engineers come from thirty countries.'],
	])('that says "%s" is for a position without a name', (jobDescription) => {
		expect(openingFor({ jobDescription })).toContain('for the position that you advertise. In my');
		const resume = sectionsOf('tailor', personOf('res_hannah_doyle'), { jobDescription });
		expect(resume.get('summary')).toContain('Now looking for a role that calls for ');
	});

	it.each(postings)('of $company names its position by itself, too', ({ jobDescription }) => {
		expect(openingFor({ jobDescription })).toMatch(
			/the position of ([A-Z]\w+ ){1,2}(Manager|Nurse|Engineer)\./,
		);
	});
});
