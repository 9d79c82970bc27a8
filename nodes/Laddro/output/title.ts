/** A section's name for people: `work_experience` → `Work Experience`. Always one line; any script is kept. */
export function titleOf(section: string): string {
	const words = section
		.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
		.split(/[\s_-]+/u)
		.filter((word) => word !== '');
	const title = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
	return title === '' ? section.replace(/\s+/gu, ' ').trim() : title;
}
