import type { Record } from '../test/unit/batch/simulation';

const WIDTH = 720;
const HEIGHT = 130; // of one chart
const LEFT = 40;
const TOP = 24;

/** Charts of the items in flight over time, one below the other, as an SVG image. */
export function plotOf(runs: ReadonlyArray<{ title: string; record: Record }>): string {
	const charts = runs.map(({ title, record }, index) => {
		const y = index * (HEIGHT + 60);
		return `<g transform="translate(${LEFT} ${y + TOP})">${chartOf(title, record)}</g>`;
	});
	const height = runs.length * (HEIGHT + 60);
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH + 2 * LEFT}" height="${height}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="#fff"/>
${charts.join('\n')}
</svg>
`;
}

function chartOf(title: string, { requests, took, peak }: Record): string {
	const changes = new Map<number, number>();
	for (const { at, until } of requests) {
		changes.set(at, (changes.get(at) ?? 0) + 1);
		changes.set(until, (changes.get(until) ?? 0) - 1);
	}
	let open = 0;
	const x = (time: number) => ((time / took) * WIDTH).toFixed(1);
	const y = (count: number) => (HEIGHT - (count / peak) * HEIGHT).toFixed(1);
	const inOrder = [...changes].sort(([one], [other]) => one - other);
	const steps = inOrder.map(([at, by]) => `H${x(at)}V${y((open += by))}`);
	const axis = (from: string, to: string) => `<path d="M${from}L${to}" stroke="#999"/>`;
	const seconds = [0, 1, 2, 3, 4].map((quarter) => {
		const time = (took * quarter) / 4;
		const label = `${Number((time / 1000).toFixed(2))} s`;
		return `<text x="${x(time)}" y="${HEIGHT + 16}" text-anchor="middle">${label}</text>`;
	});
	return [
		`<text x="0" y="-8" font-weight="bold">${title}</text>`,
		axis(`0 ${HEIGHT}`, `${WIDTH} ${HEIGHT}`),
		axis('0 0', `0 ${HEIGHT}`),
		`<text x="-6" y="8" text-anchor="end">${peak}</text>`,
		`<text x="-6" y="${HEIGHT}" text-anchor="end">0</text>`,
		...seconds,
		`<path d="M0 ${HEIGHT}${steps.join('')}" fill="#ff6d5a33" stroke="#ff6d5a" stroke-width="1.5"/>`,
	].join('');
}
