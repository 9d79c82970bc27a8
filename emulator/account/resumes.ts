import { multilingualPeople, people, type Person } from '../content/people';
import { faultNames, faultResumeId, faults } from '../faults';

/** One row of the account's list of resumes. */
export interface ResumeSummary {
	readonly id: string;
	readonly title: string;
	readonly isDefault?: boolean;
}

/** Everybody's current resume, the first of them as the default, then older versions of all. */
function resumesOf(persons: readonly Person[]): ResumeSummary[] {
	// Several versions, so that the list has several pages.
	const versions = ['', 2025, 2024, 2023, 2022, 2021, 2020, 2019];
	return versions.flatMap((year) =>
		persons.map(({ id, name, own }, index) => ({
			id: year ? `${id}_${year}` : id,
			title: `${name} – ${own.role}${year && `, ${year}`}`,
			isDefault: year === '' && index === 0,
		})),
	);
}

/** What the account lists by default. */
export const defaultResumes: readonly ResumeSummary[] = resumesOf(people);

/** The resumes of people who write Finnish, German, or with an emoji. */
export const multilingualResumes: readonly ResumeSummary[] = resumesOf(multilingualPeople);

/** A resume for each fault. */
export const faultResumes: readonly ResumeSummary[] = faultNames.map((name) => ({
	id: faultResumeId(name),
	title: `Fault ${name}: ${faults[name].description}`,
}));
