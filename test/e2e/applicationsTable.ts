import type { INode } from 'n8n-workflow';
import { currentRelease } from '../../n8n/releases/releases';
import type { EditorClient, WorkflowFile } from '../../n8n/server/editorClient';
import { example } from '../../n8n/stage/workflows';

/** The name that the table has in the examples. */
const NAME = 'Job applications';
const DATA_TABLE = 'n8n-nodes-base.dataTable';

/** A row of the table, by its columns. */
export type Row = Record<string, unknown>;

/** A Data Table for one test, with the columns of the examples that share it. */
export class ApplicationsTable {
	private static count = 0;

	private constructor(
		private readonly client: EditorClient,
		private readonly path: string,
		/** The table's page in n8n's editor. */
		readonly page: string,
		private readonly id: string,
		private readonly name: string,
	) {}

	/** @param name by default one that no other table has */
	static async create(
		client: EditorClient,
		name = `${NAME} ${++ApplicationsTable.count}`,
	): Promise<ApplicationsTable> {
		const { nodes } = await example('review-before-sending.json');
		const { column: columns } = Object(
			nodes.find(({ name }) => name === 'Make Table')?.parameters.columns,
		);
		const id = await client.createDataTable(name, columns);
		const project = await client.request<{ id: string }>('GET', '/rest/projects/personal');
		const path = `/rest/projects/${project.id}/data-tables/${id}`;
		const page = `${client.url}/projects/${project.id}/datatables/${id}`;
		return new ApplicationsTable(client, path, page, id, name);
	}

	/**
	 * An example that works on this table. Where n8n's node can't make a table, the one that was made by hand is
	 * chosen, and the node that makes it does nothing.
	 */
	async in(file: string): Promise<WorkflowFile> {
		const workflow = await example(file);
		const { makesDataTables } = currentRelease();
		const dataTableId = { __rl: true, mode: 'id', value: this.id };
		const adapt = (node: INode): INode => {
			if (node.type !== DATA_TABLE) return node;
			if (node.parameters.resource === 'row') {
				return { ...node, parameters: { ...node.parameters, dataTableId } };
			}
			if (!makesDataTables) return { ...node, type: 'n8n-nodes-base.noOp', parameters: {} };
			return { ...node, parameters: { ...node.parameters, tableName: this.name } };
		};
		return { ...workflow, nodes: workflow.nodes.map(adapt) };
	}

	async add(...data: Row[]): Promise<void> {
		// n8n 1 wants to be told what to return.
		await this.client.request('POST', `${this.path}/insert`, { data, returnType: 'id' });
	}

	/** All rows, the oldest first. */
	async rows(): Promise<Row[]> {
		const path = `${this.path}/rows?${new URLSearchParams({ sortBy: 'id:asc' })}`;
		return (await this.client.request<{ data: Row[] }>('GET', path)).data;
	}
}
