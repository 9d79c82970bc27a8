import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** The part of a request to the model that tests look at. */
export interface ChatRequest {
	stream?: boolean;
	messages: Array<{ role: string; content: unknown }>;
	tools?: Array<{ function: { name: string; description: string; parameters: unknown } }>;
}

/** What the model says to one request: text, calls of tools by their names, or both. */
export interface Turn {
	say?: string;
	call?: Array<{ tool: string; arguments: object }>;
}

/** A stand-in for a language model, which replies with prepared turns. */
export interface ScriptedModel {
	/** The data of an n8n credential of type `openAiApi`. */
	readonly credential: object;
	/** What it was asked since the script was set, in order. */
	readonly requests: ChatRequest[];
	/** Sets the replies to the following requests, one each. A request beyond them gets status 400. */
	play(turns: Turn[]): void;
	close(): Promise<void>;
}

const head = { id: 'chat_1', created: 1, model: 'scripted' };
const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };

/** Starts a server that speaks as much of OpenAI's chat completions, streamed or not, as n8n's agent uses. */
export async function startScriptedModel(): Promise<ScriptedModel> {
	const requests: ChatRequest[] = [];
	let script: Turn[] = [];
	const server = createServer((request, response) => {
		void text(request).then((body) => {
			const chat: ChatRequest = JSON.parse(body);
			requests.push(chat);
			const turn = script[requests.length - 1];
			if (!turn) sendJson(response, 400, { error: { message: 'The script has ended' } });
			else if (chat.stream) sendStream(response, turn);
			else sendMessage(response, turn);
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		credential: { apiKey: 'scripted', url: `http://127.0.0.1:${port}/v1` },
		requests,
		play(turns) {
			script = turns;
			requests.length = 0;
		},
		close: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

function sendMessage(response: ServerResponse, turn: Turn): void {
	const { finish_reason, ...message } = replyTo(turn);
	const choice = { index: 0, message: { role: 'assistant', ...message }, finish_reason };
	sendJson(response, 200, { ...head, object: 'chat.completion', choices: [choice], usage });
}

/** Sends the turn as a stream: words, calls of tools, the end. */
function sendStream(response: ServerResponse, turn: Turn): void {
	const { content, tool_calls, finish_reason } = replyTo(turn);
	const words = content?.split(/(?<= )/).map((word) => ({ content: word })) ?? [];
	const calls = tool_calls.map((call) => ({ tool_calls: [call] }));
	const deltas: object[] = [{ role: 'assistant', content: '' }, ...words, ...calls];
	const choices = [...deltas.map((delta) => ({ delta })), { delta: {}, finish_reason }];
	response.writeHead(200, { 'content-type': 'text/event-stream' });
	for (const choice of choices) {
		const chunk = { ...head, object: 'chat.completion.chunk', choices: [{ index: 0, ...choice }] };
		response.write(`data: ${JSON.stringify(chunk)}\n\n`);
	}
	response.end('data: [DONE]\n\n');
}

function replyTo({ say, call = [] }: Turn) {
	return {
		content: say ?? null,
		tool_calls: call.map(({ tool, arguments: values }, index) => ({
			index,
			id: `call_${index + 1}`,
			type: 'function',
			function: { name: tool, arguments: JSON.stringify(values) },
		})),
		finish_reason: call.length > 0 ? 'tool_calls' : 'stop',
	};
}

function sendJson(response: ServerResponse, status: number, body: object): void {
	response.writeHead(status, { 'content-type': 'application/json' });
	response.end(JSON.stringify(body));
}
