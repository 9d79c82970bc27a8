import type { Person, PersonText } from './person';

const finnish: PersonText = {
	role: 'Sairaanhoitaja (AMK)',
	profile:
		'Sairaanhoitaja, jolla on yhdeksän vuoden kokemus päivystyksestä ja sisätautien vuodeosastolta sekä vahva ote lääkehoitoon ja perehdyttämiseen',
	jobs: [
		{
			title: 'Sairaanhoitaja, päivystys',
			employer: 'Tampereen yliopistollinen sairaala',
			years: '2019–',
			achievements: [
				'Hoidon tarpeen arviointi noin 40 potilaalle vuorossa ruuhka-aikoinakin',
				'Perehdytin 14 uutta hoitajaa; lääkepoikkeamat vähenivät 30 % kahdessa vuodessa',
				'Työvuorosuunnittelun vastuuhenkilö 22 hengen tiimissä',
			],
		},
		{
			title: 'Sairaanhoitaja, sisätaudit',
			employer: 'Hatanpään sairaala, Tampere',
			years: '2016–2019',
			achievements: [
				'Vastasin 12 potilaan lääkehoidosta ja kotiutuksista',
				'Otin käyttöön yhtenäisen haavanhoidon kirjaamismallin',
			],
		},
	],
	skills: [
		'hoidon tarpeen arviointi',
		'lääkehoito (LOVe, IV)',
		'haavanhoito',
		'Lifecare ja Uranus',
		'perehdytys',
	],
	education: ['Sairaanhoitaja (AMK), Tampereen ammattikorkeakoulu, 2016', 'Ylioppilas, 2011'],
	languages: ['suomi (äidinkieli)', 'englanti (hyvä)', 'ruotsi (tyydyttävä)'],
	certificates: ['ALS-elvytys, 2024', 'LOVe-lupa voimassa 2027 asti', 'Rokotusosaaja'],
};

const english: PersonText = {
	role: 'Registered Nurse',
	profile:
		'Registered nurse with nine years in emergency care and internal medicine, at home in medication safety and in training new colleagues',
	jobs: [
		{
			title: 'Registered Nurse, Emergency Department',
			employer: 'Tampere University Hospital (Tays)',
			years: '2019–today',
			achievements: [
				'Triage of some 40 patients a shift, in the busiest hours too',
				'Trained 14 new nurses; medication errors fell by 30 % in two years',
				'Plans the shifts of a team of 22',
			],
		},
		{
			title: 'Registered Nurse, Internal Medicine',
			employer: 'Hatanpää Hospital, Tampere',
			years: '2016–2019',
			achievements: [
				'Medication and discharge of 12 patients',
				'Introduced one way of recording wound care for the whole ward',
			],
		},
	],
	skills: ['triage', 'medication (LOVe, IV)', 'wound care', 'Lifecare and Uranus', 'mentoring'],
	education: ['Bachelor of Health Care, Tampere University of Applied Sciences, 2016'],
	languages: ['Finnish (native)', 'English (good)', 'Swedish (fair)'],
	certificates: ['Advanced Life Support, 2024', 'LOVe licence, valid until 2027'],
};

/** A nurse from Tampere whose resume is in Finnish. */
export const aino: Person = {
	id: 'res_aino_virtanen',
	name: 'Aino Virtanen',
	email: 'aino.virtanen@example.fi',
	language: 'fi',
	texts: { fi: finnish, en: english },
	own: finnish,
};
