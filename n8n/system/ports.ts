import getPort from 'get-port';

/** A port on 127.0.0.1 that nothing listens on: the wanted one, if it is free. */
export async function freePort(wanted?: number): Promise<number> {
	return await getPort({ host: '127.0.0.1', port: wanted });
}
