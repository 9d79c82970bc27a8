import { people } from '../content/people';
import { faultNames, faultResumeId, faults } from '../faults';

/** One row of the account's list of resumes. */
export interface ResumeSummary {
	readonly id: string;
	readonly title: string;
	readonly isDefault?: boolean;
}

const current = people.map(
	({ id, name, own }, index): ResumeSummary => ({
		id,
		title: `${name} – ${own.role}`,
		isDefault: index === 0,
	}),
);

/** Older versions, so that the list has several pages. */
const versions = [2025, 2024, 2023, 2022, 2021, 2020, 2019].flatMap((year) =>
	people.map(
		({ id, name, own }): ResumeSummary => ({
			id: `${id}_${year}`,
			title: `${name} – ${own.role}, ${year}`,
		}),
	),
);

const faulty = faultNames.map(
	(name): ResumeSummary => ({
		id: faultResumeId(name),
		title: `Fault ${name}: ${faults[name].description}`,
	}),
);

/** The account's resumes: everybody's current one, older versions, and one for each fault. */
export const defaultResumes: readonly ResumeSummary[] = [...current, ...versions, ...faulty];
