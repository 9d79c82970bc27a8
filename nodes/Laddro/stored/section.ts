import { isObject } from '../common/json';

/** Whether this is a section in a list of sections, and not a report on one. */
export function isSection(value: unknown): value is Record<string, unknown> {
	return isObject(value) && CONTENT_FIELDS.some((name) => Object.hasOwn(value, name));
}

/** Fields of a section or item that hold its content. */
const CONTENT_FIELDS = ['items', 'value', 'content', 'text', 'html', 'description'];

export function writeSection(_name: string, _value: unknown, _language: string): string {
	return '';
}
