import type { Report } from './report';
import type { Bench, Row } from './rows/row';
import { finding, markdown, type Finding } from './table';

/** Measures one row after another and says at once what each has found; a row that fails does not end the others. */
export async function measureRows(rows: readonly Row[], bench: Bench): Promise<Report> {
	const findings: Finding[] = [];
	let good = true;
	for (const row of rows) {
		try {
			for (const line of await row.run(bench)) {
				const found = finding(line);
				findings.push(found);
				console.error(found.cells.join(' | '));
				if (!Number.isFinite(found.result) || (bench.quick && found.outOfBounds)) {
					good = false;
					console.error('… and that is out of bounds');
				}
			}
		} catch (error) {
			good = false;
			console.error(`The row "${row.name}" could not be measured:`, error);
		}
	}
	return { text: markdown(findings), good };
}
