import type { Mailbox } from '../../n8n/stage/mailbox';
import { currentRelease } from '../../n8n/releases/releases';
import type { EditorClient, WorkflowFile } from '../../n8n/server/editorClient';
import { type Execution, outcomeOf } from '../../n8n/server/execution';
import { example, withParameters } from '../../n8n/stage/workflows';
import { freePort } from '../../n8n/system/ports';

const { makesDataTables } = currentRelease();

/** The trigger of the day's work. */
export const DAILY = 'Every Weekday at 8';

/** A row of the example's table. */
export interface Posting {
	company: string;
	email: string;
	positionName: string;
	jobPosting: string;
	status: string;
}

/** The example with a table of its own. */
export class DailyApplications {
	private static count = 0;

	private constructor(
		private readonly client: EditorClient,
		readonly workflow: WorkflowFile,
	) {}

	/** @param postings instead of those of the example */
	static async setUp(client: EditorClient, ...postings: Posting[]): Promise<DailyApplications> {
		const table = `Applications ${++DailyApplications.count}`;
		let workflow: WorkflowFile = JSON.parse(
			JSON.stringify(await example('daily-applications.json')).replaceAll(
				'"Job applications"',
				JSON.stringify(table),
			),
		);
		if (!makesDataTables) workflow = await withTableMadeByHand(client, workflow, table);
		if (postings.length > 0) {
			const rows = postings.map((json) => ({ json }));
			workflow = withParameters(workflow, 'Sample Postings', {
				jsCode: `return ${JSON.stringify(rows)};`,
			});
		}
		const daily = new DailyApplications(client, workflow);
		expect(outcomeOf(await daily.execute('Set Up Once'))).toBe('success');
		return daily;
	}

	/** A day's run. @param change parameters of the Laddro node that differ from the example's */
	async run(change: Record<string, unknown> = {}): Promise<Execution> {
		const execution = await this.execute(DAILY, withParameters(this.workflow, 'Laddro', change));
		expect(outcomeOf(execution)).toBe('success');
		return execution;
	}

	/** A day on which the mail server can't be reached. */
	async runWithoutMail(mailbox: Mailbox): Promise<Execution> {
		const name = 'A mail server that is down';
		const credential = { ...mailbox.credential, port: await freePort() };
		const id = await this.client.createCredential(name, 'smtp', credential);
		const nodes = this.workflow.nodes.map((node) =>
			node.name === 'Send Email' ? { ...node, credentials: { smtp: { id, name } } } : node,
		);
		return await this.execute(DAILY, { ...this.workflow, nodes });
	}

	private async execute(trigger: string, workflow = this.workflow): Promise<Execution> {
		return await this.client.run(workflow, trigger);
	}
}

/** Where n8n's node can't make a table, it is made and chosen as a person does it, and the node does nothing. */
async function withTableMadeByHand(
	client: EditorClient,
	workflow: WorkflowFile,
	name: string,
): Promise<WorkflowFile> {
	const maker = workflow.nodes.find((node) => node.name === 'Make Table')!;
	const { column: columns } = Object(maker.parameters.columns);
	const id = await client.createDataTable(name, columns);
	const nodes = workflow.nodes.map((node) => {
		if (node === maker) return { ...node, type: 'n8n-nodes-base.noOp', parameters: {} };
		if (node.type !== maker.type) return node;
		const dataTableId = { __rl: true, mode: 'id', value: id };
		return { ...node, parameters: { ...node.parameters, dataTableId } };
	});
	return { ...workflow, nodes };
}

export const posting = (fields: Partial<Posting>): Posting => ({
	company: 'Öko GmbH',
	email: 'jobs@example.com',
	positionName: 'Product Manager',
	jobPosting: 'We look for a Product Manager who runs experiments and owns a roadmap.',
	status: 'new',
	...fields,
});
