import { once } from 'node:events';
import { type IncomingMessage, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The part of a chat request that the script looks at. */
export interface ChatRequest {
	stream?: boolean;
	messages: Array<{ role: string; content: unknown }>;
	tools?: Array<{ function: { name: string; description: string; parameters: unknown } }>;
}

/** A stand-in for a language model, which follows a script: it calls the tool, then it says what the tool gave. */
export interface ScriptedModel {
	/** The data of an n8n credential of type `openAiApi`. */
	readonly credential: object;
	/** What it was asked, in order. */
	readonly requests: ChatRequest[];
	close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<ChatRequest> {
	let text = '';
	for await (const chunk of request.setEncoding('utf8')) text += chunk;
	return JSON.parse(text);
}

/**
 * Starts a server that speaks as much of OpenAI's chat completions as n8n's agent uses.
 * @param toolArguments what it calls the tool with
 */
export async function startScriptedModel(toolArguments: object): Promise<ScriptedModel> {
	const requests: ChatRequest[] = [];

	function nextMessage({ messages, tools }: ChatRequest): object {
		const last = messages.at(-1);
		if (last?.role === 'tool') return { role: 'assistant', content: `Here it is: ${last.content}` };
		const tool = tools?.[0];
		if (!tool) return { role: 'assistant', content: 'I was given no tool.' };
		return {
			role: 'assistant',
			content: null,
			tool_calls: [
				{
					index: 0,
					id: 'call_1',
					type: 'function',
					function: { name: tool.function.name, arguments: JSON.stringify(toolArguments) },
				},
			],
		};
	}

	const server = createServer((request, response) => {
		void bodyOf(request).then((chat) => {
			requests.push(chat);
			const message = nextMessage(chat);
			const reason = 'tool_calls' in message ? 'tool_calls' : 'stop';
			const common = { id: 'chat_1', created: 1, model: 'scripted' };
			if (chat.stream) {
				const choice = { index: 0, delta: message, finish_reason: reason };
				const chunk = { ...common, object: 'chat.completion.chunk', choices: [choice] };
				response.writeHead(200, { 'content-type': 'text/event-stream' });
				response.end(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`);
				return;
			}
			const choice = { index: 0, message, finish_reason: reason };
			const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
			response.writeHead(200, { 'content-type': 'application/json' });
			response.end(
				JSON.stringify({ ...common, object: 'chat.completion', choices: [choice], usage }),
			);
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		credential: { apiKey: 'scripted', url: `http://127.0.0.1:${port}/v1` },
		requests,
		close: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}
