import { rmSync } from 'node:fs';

/** Removes the engine's folder. */
export default function tearDown(): void {
	const folder = process.env.N8N_USER_FOLDER;
	if (folder) rmSync(folder, { recursive: true, force: true });
}
