import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from './folders';
import { withLock } from './lock';

/**
 * The cached folder `name`, filled by `fill` if it isn't there yet. A folder under that name is always whole: it
 * is filled under another one and then renamed, so neither a crash nor a second run at the same time can leave
 * half of it behind.
 */
export async function cached(
	name: string,
	fill: (folder: string) => Promise<void>,
): Promise<string> {
	const folder = join(cacheFolder(), name);
	if (existsSync(folder)) return folder;
	await mkdir(cacheFolder(), { recursive: true });
	const waiting = () => console.error(`Waiting for another run that is installing ${name} …`);
	await withLock(`${folder}.lock`, waiting, async () => {
		if (existsSync(folder)) return;
		const unfinished = `${name}.unfinished-`;
		for (const entry of await readdir(cacheFolder())) {
			if (!entry.startsWith(unfinished)) continue;
			await rm(join(cacheFolder(), entry), { recursive: true, force: true });
		}
		const temporary = join(cacheFolder(), `${unfinished}${process.pid}`);
		await mkdir(temporary);
		await fill(temporary);
		await rename(temporary, folder);
	});
	return folder;
}
