/** What was found of a fact. `seen` says how it was, in so far as that was open. */
export interface Verdict {
	readonly kind: 'holds' | 'differs' | 'notSeen';
	readonly seen?: string;
}

export const holds = (seen?: string): Verdict => ({ kind: 'holds', seen });
export const differs = (seen: string): Verdict => ({ kind: 'differs', seen });
export const notSeen: Verdict = { kind: 'notSeen' };

/** `holds` if the condition is true, else `differs`; in both cases with what was seen. */
export const verdict = (condition: boolean, seen: string): Verdict =>
	condition ? holds(seen) : differs(seen);

/** One verdict of several, by what each is of: one that differs decides, then one that holds. */
export function together(parts: ReadonlyArray<readonly [of: string, Verdict]>): Verdict {
	const kind = (['differs', 'holds'] as const).find((each) =>
		parts.some(([, part]) => part.kind === each),
	);
	if (kind === undefined) return notSeen;
	const those = parts.filter(([, part]) => part.kind === kind);
	const seen = new Set(those.map(([, part]) => part.seen));
	// Said once where it is the same of all.
	if (parts.length === 1 || (those.length > 1 && seen.size === 1))
		return { kind, seen: [...seen][0] };
	const sentence = [...seen].flatMap((each) => {
		const names = those.flatMap(([of, part]) => (part.seen === each ? [of] : []));
		return each ? [`${names.join(', ')}: ${each}`] : [];
	});
	return { kind, seen: sentence.join('; ') };
}

/** A name for the report: as it is if it looks like one that a programmer has given, else only its length. */
export const nameForReport = (name: string): string =>
	/^[\w.-]{1,40}$/.test(name) ? name : `a name of ${[...name].length} characters`;

/** Whether all names are among the known ones. */
export function allKnown(names: readonly string[], known: readonly string[]): Verdict {
	if (names.length === 0) return notSeen;
	const unknown = names.filter((name) => !known.includes(name));
	if (unknown.length === 0) return holds(names.join(', '));
	return differs(`not known: ${unknown.map(nameForReport).join(', ')}`);
}

/** Bytes in words. */
export const size = (bytes: number): string =>
	bytes < 10_000 ? `${bytes} bytes` : `${Math.round(bytes / 1000)} kB`;
