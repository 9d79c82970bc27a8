import type { Person, PersonText } from './person';

const german: PersonText = {
	role: 'Maschinenbauingenieur (M. Sc.)',
	profile:
		'Maschinenbauingenieur mit elf Jahren Erfahrung in Konstruktion und Prüfung von Großgetrieben, der Maße, Kosten und Termine gleichermaßen im Blick behält',
	jobs: [
		{
			title: 'Leitender Konstrukteur Antriebstechnik',
			employer: 'Bühler & Söhne Getriebebau GmbH, Nürnberg',
			years: 'seit 2018',
			achievements: [
				'Baugröße XL von der Skizze bis zur Serie geführt: 18 % leichter, 240.000 € Ersparnis im Jahr',
				'Prüfstand für Drehmomente bis 90 kNm aufgebaut und nach DIN EN ISO 17025 akkreditiert',
				'Fünf Konstrukteure fachlich geführt, zwei Abschlussarbeiten betreut',
			],
		},
		{
			title: 'Entwicklungsingenieur',
			employer: 'Schäfer Fördertechnik AG, Würzburg',
			years: '2013–2018',
			achievements: [
				'FEM-Berechnung und Lebensdauernachweis für Förderbänder über 1.000 m Länge',
				'Störungen in der Übergabestation durch neue Führung um ein Drittel gesenkt',
			],
		},
	],
	skills: [
		'SolidWorks und Creo',
		'FEM (Ansys)',
		'Toleranzrechnung nach ISO 286',
		'FMEA',
		'Prüfstandsbau',
		'Python für Messdaten',
	],
	education: [
		'M. Sc. Maschinenbau, Friedrich-Alexander-Universität Erlangen-Nürnberg, 2013',
		'B. Sc. Maschinenbau, Technische Hochschule Würzburg-Schweinfurt, 2011',
	],
	languages: [
		'Deutsch (Muttersprache)',
		'Englisch (verhandlungssicher)',
		'Französisch (Grundlagen)',
	],
	certificates: ['Schweißfachingenieur (IWE), 2016', 'Six Sigma Green Belt, 2020'],
};

const english: PersonText = {
	role: 'Mechanical Engineer (M.Sc.)',
	profile:
		'Mechanical engineer with eleven years in the design and testing of large gearboxes, with an eye for dimensions, costs and dates alike',
	jobs: [
		{
			title: 'Lead Design Engineer, Drives',
			employer: 'Bühler & Söhne Getriebebau GmbH, Nürnberg',
			years: '2018–today',
			achievements: [
				'Took size XL from sketch to series: 18 % lighter, €240,000 saved a year',
				'Built a test bench for torques up to 90 kNm, accredited to ISO 17025',
				'Leads five designers, supervised two theses',
			],
		},
		{
			title: 'Development Engineer',
			employer: 'Schäfer Fördertechnik AG, Würzburg',
			years: '2013–2018',
			achievements: [
				'Finite element analysis and fatigue proof for conveyors of more than 1,000 m',
				'Cut the faults of a transfer station by a third',
			],
		},
	],
	skills: ['SolidWorks and Creo', 'FEA (Ansys)', 'tolerances (ISO 286)', 'FMEA', 'test benches'],
	education: ['M.Sc. Mechanical Engineering, FAU Erlangen-Nürnberg, 2013'],
	languages: ['German (native)', 'English (fluent)', 'French (basic)'],
	certificates: ['International Welding Engineer, 2016', 'Six Sigma Green Belt, 2020'],
};

/** An engineer from Nürnberg whose resume is in German. */
export const jonas: Person = {
	id: 'res_jonas_mueller',
	name: 'Jonas Müller',
	email: 'jonas.mueller@example.de',
	language: 'de',
	texts: { de: german, en: english },
	own: german,
};
