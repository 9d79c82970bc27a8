/** One resume in the shape that the web app and the API share. */
export const canonicalResume = {
	id: '8d2f1c3e-5f0a-4a53-9f10-6b2f0a5f7c11',
	title: 'Maya at Nordwind',
	locale: 'en',
	templateId: 'GRAPHITE',
	isDefault: false,
	personal: {
		role: 'Senior Engineer',
		firstName: 'Maya',
		lastName: 'Okafor',
		email: 'maya@example.com',
		phone: '+49 30 5550 142',
		city: 'Berlin',
		country: 'Germany',
		website: 'https://maya.example',
		linkedin: null,
	},
	summary: { value: 'Engineer with ten years in wind power.' },
	sections: [
		{
			type: 'employment',
			items: [
				{
					company: '*Nord*wind & Co',
					position: 'Lead Engineer',
					startDate: '2020-03',
					endDate: null,
					current: true,
					city: 'Berlin',
					description:
						'<p>Leads <b>nine</b> people.</p><ul><li>Cut costs</li><li>Hired four</li></ul>',
				},
				{
					company: 'Acme',
					position: 'Engineer',
					startDate: '2016-09',
					endDate: '2020-02',
					current: false,
					city: 'Hamburg',
					description: '- Wrote **Go**\n- Ran the pager',
				},
			],
		},
		{
			type: 'education',
			items: [
				{
					institution: 'TU Berlin',
					degree: 'BSc',
					major: 'Computer Science',
					startDate: '2012-10',
					endDate: '2016-08',
				},
			],
		},
		{ type: 'skills', items: [{ skill: 'C#' }, { skill: 'snake_case_name' }] },
		{ type: 'languages', items: [{ language: 'German', level: 'C1' }] },
		{
			type: 'custom',
			id: 'b1946ac9-2d3f-4d0a-8f7e-0d3c1c9a1a11',
			title: 'Beyond work',
			items: [{ fields: { Sport: 'Rowing', 'Driving license': true, Smoker: false, Years: 5 } }],
		},
	],
	createdAt: '2026-01-01T08:00:00Z',
	updatedAt: '2026-01-02T08:00:00Z',
};

/** The same in the documented shape. What its items look like is not documented. */
export const documentedResume = {
	data: {
		id: 'res_abc123',
		title: 'Maya at Nordwind',
		sections: {
			header: {
				name: 'Maya Okafor',
				title: 'Senior Engineer',
				email: 'maya@example.com',
				phone: '+49 30 5550 142',
				location: 'Berlin, Germany',
				website: 'https://maya.example',
			},
			summary: 'Engineer with ten years in wind power.',
			employment: [
				{
					title: 'Lead Engineer',
					company: '*Nord*wind & Co',
					location: 'Berlin',
					dates: 'March 2020 – present',
					description:
						'<p>Leads <b>nine</b> people.</p><ul><li>Cut costs</li><li>Hired four</li></ul>',
				},
				{
					title: 'Engineer',
					company: 'Acme',
					location: 'Hamburg',
					dates: 'September 2016 – February 2020',
					description: ['Wrote **Go**', 'Ran the pager'],
				},
			],
			education: ['BSc, Computer Science · TU Berlin · October 2012 – August 2016'],
			skills: ['C#', 'snake_case_name'],
			languages: [{ name: 'German', proficiency: 'C1' }],
			'Beyond work': ['Sport: Rowing · Driving license · Years: 5'],
		},
	},
};

export const flatLetter = {
	coverLetterId: 'b7e1a1de-8a57-4f1f-93c0-2f1d2a6d1c22',
	title: 'Letter to Nordwind',
	letterContent: '<p>Dear hiring team,</p><p>I build <b>wind farms</b>.</p>',
};

export const canonicalLetter = {
	title: 'Letter to Nordwind',
	locale: 'de',
	content: {
		personalDetails: { fullName: 'Maya Okafor', jobTitle: 'Engineer', email: 'maya@example.com' },
		employerDetails: { companyName: 'Nordwind', hiringManagerName: 'Jo Berg' },
		letterContent: '<p>Dear hiring team,</p>',
	},
};
