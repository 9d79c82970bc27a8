import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { check, lock } from 'proper-lockfile';
import { cacheFolder } from './folders';

/** Milliseconds after which a lock that its holder has not touched belongs to a process that is gone. */
const STALE = 30_000;
/** Milliseconds between two tries to get the lock. */
const RETRY = 500;

/**
 * The cached folder `name`, filled by `fill` if it isn't there yet. A folder under that name is always complete: it
 * is filled under another name and then renamed, so that neither a crash nor a second run at the same time can
 * leave half of it behind.
 */
export async function cached(
	name: string,
	fill: (folder: string) => Promise<void>,
): Promise<string> {
	const folder = join(cacheFolder, name);
	if (existsSync(folder)) return folder;
	await mkdir(cacheFolder, { recursive: true });
	const options = { realpath: false, stale: STALE };
	if (await check(folder, options)) {
		console.error(`Waiting for another run that is installing ${name} …`);
	}
	const retries = { forever: true, minTimeout: RETRY, maxTimeout: RETRY };
	const release = await lock(folder, { ...options, retries });
	try {
		if (!existsSync(folder)) await fillAndRename(name, fill);
	} finally {
		await release();
	}
	return folder;
}

async function fillAndRename(name: string, fill: (folder: string) => Promise<void>): Promise<void> {
	const unfinished = `${name}.unfinished-`;
	for (const entry of await readdir(cacheFolder)) {
		if (!entry.startsWith(unfinished)) continue;
		await rm(join(cacheFolder, entry), { recursive: true, force: true });
	}
	const temporary = join(cacheFolder, `${unfinished}${process.pid}`);
	await mkdir(temporary);
	await fill(temporary);
	await rename(temporary, join(cacheFolder, name));
}
