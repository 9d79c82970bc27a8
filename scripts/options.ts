/**
 * The whole number that an option of a script has.
 * @throws {TypeError} if its text is anything else
 */
export function wholeNumber(name: string, text: string): number {
	if (!/^\d+$/.test(text)) throw new TypeError(`--${name} must be a whole number, not "${text}"`);
	return Number(text);
}

/**
 * The value that an option of a script has.
 * @throws {TypeError} if it is none of these
 */
export function oneOf<const Value extends string>(
	name: string,
	text: string,
	values: readonly Value[],
): Value {
	const value = values.find((each) => each === text);
	if (value !== undefined) return value;
	throw new TypeError(`--${name} must be one of ${values.join(', ')}, not "${text}"`);
}
