/** The languages that the API accepts, as `GET /v1/languages` lists them. */
export const languages = [
	{ code: 'en', name: 'English' },
	{ code: 'de', name: 'German' },
	{ code: 'es', name: 'Spanish' },
	{ code: 'fr', name: 'French' },
	{ code: 'it', name: 'Italian' },
	{ code: 'nl', name: 'Dutch' },
	{ code: 'pl', name: 'Polish' },
	{ code: 'pt', name: 'Portuguese' },
	{ code: 'is', name: 'Icelandic' },
	{ code: 'fi', name: 'Finnish' },
	{ code: 'sv', name: 'Swedish' },
	{ code: 'no', name: 'Norwegian' },
	{ code: 'da', name: 'Danish' },
	{ code: 'et', name: 'Estonian' },
] as const;
