import { faultNames, faultResumeId, faults } from '../faults';
import type { ResumeSummary } from '../types';
import { aino } from './aino';
import { jonas } from './jonas';
import { maya } from './maya';
import type { Person } from './person';

/** Everybody who has a resume; the first one's is the account's default. */
export const people: readonly Person[] = [aino, jonas, maya];

const main = people.map(
	(person, index): ResumeSummary => ({
		id: person.id,
		title: `${person.name} – ${person.own.role}`,
		isDefault: index === 0,
	}),
);

/** Older versions, so that the list has pages. */
const versions = [2025, 2024, 2023, 2022, 2021, 2020, 2019].flatMap((year) =>
	people.map(
		(person): ResumeSummary => ({
			id: `${person.id}_${year}`,
			title: `${person.name} – ${person.own.role}, ${year}`,
		}),
	),
);

const faulty = faultNames.map(
	(name): ResumeSummary => ({
		id: faultResumeId(name),
		title: `Fault ${name}: ${faults[name].description}`,
	}),
);

/** The account's resumes: three people, older versions of theirs, and one for each fault. */
export const defaultResumes: readonly ResumeSummary[] = [...main, ...versions, ...faulty];

/** Whose resume it is: by the id's beginning; a fault's and an unknown one's are Maya's. */
export const personOf = (resumeId: string): Person =>
	people.find((person) => resumeId.startsWith(person.id)) ?? maya;
