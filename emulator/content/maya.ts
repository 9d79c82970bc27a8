import type { Person, PersonText } from './person';

const english: PersonText = {
	role: 'Senior Software Engineer',
	profile:
		'Software engineer with eight years of building payment and messaging services in TypeScript and Go, who leaves systems simpler than they were 🚀',
	jobs: [
		{
			title: 'Senior Software Engineer, Payments',
			employer: 'Brontë Payments, Dublin',
			years: '2020–today',
			achievements: [
				'Leads the ledger team: €2.1 bn a year booked, no cent lost',
				'Cut the p99 latency of card authorisation from 900 ms to 210 ms',
				'Replaced a nightly batch by events; refunds now take minutes, not days',
			],
		},
		{
			title: 'Software Engineer',
			employer: 'Café Connect, Manchester',
			years: '2016–2020',
			achievements: [
				'Wrote the ordering API that 1,300 cafés run on',
				'Moved 40 services to Kubernetes without a minute of downtime',
			],
		},
	],
	skills: ['TypeScript and Node.js', 'Go', 'PostgreSQL', 'Kafka', 'Kubernetes', 'code review'],
	education: ['B.Sc. Computer Science, University of Manchester, 2016 (first class)'],
	languages: ['English (native)', 'Igbo (native)', 'German (B2)'],
	certificates: ['Certified Kubernetes Application Developer, 2022'],
};

const german: PersonText = {
	role: 'Senior-Softwareentwicklerin',
	profile:
		'Softwareentwicklerin mit acht Jahren Erfahrung im Bau von Zahlungs- und Nachrichtendiensten in TypeScript und Go, die Systeme einfacher hinterlässt, als sie waren 🚀',
	jobs: [
		{
			title: 'Senior-Softwareentwicklerin, Zahlungsverkehr',
			employer: 'Brontë Payments, Dublin',
			years: 'seit 2020',
			achievements: [
				'Leitet das Buchungsteam: 2,1 Mrd. € im Jahr, kein Cent verloren',
				'Antwortzeit (p99) der Kartenfreigabe von 900 ms auf 210 ms gesenkt',
			],
		},
		{
			title: 'Softwareentwicklerin',
			employer: 'Café Connect, Manchester',
			years: '2016–2020',
			achievements: ['Bestell-API geschrieben, auf der 1.300 Cafés laufen'],
		},
	],
	skills: ['TypeScript und Node.js', 'Go', 'PostgreSQL', 'Kafka', 'Kubernetes'],
	education: ['B. Sc. Informatik, University of Manchester, 2016'],
	languages: ['Englisch (Muttersprache)', 'Igbo (Muttersprache)', 'Deutsch (B2)'],
	certificates: ['Certified Kubernetes Application Developer, 2022'],
};

/** A software engineer from Dublin whose resume is in English. */
export const maya: Person = {
	id: 'res_maya_okafor',
	name: 'Maya Okafor',
	email: 'maya.okafor@example.com',
	language: 'en',
	texts: { en: english, de: german },
	own: english,
};
