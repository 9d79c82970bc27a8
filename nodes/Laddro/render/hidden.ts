import { HIDDEN } from './elements';

/** The start of such an element or of a comment. Text in backticks is matched as well, and left alone: in it both are only words. */
const START = new RegExp(
	`(?<!\`)\`+[^\`\\n]+\`+|<(?:(${[...HIDDEN].join('|')})(?=[\\s/>])|!--|!doctype)`,
	'gi',
);

/** Removes comments and elements whose content is not for people. One without an end stays as it is. */
export function withoutHidden(content: string): string {
	let kept = '';
	let position = 0;
	// Without this memory, thousands of starts without an end would each be followed to the end of the content.
	const withoutEnd = new Set<string>();
	for (const { 0: start, 1: name, index } of content.matchAll(START)) {
		if (start.startsWith('`') || index < position) continue;
		const end = endOf(name, start);
		if (withoutEnd.has(end.source)) continue;
		end.lastIndex = index + start.length;
		if (!end.test(content)) {
			withoutEnd.add(end.source);
			continue;
		}
		kept += content.slice(position, index);
		position = end.lastIndex;
	}
	return kept + content.slice(position);
}

function endOf(name: string | undefined, start: string): RegExp {
	if (name !== undefined) return new RegExp(`</${name.toLowerCase()}\\s*>`, 'gi');
	return start === '<!--' ? /-->/g : />/g;
}
