import { parse } from 'flatted';
import type { IBinaryData, IWorkflowBase } from 'n8n-workflow';
import type { Release } from '../releases/releases';
import { waitFor } from '../system/waitFor';
import type { Execution } from './execution';

/** The owner of every n8n that is started here. */
export const owner = {
	email: 'owner@example.com',
	firstName: 'Olivia',
	lastName: 'Owner',
	password: 'Laddro-on-loopback-1',
};

/** A workflow as an export of n8n holds it. */
export type WorkflowFile = Pick<
	IWorkflowBase,
	'name' | 'nodes' | 'connections' | 'settings' | 'pinData'
>;

/** An execution in n8n's list of executions. */
export interface ListedExecution {
	id: string;
	status: string;
}

/** The result of a credential's test. */
export interface TestResult {
	status: 'OK' | 'Error';
	message: string;
}

const finalStatus = new Set(['success', 'error', 'canceled', 'crashed']);

/** Sends the requests that n8n's own editor sends. */
export class EditorClient {
	private cookie = '';
	private projectId = '';

	private constructor(
		readonly url: string,
		private readonly release: Release,
	) {}

	/** Signs in as the owner, whom a new n8n is given first. */
	static async signIn(url: string, release: Release): Promise<EditorClient> {
		const client = new EditorClient(url, release);
		const { userManagement } = await client.request<{
			userManagement: { showSetupOnFirstLoad: boolean };
		}>('GET', '/rest/settings');
		if (userManagement.showSetupOnFirstLoad) {
			await client.request('POST', '/rest/owner/setup', owner);
		} else {
			const { email, password } = owner;
			await client.request('POST', '/rest/login', { emailOrLdapLoginId: email, password });
		}
		const { id } = await client.request<{ id: string }>('GET', '/rest/projects/personal');
		client.projectId = id;
		return client;
	}

	/**
	 * Sends one request.
	 * @returns the response's `data`
	 * @throws Error with n8n's response unless it is a 2xx
	 */
	async request<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await this.fetch(method, path, body);
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
		const [session] = response.headers.getSetCookie();
		if (session) this.cookie = session.split(';')[0]!;
		const { data }: { data: T } = JSON.parse(text);
		return data;
	}

	/** The text of a file that n8n serves to its editor. */
	async text(path: string): Promise<string> {
		return (await this.bytes(path)).toString();
	}

	/** A file in the binary data of an item, wherever n8n has put it. */
	async file({ id, data }: IBinaryData): Promise<Buffer> {
		if (id === undefined) return Buffer.from(data, 'base64');
		return await this.bytes(`/rest/binary-data?${new URLSearchParams({ id, action: 'download' })}`);
	}

	/** @returns the credential's id */
	async createCredential(name: string, type: string, data: object): Promise<string> {
		return await this.create('/rest/credentials', { name, type, data });
	}

	/** Makes an empty Data Table in the owner's project. @returns its id */
	async createDataTable(name: string, columns: unknown): Promise<string> {
		return await this.create(`/rest/projects/${this.projectId}/data-tables`, { name, columns });
	}

	/** Runs the credential's own test, as the editor does after Save. */
	async testCredential(id: string, name: string, type: string, data: object): Promise<TestResult> {
		return await this.request('POST', '/rest/credentials/test', {
			credentials: { id, name, type, data },
		});
	}

	/** @returns the workflow's id */
	async createWorkflow(workflow: WorkflowFile): Promise<string> {
		return (await this.saveWorkflow(workflow)).id;
	}

	/** Creates the workflow and activates its triggers. @returns its id */
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

	/** Waits until the execution has ended. @param patience milliseconds */
	async finished(executionId: string, patience?: number): Promise<Execution> {
		const look = async () => await this.ended(executionId);
		return await waitFor(look, `Execution ${executionId} does not end`, patience);
	}

	/** The execution, if it has ended. */
	async ended(executionId: string): Promise<Execution | undefined> {
		const execution = await this.execution(executionId);
		const { status, data } = execution;
		// n8n 1 may store the status a moment before the data. What was cancelled or has crashed may never have any.
		const hasData = status === 'success' || status === 'error';
		return finalStatus.has(status) && (data !== undefined || !hasData) ? execution : undefined;
	}

	async execution(executionId: string): Promise<Execution> {
		const { id, status, data } = await this.request<{ id: string; status: string; data: string }>(
			'GET',
			`/rest/executions/${executionId}`,
		);
		return { id, status, data: parse(data) };
	}

	/** The executions of a workflow, the latest first. */
	async executionsOf(workflowId: string): Promise<ListedExecution[]> {
		return await this.executions({ workflowId });
	}

	/** The id of the execution that is running, as soon as there is one. */
	async firstRunning(): Promise<string> {
		return await waitFor(async () => {
			const running = await this.executions({ status: ['running'] });
			return running.find(({ status }) => status === 'running')?.id;
		}, 'No execution is running');
	}

	/** The id of a workflow's first execution, as soon as there is one. */
	async firstExecutionOf(workflowId: string): Promise<string> {
		const look = async () => (await this.executionsOf(workflowId)).at(-1)?.id;
		return await waitFor(look, `Workflow ${workflowId} has not been executed`);
	}

	/**
	 * Retries a failed execution as the list of executions does: with its own workflow, or with the currently saved one.
	 * @returns the new execution's id
	 */
	async retry(executionId: string, loadWorkflow = false): Promise<string> {
		return await this.create(`/rest/executions/${executionId}/retry`, { loadWorkflow });
	}

	async stop(executionId: string): Promise<void> {
		await this.request('POST', `/rest/executions/${executionId}/stop`);
	}

	private async fetch(method: string, path: string, body?: unknown): Promise<Response> {
		return await fetch(`${this.url}${path}`, {
			method,
			headers: {
				'content-type': 'application/json',
				cookie: this.cookie,
				// n8n closes idle connections after some seconds, maybe just when the next request is sent.
				connection: 'close',
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
	}

	private async bytes(path: string): Promise<Buffer> {
		const response = await this.fetch('GET', path);
		if (!response.ok) throw new Error(`GET ${path}: ${response.status}`);
		return Buffer.from(await response.arrayBuffer());
	}

	private async executions(filter: object): Promise<ListedExecution[]> {
		const query = new URLSearchParams({ filter: JSON.stringify(filter), limit: '100' });
		const { results } = await this.request<{ results: ListedExecution[] }>(
			'GET',
			`/rest/executions?${query}`,
		);
		return results;
	}

	private async published(workflowId: string): Promise<void> {
		const path = `/rest/workflows/${workflowId}/publication-status`;
		await waitFor(async () => {
			const { status } = await this.request<{ status: string }>('GET', path);
			if (status === 'published') return true;
			if (status !== 'failed' && status !== 'partial') return undefined;
			throw new Error(`The workflow was not published: ${status}`);
		}, `Workflow ${workflowId} is still not published`);
	}

	/** @returns the id of what has been made */
	private async create(path: string, body: object): Promise<string> {
		return (await this.request<{ id: string }>('POST', path, body)).id;
	}

	private async saveWorkflow(workflow: WorkflowFile): Promise<{ id: string; versionId: string }> {
		const { name, nodes, connections, settings = {}, pinData } = workflow;
		const { projectId } = this;
		const body = { name, nodes, connections, settings, pinData, active: false, projectId };
		return await this.request('POST', '/rest/workflows', body);
	}
}
