// A process of its own, so that its work is not counted as the reader's: sends the streams that are asked for.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { send } from './send';
import { specOf } from './spec';

const server = createServer((request, response) => void answer(request, response));
server.keepAliveTimeout = 0;
server.listen(0, '127.0.0.1', () => {
	const address = server.address();
	if (typeof address === 'object' && address) process.send?.(address.port);
});
process.once('disconnect', () => process.exit());

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
	response.on('error', () => undefined);
	request.resume();
	await new Promise((resolve) => request.once('end', resolve));
	try {
		await send(specOf(request.url ?? ''), response);
	} catch (error) {
		console.error(error);
		response.destroy();
	}
}
