import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateCACertificate, getLocal } from 'mockttp';
import type { Workspace } from '../../n8n/workspace/workspace';

/** One message, as the Slack node posted it. */
export interface SlackMessage {
	authorization: string | string[] | undefined;
	body: Record<string, unknown>;
}

/** Stands in for slack.com behind the proxy variables, so that n8n's own Slack node runs unchanged. */
export interface SlackStandIn {
	/** The environment variables that n8n has to be started with. */
	readonly environment: NodeJS.ProcessEnv;
	readonly messages: SlackMessage[];
	close(): Promise<void>;
}

/** Starts the stand-in; any other host than slack.com is refused. */
export async function startSlack(workspace: Workspace): Promise<SlackStandIn> {
	const https = await generateCACertificate();
	const authorities = join(workspace.folder, 'authorities.pem');
	const { NODE_EXTRA_CA_CERTS } = process.env;
	const known = NODE_EXTRA_CA_CERTS ? await readFile(NODE_EXTRA_CA_CERTS, 'utf8') : '';
	await writeFile(authorities, `${known}\n${https.cert}`);
	const proxy = getLocal({ https });
	await proxy.start();
	const messages: SlackMessage[] = [];
	await proxy.forPost('https://slack.com/api/chat.postMessage').thenCallback(async (request) => {
		const body = await request.body.getJson();
		if (typeof body !== 'object' || body === null) return { statusCode: 400 };
		messages.push({ authorization: request.headers.authorization, body: { ...body } });
		return {
			statusCode: 200,
			json: { ok: true, channel: 'C0123456789', ts: '1700000000.000100', message: body },
		};
	});
	await proxy.forUnmatchedRequest().thenCloseConnection();
	return {
		environment: {
			HTTPS_PROXY: proxy.url,
			NO_PROXY: '127.0.0.1,localhost',
			NODE_EXTRA_CA_CERTS: authorities,
		},
		messages,
		close: async () => await proxy.stop(),
	};
}
