import { isObject } from '../common/json';
import { Fields } from './fields';
import { asContent, asText, isContent } from './text';

/** What one item of a section says. */
export interface Item {
	/** What it is called; may be empty, as all of it may. */
	readonly title: string;
	/** Plain text. */
	readonly lines: readonly string[];
	/** Markdown, HTML or plain text, each a block of its own. */
	readonly contents: readonly string[];
}

/** Between the facts on one line. */
export const SEPARATOR = ' · ';

const ORGANIZATIONS =
	'company companyName employer organization organisation institution school university issuer';
const LINKS = 'website url link linkedin github';

/**
 * @param section the name of the item's section
 * @param language the code of a language whose words are known
 */
export function readItem(section: string, item: unknown, language: string): Item {
	if (!isObject(item)) {
		return isContent(item)
			? { title: '', lines: [], contents: visible([asContent(item)]) }
			: { title: '', lines: visible([asText(item)]), contents: [] };
	}
	if (isObject(item.fields))
		return { title: '', ...new Fields(item.fields, language, true).rest() };
	const fields = new Fields(item, language);
	const names = [
		// The position of somebody who can be asked is not what they are called.
		...fields.take(section === 'references' ? 'name' : ''),
		...fields.take('position jobTitle job_title role title'),
		...visible([fields.take('degree studyType major fieldOfStudy').join(', ')]),
		...fields.take('skill language certification certificate activity name'),
		...fields.take(ORGANIZATIONS),
	];
	const level = fields.take('level proficiency fluency').join(', ');
	const [name = level, ...others] = names;
	const title = level === '' || names.length === 0 ? name : `${name} (${level})`;
	const place = fields.take('address location city country').join(', ');
	const facts = [...others, place, ...fields.takePeriods(), ...fields.take(`email phone ${LINKS}`)];
	return withRest(title, [visible(facts).join(SEPARATOR)], fields);
}

/** The head of a resume: a name, a role, and a line on how to reach the person. */
export function readPerson(person: Readonly<Record<string, unknown>>, language: string): Item {
	const fields = new Fields(person, language);
	const parts = fields.take('firstName middleName lastName').join(' ');
	const [name = parts] = fields.take('fullName name');
	const roles = fields.take('role jobTitle title headline position');
	const contacts = fields.take('email phone');
	const place = fields.take('address location city country').join(', ');
	const facts = visible([...contacts, place, ...fields.take(LINKS)]);
	return withRest(name, [...roles, facts.join(SEPARATOR)], fields);
}

function withRest(title: string, lines: readonly string[], fields: Fields): Item {
	const contents = fields.takeContents();
	const rest = fields.rest();
	return {
		title,
		lines: visible([...lines, ...rest.lines]),
		contents: [...contents, ...rest.contents],
	};
}

function visible(texts: readonly string[]): string[] {
	return texts.filter((text) => text !== '');
}
