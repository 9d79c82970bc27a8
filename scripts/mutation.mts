// `npm run mutation [-- FOLDER …]`: mutation testing of the node, one folder after the other. The score of a
// folder is kept in reports/mutation until the folder or its tests change, so that a run can be stopped and continued.
// Exit status 0 only if every folder reaches its score.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stryker } from '@stryker-mutator/core';

/** The folders of nodes/Laddro, with the percentage of mutants that the unit tests have to detect. */
const goals: Readonly<Record<string, number>> = {
	common: 90,
	batch: 93,
	stream: 93,
	transport: 93,
	calls: 90,
	output: 93,
	parameters: 90,
	operations: 90,
	kept: 90,
	listSearch: 90,
};

interface Score {
	readonly detected: number;
	readonly all: number;
}

const root = join(import.meta.dirname, '..');
const reports = join(root, 'reports', 'mutation');

function filesBelow(folder: string): string[] {
	return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.sort();
}

/** Changes with the folder and its tests, which decide nearly all of its score. */
function fingerprint(folder: string): string {
	const hash = createHash('sha256');
	for (const file of [`nodes/Laddro/${folder}`, `test/unit/${folder}`].flatMap(filesBelow)) {
		hash.update(readFileSync(file));
	}
	return hash.digest('hex');
}

async function scoreOf(folder: string): Promise<Score> {
	const file = join(reports, `${folder}.json`);
	const sources = fingerprint(folder);
	if (existsSync(file)) {
		const { sources: measured, score } = JSON.parse(readFileSync(file, 'utf8'));
		if (measured === sources) return score;
	}
	process.env.MUTATED_FOLDER = folder;
	const results = await new Stryker({
		mutate: [`nodes/Laddro/${folder}/**/*.ts`],
	}).runMutationTest();
	const having = (...statuses: string[]) =>
		results.filter(({ status }) => statuses.includes(status)).length;
	const detected = having('Killed', 'Timeout');
	const score = { detected, all: detected + having('Survived', 'NoCoverage') };
	writeFileSync(file, JSON.stringify({ sources, score }));
	return score;
}

function print(name: string, { detected, all }: Score, goal?: number): boolean {
	const percentage = (100 * detected) / all;
	const reached = goal === undefined || percentage >= goal;
	const wanted = goal === undefined ? '' : `  goal ${goal} %${reached ? '' : ': MISSED'}`;
	console.log(`${name.padEnd(12)} ${percentage.toFixed(1)} % (${detected} of ${all})${wanted}`);
	return reached;
}

async function main(): Promise<boolean> {
	const chosen = process.argv.slice(2);
	const folders = chosen.length > 0 ? chosen : Object.keys(goals);
	const unknown = folders.find((folder) => !(folder in goals));
	if (unknown) throw new Error(`There is no folder "${unknown}" to test`);

	mkdirSync(reports, { recursive: true });
	const scores = new Map<string, Score>();
	for (const folder of folders) scores.set(folder, await scoreOf(folder));

	console.log();
	const reached = [...scores].map(([folder, score]) => print(folder, score, goals[folder]));
	const sum = (part: keyof Score) =>
		[...scores.values()].reduce((all, score) => all + score[part], 0);
	print('all', { detected: sum('detected'), all: sum('all') });
	return reached.every(Boolean);
}

main().then(
	(reached) => {
		process.exitCode = reached ? 0 : 1;
	},
	(error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	},
);
