// `npm run mutation [-- ROOM …]`: mutation testing of the node, of all its rooms or of these, by the unit tests of the
// same rooms. Stryker keeps the results in reports/mutation and tests again only what has changed. Exit status 0 only if
// every room reaches the goal.
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../n8n/system/folders';
import { runScript } from './command';

/** Percentage of a room's mutants that the unit tests have to detect. */
const GOAL = 90;

const node = join('nodes', 'Laddro');

/** A room is a folder of the node, or the files of a run, which stand above them. */
const pathsOf = (room: string): string[] =>
	room === 'executeItems'
		? ['executeItems.ts', 'loadLater.ts', 'run.ts', 'workOnItems.ts'].map((file) =>
				join(node, file),
			)
		: [join(node, room)];

async function main(): Promise<boolean> {
	const entries = await readdir(join(root, node), { withFileTypes: true });
	const folders = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
	const chosen = process.argv.slice(2);
	const rooms = chosen.length > 0 ? chosen : ['executeItems', ...folders];
	const unknown = rooms.find(
		(room) => !pathsOf(room).every((path) => existsSync(join(root, path))),
	);
	if (unknown) throw new Error(`There is no room "${unknown}" in ${node}`);

	process.env.MUTATED_ROOMS = rooms.join();
	const { Stryker } = await import('@stryker-mutator/core');
	const results = await new Stryker({
		mutate: rooms
			.flatMap(pathsOf)
			.map((path) => (path.endsWith('.ts') ? path : join(path, '**/*.ts'))),
	}).runMutationTest();

	console.log();
	const reached = rooms.map((room) => {
		const statuses = results.flatMap(({ fileName, status }) =>
			pathsOf(room).some((path) => `${fileName}/`.includes(`${path}/`)) ? [status] : [],
		);
		const having = (...wanted: string[]) =>
			statuses.filter((status) => wanted.includes(status)).length;
		const detected = having('Killed', 'Timeout');
		const all = detected + having('Survived', 'NoCoverage');
		const score = all === 0 ? 100 : (100 * detected) / all;
		const verdict = score >= GOAL ? '' : `, MISSED the goal of ${GOAL} %`;
		console.log(`${room.padEnd(12)} ${score.toFixed(1)} % (${detected} of ${all})${verdict}`);
		return score >= GOAL;
	});
	return reached.every(Boolean);
}

void runScript(main);
