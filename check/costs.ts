/** Credits by the documented prices. Laddro's other clients name others, so that they are said but never relied on. */
const paid = [
	{ what: 'a tailored resume, as a stream', credits: 3, isFile: false },
	{ what: 'a cover letter, as a stream', credits: 2, isFile: false },
	{ what: 'a tailored resume, as a PDF', credits: 3, isFile: true },
	{ what: 'a cover letter, as a PDF', credits: 2, isFile: true },
	{ what: 'a resume with its letter, as a ZIP', credits: 5, isFile: true },
	{ what: 'a stored resume, as a PDF', credits: 1, isFile: true },
	{ what: 'a stored cover letter, as a PDF', credits: 1, isFile: true },
];

/** What is going to be asked for. */
export interface Scope {
	/** Only what costs nothing. */
	readonly free: boolean;
	/** Files as well. */
	readonly pdf: boolean;
}

const chosen = ({ free, pdf }: Scope) => (free ? [] : paid.filter(({ isFile }) => pdf || !isFile));

/** Credits that a check may cost. */
export const creditsFor = (scope: Scope): number =>
	chosen(scope).reduce((total, { credits }) => total + credits, 0);

/** What a check is going to send. */
export function planOf(scope: Scope): string {
	const lines = chosen(scope).map(({ what, credits }) => `  ${what}: ${credits}`);
	const free = 'It asks for lists and single documents, which cost nothing';
	if (lines.length === 0) return `${free}.`;
	return `${free}, and generates (credits by the documented prices):\n${lines.join('\n')}\nThat may cost ${creditsFor(scope)} credits. The node itself is then run on the same answers, at no further cost.`;
}
