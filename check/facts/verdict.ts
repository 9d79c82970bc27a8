/** What was found of a fact. `seen` says how it was, in so far as that was open. */
export type Verdict =
	| { readonly kind: 'holds'; readonly seen?: string }
	| { readonly kind: 'differs'; readonly seen: string }
	| { readonly kind: 'notSeen' };

export const holds = (seen?: string): Verdict => ({ kind: 'holds', seen });
export const differs = (seen: string): Verdict => ({ kind: 'differs', seen });
export const notSeen: Verdict = { kind: 'notSeen' };

/** `holds` if the condition is true, else `differs`; in both cases with what was seen. */
export const verdict = (condition: boolean, seen: string): Verdict =>
	condition ? holds(seen) : differs(seen);

/** One verdict of several, by what each is of: one that differs decides, then one that holds. */
export function together(parts: ReadonlyArray<readonly [of: string, Verdict]>): Verdict {
	const those = (kind: Verdict['kind']) => parts.filter(([, each]) => each.kind === kind);
	const different = those('differs');
	if (parts.length === 1) return parts[0]?.[1] ?? notSeen;
	if (different.length > 0) return differs(sentence(different));
	const held = those('holds');
	return held.length > 0 ? holds(sentence(held)) : notSeen;
}

/** What was seen of each; said once where it is the same of all. */
function sentence(parts: ReadonlyArray<readonly [of: string, Verdict]>): string {
	const rows = parts.flatMap(([of, each]) =>
		'seen' in each && each.seen !== undefined ? [{ of, seen: each.seen }] : [],
	);
	const [first] = rows;
	if (first && parts.length > 1 && rows.every(({ seen }) => seen === first.seen)) return first.seen;
	return rows.map(({ of, seen }) => `${of}: ${seen}`).join('; ');
}
