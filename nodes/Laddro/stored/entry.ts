import { isObject } from '../common/json';
import { Fields } from './fields';
import { asContent, asText, isContent } from './text';

/** What one item of a section says. */
export interface Entry {
	/** Lines of plain text. */
	readonly lines: readonly string[];
	/** Whether the first line is what the item is called. */
	readonly hasTitle: boolean;
	/** Markdown, HTML or plain text, each a block of its own. */
	readonly contents: readonly string[];
}

/** Between the facts on one line. */
export const SEPARATOR = ' · ';

/** Fields that name an item, the most telling first. */
const TITLES = ['position', 'jobTitle', 'job_title', 'role', 'title'];
const DEGREES = ['degree', 'studyType', 'major', 'fieldOfStudy', 'field'];
const NAMES = ['skill', 'language', 'certification', 'certificate', 'activity', 'name'];
const LEVELS = ['level', 'proficiency', 'fluency'];
const ORGANIZATIONS = [
	'company',
	'companyName',
	'employer',
	'organization',
	'organisation',
	'institution',
	'school',
	'university',
	'issuer',
];
const PLACES = ['address', 'location', 'city', 'country'];
const CONTACTS = ['email', 'phone'];
const LINKS = ['website', 'url', 'link', 'linkedin', 'github'];

const isText = (text: string): boolean => text !== '';

/**
 * @param section the name of the item's section
 * @param language the code of a language whose words are known
 */
export function entryOf(section: string, item: unknown, language: string): Entry {
	if (!isObject(item)) {
		if (isContent(item))
			return { lines: [], hasTitle: false, contents: [asContent(item)].filter(isText) };
		return { lines: [asText(item)].filter(isText), hasTitle: false, contents: [] };
	}
	if (isObject(item.fields)) {
		const { lines, contents } = new Fields(item.fields, language, true).rest();
		return { lines, hasTitle: false, contents };
	}
	const fields = new Fields(item, language);
	// The title of a person is what they do there.
	const before = section === 'references' ? fields.take(['name']) : [];
	const names = [
		...before,
		...fields.take(TITLES),
		...[fields.take(DEGREES).join(', ')].filter(isText),
		...fields.take(NAMES),
		...fields.take(ORGANIZATIONS),
	];
	const levels = fields.take(LEVELS).join(', ');
	const [title = levels, ...others] = names;
	const facts = [
		...others,
		...fields.takePlace(PLACES),
		...fields.takePeriod(),
		...fields.take([...CONTACTS, ...LINKS]),
	];
	const isRated = levels !== '' && names.length > 0;
	return entry([isRated ? `${title} (${levels})` : title], facts, fields);
}

/** The head of a resume: a name, a role, and one line on how to reach the person. */
export function personOf(item: Readonly<Record<string, unknown>>, language: string): Entry {
	const fields = new Fields(item, language);
	const parts = fields.take(['firstName', 'middleName', 'lastName']).join(' ');
	const [name = parts] = fields.take(['fullName', 'name']);
	const role = fields.take([...TITLES, 'headline']);
	const contacts = fields.take(CONTACTS);
	const facts = [...contacts, ...fields.takePlace(PLACES), ...fields.take(LINKS)];
	return entry([name, ...role], facts, fields);
}

function entry(
	[title = '', ...heads]: readonly string[],
	facts: readonly string[],
	fields: Fields,
): Entry {
	const written = fields.takeContents();
	const { lines, contents } = fields.rest();
	return {
		lines: [title, ...heads, facts.join(SEPARATOR), ...lines].filter(isText),
		hasTitle: title !== '',
		contents: [...written, ...contents],
	};
}
