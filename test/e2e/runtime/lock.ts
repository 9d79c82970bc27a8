import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasCode } from './errors';

/** The holder touches its lock this often … */
const heartbeat = 5_000;
/** … so one that was not touched for this long belongs to a process that is gone. */
const abandonedAfter = 30_000;

async function ownerOf(lock: string): Promise<string | undefined> {
	return await readFile(join(lock, 'owner'), 'utf8').catch(() => undefined);
}

/** Removes a lock that its holder no longer touches. Of several that try, the rename lets one through. */
async function removeAbandoned(lock: string): Promise<void> {
	try {
		const owner = await ownerOf(lock);
		const age = Date.now() - (await stat(lock)).mtimeMs;
		if (age < abandonedAfter) return;
		const aside = `${lock}.${randomUUID()}`;
		await rename(lock, aside);
		if ((await ownerOf(aside)) === owner) await rm(aside, { recursive: true, force: true });
		else await rename(aside, lock);
	} catch (error) {
		if (!hasCode(error, 'ENOENT')) throw error;
	}
}

/**
 * Runs `work` while holding the lock at `path`, a folder that only one process at a time can create. Waits for
 * another holder as long as that one lives; the lock of a crashed one is taken over after 30 seconds.
 */
export async function withLock<T>(
	path: string,
	onWait: () => void,
	work: () => Promise<T>,
): Promise<T> {
	let told = false;
	for (;;) {
		try {
			await mkdir(path);
			break;
		} catch (error) {
			if (!hasCode(error, 'EEXIST')) throw error;
		}
		if (!told) onWait();
		told = true;
		await removeAbandoned(path);
		await sleep(500);
	}
	await writeFile(join(path, 'owner'), `${process.pid} ${randomUUID()}`);
	const beat = setInterval(() => {
		const now = new Date();
		// Taken away while this process was suspended: the work ends by a rename that only one can win.
		utimes(path, now, now).catch(() => undefined);
	}, heartbeat);
	try {
		return await work();
	} finally {
		clearInterval(beat);
		await rm(path, { recursive: true, force: true });
	}
}
