import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { lock } from 'proper-lockfile';
import { cacheFolder } from './folders';

/** Milliseconds. */
const lockTimes = {
	/** A lock that its holder has not touched for this long belongs to a process that is gone: it is taken over. */
	stale: 30_000,
	/** The holder touches it this often. */
	update: 5_000,
	/** Between two tries to get it. */
	retry: 500,
};

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
	const release = await lockOf(folder, () => {
		console.error(`Waiting for another run that is installing ${name} …`);
	});
	try {
		if (!existsSync(folder)) await fillAndRename(name, fill);
	} finally {
		await release();
	}
	return folder;
}

/** Waits for the folder's lock. @returns a function that releases it */
async function lockOf(folder: string, onWait: () => void): Promise<() => Promise<void>> {
	const { stale, update, retry } = lockTimes;
	const options = { realpath: false, stale, update };
	try {
		return await lock(folder, options);
	} catch (error) {
		if (Object(error).code !== 'ELOCKED') throw error;
	}
	onWait();
	const retries = { forever: true, minTimeout: retry, maxTimeout: retry };
	return await lock(folder, { ...options, retries });
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
