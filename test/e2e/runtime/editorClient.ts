import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'flatted';
import type { INodeExecutionData, IRun, IWorkflowBase } from 'n8n-workflow';
import type { Release } from './releases';

/** The owner of every n8n that is started here; it listens on this machine only. */
export const owner = {
	email: 'owner@example.com',
	firstName: 'Olivia',
	lastName: 'Owner',
	password: 'Laddro-on-loopback-1',
};

/** A workflow as an export of n8n holds it. */
export type WorkflowFile = Pick<IWorkflowBase, 'name' | 'nodes' | 'connections' | 'settings'>;

/** What is left of one execution. */
export interface Execution {
	id: string;
	status: string;
	data: IRun['data'];
}

/** What the credential's test said. */
export interface TestResult {
	status: 'OK' | 'Error';
	message: string;
}

const finalStatus = new Set(['success', 'error', 'canceled', 'crashed']);

/** Speaks to n8n the way its own editor does. */
export class EditorClient {
	private cookie = '';
	private projectId = '';

	private constructor(
		readonly url: string,
		private readonly release: Release,
	) {}

	/** Sets up the owner of a new n8n and signs in. */
	static async signIn(url: string, release: Release): Promise<EditorClient> {
		const client = new EditorClient(url, release);
		await client.request('POST', '/rest/owner/setup', owner);
		const { id } = await client.request<{ id: string }>('GET', '/rest/projects/personal');
		client.projectId = id;
		return client;
	}

	/**
	 * One request of the editor.
	 * @returns the answer's `data`
	 * @throws Error with n8n's answer unless it is a 2xx
	 */
	async request<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await fetch(`${this.url}${path}`, {
			method,
			headers: { 'content-type': 'application/json', cookie: this.cookie },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
		const [session] = response.headers.getSetCookie();
		if (session) this.cookie = session.split(';')[0]!;
		const answer: { data: T } = JSON.parse(text);
		return answer.data;
	}

	/** The text of a file that n8n serves to its editor. */
	async text(path: string): Promise<string> {
		const response = await fetch(`${this.url}${path}`, { headers: { cookie: this.cookie } });
		if (!response.ok) throw new Error(`GET ${path}: ${response.status}`);
		return await response.text();
	}

	/** @returns the credential's id */
	async createCredential(name: string, type: string, data: object): Promise<string> {
		const body = { name, type, data };
		return (await this.request<{ id: string }>('POST', '/rest/credentials', body)).id;
	}

	/** What the editor does after Save: has n8n run the credential's own test. */
	async testCredential(id: string, name: string, type: string, data: object): Promise<TestResult> {
		return await this.request('POST', '/rest/credentials/test', {
			credentials: { id, name, type, data },
		});
	}

	/** @returns the workflow's id */
	async createWorkflow(workflow: WorkflowFile): Promise<string> {
		return (await this.saveWorkflow(workflow)).id;
	}

	/** Creates the workflow and puts it in charge of its triggers. @returns its id */
	async activateWorkflow(workflow: WorkflowFile): Promise<string> {
		const { id, versionId } = await this.saveWorkflow(workflow);
		if (this.release.activation === 'field') {
			await this.request('PATCH', `/rest/workflows/${id}`, { active: true, versionId });
		} else {
			await this.request('POST', `/rest/workflows/${id}/activate`, { versionId });
		}
		if (this.release.activation === 'background') await this.published(id);
		return id;
	}

	/** Starts a workflow by hand at one of its triggers. @returns the execution's id */
	async start(workflowId: string, trigger: string): Promise<string> {
		const workflowData = await this.request('GET', `/rest/workflows/${workflowId}`);
		const { executionId } = await this.request<{ executionId: string }>(
			'POST',
			`/rest/workflows/${workflowId}/run`,
			{ workflowData, triggerToStartFrom: { name: trigger } },
		);
		return executionId;
	}

	/** Runs a workflow by hand, from one of its triggers to the end. */
	async run(workflow: WorkflowFile, trigger: string): Promise<Execution> {
		return await this.finished(await this.start(await this.createWorkflow(workflow), trigger));
	}

	/** Waits, with 100 ms between two looks, until the execution has come to an end. */
	async finished(executionId: string, patience = 60_000): Promise<Execution> {
		const end = Date.now() + patience;
		for (;;) {
			const execution = await this.execution(executionId);
			if (finalStatus.has(execution.status)) return execution;
			if (Date.now() > end) {
				throw new Error(`Execution ${executionId} is still "${execution.status}"`);
			}
			await sleep(100);
		}
	}

	async execution(executionId: string): Promise<Execution> {
		const { id, status, data } = await this.request<{ id: string; status: string; data: string }>(
			'GET',
			`/rest/executions/${executionId}`,
		);
		return { id, status, data: parse(data) };
	}

	/** The executions of a workflow, the latest first. */
	async executionsOf(workflowId: string): Promise<Array<{ id: string; status: string }>> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { results } = await this.request<{ results: Array<{ id: string; status: string }> }>(
			'GET',
			`/rest/executions?filter=${filter}&limit=100`,
		);
		return results;
	}

	/** The id of the execution that is running, as soon as there is one. */
	async firstRunning(): Promise<string> {
		const filter = encodeURIComponent(JSON.stringify({ status: ['running'] }));
		for (;;) {
			const { results } = await this.request<{
				results: Array<{ id: string; status: string }>;
			}>('GET', `/rest/executions?filter=${filter}&limit=10`);
			const running = results.find(({ status }) => status === 'running');
			if (running) return running.id;
			await sleep(100);
		}
	}

	/** The id of a workflow's first execution, as soon as there is one. */
	async firstExecutionOf(workflowId: string): Promise<string> {
		for (;;) {
			const execution = (await this.executionsOf(workflowId)).at(-1);
			if (execution) return execution.id;
			await sleep(100);
		}
	}

	async stop(executionId: string): Promise<void> {
		await this.request('POST', `/rest/executions/${executionId}/stop`);
	}

	private async published(workflowId: string): Promise<void> {
		for (;;) {
			const publication = await this.request<{ status: string }>(
				'GET',
				`/rest/workflows/${workflowId}/publication-status`,
			);
			if (publication.status === 'published') return;
			if (publication.status === 'failed' || publication.status === 'partial') {
				throw new Error(`The workflow was not published: ${JSON.stringify(publication)}`);
			}
			await sleep(50);
		}
	}

	private async saveWorkflow(workflow: WorkflowFile): Promise<{ id: string; versionId: string }> {
		const { name, nodes, connections, settings } = workflow;
		return await this.request('POST', '/rest/workflows', {
			name,
			nodes,
			connections,
			settings: settings ?? {},
			active: false,
			projectId: this.projectId,
		});
	}
}

/** `success`, or how else an execution has ended and why. */
export function outcomeOf({ status, data }: Execution): string {
	const { error } = data.resultData;
	return error ? `${status}: ${error.message} (${error.description ?? 'no description'})` : status;
}

/** The items that a node has handed to its outputs, first run of it, all outputs. */
export function outputsOf(execution: Execution, node: string): INodeExecutionData[][] {
	const [first] = execution.data.resultData.runData[node] ?? [];
	return (first?.data?.main ?? []).map((items) => items ?? []);
}

/** The items of a node's first output. */
export function itemsOf(execution: Execution, node: string): INodeExecutionData[] {
	return outputsOf(execution, node)[0] ?? [];
}
