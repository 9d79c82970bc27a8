// Data only: what resumes and letters call their parts, and the end of what goes on. `title.ts` reads it.

/** Titles in English, in the order of the rows below. */
export const columns =
	'Summary | Work Experience | Education | Skills | Languages | Certifications | Projects | References | Extracurricular Activities | Additional Information | Personal Details | Employer | Cover Letter | Present'.split(
		' | ',
	);

/** The same titles in the API's other languages, by their codes. */
export const rows: Readonly<Record<string, string>> = {
	cs: 'Profil | Pracovní zkušenosti | Vzdělání | Dovednosti | Jazykové znalosti | Certifikáty | Projekty | Reference | Mimopracovní aktivity | Další informace | Osobní údaje | Zaměstnavatel | Motivační dopis | současnost',
	da: 'Profil | Erhvervserfaring | Uddannelse | Kompetencer | Sprog | Certifikater | Projekter | Referencer | Fritidsaktiviteter | Øvrige oplysninger | Personlige oplysninger | Arbejdsgiver | Ansøgning | nu',
	de: 'Profil | Berufserfahrung | Ausbildung | Kenntnisse | Sprachkenntnisse | Zertifikate | Projekte | Referenzen | Außerberufliches Engagement | Weitere Angaben | Persönliche Daten | Arbeitgeber | Anschreiben | heute',
	es: 'Perfil profesional | Experiencia laboral | Formación académica | Habilidades | Idiomas | Certificaciones | Proyectos | Referencias | Actividades extracurriculares | Información adicional | Datos personales | Empresa | Carta de presentación | actualidad',
	et: 'Kokkuvõte | Töökogemus | Haridus | Oskused | Keeleoskus | Tunnistused | Projektid | Soovitajad | Vabaajategevused | Lisainfo | Isikuandmed | Tööandja | Kaaskiri | praegu',
	fi: 'Profiili | Työkokemus | Koulutus | Osaaminen | Kielitaito | Sertifikaatit | Projektit | Suosittelijat | Harrastukset ja luottamustoimet | Lisätiedot | Henkilötiedot | Työnantaja | Hakemuskirje | nykyhetki',
	fr: 'Profil | Expérience professionnelle | Formation | Compétences | Langues | Certifications | Projets | Références | Activités extraprofessionnelles | Informations complémentaires | Informations personnelles | Employeur | Lettre de motivation | aujourd’hui',
	hu: 'Szakmai összefoglaló | Szakmai tapasztalat | Tanulmányok | Készségek | Nyelvtudás | Tanúsítványok | Projektek | Referenciák | Szabadidős tevékenységek | További információk | Személyes adatok | Munkáltató | Motivációs levél | jelenleg',
	is: 'Samantekt | Starfsreynsla | Menntun | Hæfni | Tungumálakunnátta | Vottanir | Verkefni | Meðmælendur | Félagsstörf | Aðrar upplýsingar | Persónuupplýsingar | Vinnuveitandi | Kynningarbréf | nú',
	it: 'Profilo professionale | Esperienze lavorative | Istruzione e formazione | Competenze | Lingue | Certificazioni | Progetti | Referenze | Attività extracurricolari | Ulteriori informazioni | Dati personali | Datore di lavoro | Lettera di presentazione | oggi',
	lt: 'Santrauka | Darbo patirtis | Išsilavinimas | Įgūdžiai | Kalbos | Sertifikatai | Projektai | Rekomendacijos | Visuomeninė veikla | Papildoma informacija | Asmeninė informacija | Darbdavys | Motyvacinis laiškas | dabar',
	lv: 'Kopsavilkums | Darba pieredze | Izglītība | Prasmes | Valodu zināšanas | Sertifikāti | Projekti | Atsauksmes | Sabiedriskās aktivitātes | Papildu informācija | Personas dati | Darba devējs | Motivācijas vēstule | šobrīd',
	nl: 'Profiel | Werkervaring | Opleiding | Vaardigheden | Talen | Certificaten | Projecten | Referenties | Nevenactiviteiten | Overige informatie | Persoonlijke gegevens | Werkgever | Motivatiebrief | heden',
	no: 'Profil | Arbeidserfaring | Utdanning | Kompetanse | Språk | Sertifiseringer | Prosjekter | Referanser | Verv og fritidsaktiviteter | Annen informasjon | Personopplysninger | Arbeidsgiver | Søknad | nå',
	pl: 'Podsumowanie zawodowe | Doświadczenie zawodowe | Wykształcenie | Umiejętności | Znajomość języków | Certyfikaty | Projekty | Referencje | Aktywność pozazawodowa | Dodatkowe informacje | Dane osobowe | Pracodawca | List motywacyjny | obecnie',
	pt: 'Perfil profissional | Experiência profissional | Formação | Competências | Idiomas | Certificações | Projetos | Referências | Atividades extracurriculares | Informações adicionais | Dados pessoais | Empresa | Carta de apresentação | presente',
	ro: 'Profil profesional | Experiență profesională | Studii | Competențe | Limbi străine | Certificări | Proiecte | Referințe | Activități extracurriculare | Informații suplimentare | Date personale | Angajator | Scrisoare de intenție | prezent',
	sk: 'Profil | Pracovné skúsenosti | Vzdelanie | Zručnosti | Jazykové znalosti | Certifikáty | Projekty | Referencie | Mimopracovné aktivity | Ďalšie informácie | Osobné údaje | Zamestnávateľ | Motivačný list | súčasnosť',
	sv: 'Profil | Arbetslivserfarenhet | Utbildning | Kompetenser | Språkkunskaper | Certifikat | Projekt | Referenser | Övriga engagemang | Övrig information | Personuppgifter | Arbetsgivare | Personligt brev | nu',
	uk: 'Професійний профіль | Досвід роботи | Освіта | Навички | Знання мов | Сертифікати | Проєкти | Рекомендації | Громадська діяльність | Додаткова інформація | Особисті дані | Роботодавець | Супровідний лист | дотепер',
};

/** Titles that are another one's in all languages but English. */
export const sameAs: Readonly<Record<string, string>> = {
	Experience: 'Work Experience',
	Employment: 'Work Experience',
	Certificates: 'Certifications',
};

/** Names of sections that, written in words, are not yet what people write. */
export const inEnglish: Readonly<Record<string, string>> = {
	'Extra Curricular Activities': 'Extracurricular Activities',
	Header: 'Personal Details',
	Personal: 'Personal Details',
	Custom: 'Additional Information',
	'Employer Details': 'Employer',
	'Letter Content': 'Cover Letter',
};
