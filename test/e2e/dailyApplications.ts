import type { ParsedMail } from 'mailparser';
import type { Mailbox } from '../../n8n/stage/mailbox';
import { currentRelease } from '../../n8n/releases/releases';
import type { EditorClient, WorkflowFile } from '../../n8n/server/editorClient';
import { type Execution, outcomeOf } from '../../n8n/server/execution';
import { example, withParameters } from '../../n8n/stage/workflows';
import { freePort } from '../../n8n/system/ports';
import { waitFor } from '../../n8n/system/waitFor';
import { linkIn, openWaitingForm } from './form';

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

const isQuestion = ({ subject }: ParsedMail) => subject?.startsWith('Applications to send');

/** The messages that ask which applications are sent. */
export const questionsIn = ({ mails }: Mailbox): ParsedMail[] => mails.filter(isQuestion);

/** The applications that were sent. */
export const applicationsIn = ({ mails }: Mailbox): ParsedMail[] =>
	mails.filter((mail) => !isQuestion(mail));

/** Chooses applications in the form that the newest message leads to, all of them unless said otherwise. */
export async function choose(
	mailbox: Mailbox,
	isChosen: (application: string) => boolean = () => true,
): Promise<void> {
	const form = await openWaitingForm(linkIn(questionsIn(mailbox).at(-1)!));
	await form.send(form.choices.filter(isChosen));
}

/** The example with a table of its own. */
export class DailyApplications {
	private static count = 0;

	private constructor(
		private readonly client: EditorClient,
		private readonly mailbox: Mailbox,
		readonly workflow: WorkflowFile,
	) {}

	/** @param postings instead of those of the example */
	static async setUp(
		client: EditorClient,
		mailbox: Mailbox,
		...postings: Posting[]
	): Promise<DailyApplications> {
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
		const daily = new DailyApplications(client, mailbox, workflow);
		expect(outcomeOf(await client.run(workflow, 'Set Up Once'))).toBe('success');
		return daily;
	}

	/**
	 * A day's run.
	 * @param change parameters of the Laddro node that differ from the example's
	 * @param isChosen whether an application is chosen in the form; default: all are
	 */
	async run(
		change: Record<string, unknown> = {},
		isChosen?: (application: string) => boolean,
	): Promise<Execution> {
		const execution = await this.execute(withParameters(this.workflow, 'Laddro', change), isChosen);
		expect(outcomeOf(execution)).toBe('success');
		return execution;
	}

	/** A day on which the mail server can't be reached. */
	async runWithoutMail(): Promise<Execution> {
		const name = 'A mail server that is down';
		const credential = { ...this.mailbox.credential, port: await freePort() };
		const id = await this.client.createCredential(name, 'smtp', credential);
		const nodes = this.workflow.nodes.map((node) =>
			node.name === 'Send Email' ? { ...node, credentials: { smtp: { id, name } } } : node,
		);
		return await this.execute({ ...this.workflow, nodes });
	}

	private async execute(
		workflow: WorkflowFile,
		isChosen?: (application: string) => boolean,
	): Promise<Execution> {
		const { client, mailbox } = this;
		const id = await client.start(await client.createWorkflow(workflow), DAILY);
		const state = await waitFor(async () => {
			if ((await client.execution(id)).status === 'waiting') return 'waiting';
			return (await client.ended(id)) && 'ended';
		}, `Execution ${id} neither asks nor ends`);
		if (state === 'waiting') await choose(mailbox, isChosen);
		return await client.finished(id);
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
