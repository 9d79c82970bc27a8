import type { INodeParameters } from 'n8n-workflow';
import type { Behaviour, ReceivedRequest } from '../../emulator';
import { postings, rowOf, Stage, type Staging } from './stage';

/** Rows of a run. */
export const ROWS = 8;

/** Every form in which a run can hand on its documents. */
export const forms: Array<[string, INodeParameters]> = [
	['a single document', { output: 'document' }],
	['items for sections', { output: 'sections' }],
	['a PDF file', { output: 'pdf' }],
	['a letter', { operation: 'coverLetter' }],
	['both documents', { operation: 'both' }],
	['both documents as files', { operation: 'both', output: 'pdf' }],
];

/** Requests that an item of this form takes. */
export function requestsOf({ operation, output }: INodeParameters): number {
	return operation === 'both' && output !== 'pdf' ? 2 : 1;
}

/** An emulator that answers as the running test says. */
export class KeptStage {
	behave: (request: ReceivedRequest) => Behaviour | undefined = () => undefined;

	private constructor(private opened?: Stage) {}

	static async open(): Promise<KeptStage> {
		const kept = new KeptStage();
		kept.opened = await Stage.open({ behaviour: (request) => kept.behave(request) });
		return kept;
	}

	get stage(): Stage {
		if (!this.opened) throw new Error('The stage is not open');
		return this.opened;
	}

	get ledger() {
		return this.stage.emulator.ledger;
	}

	reset(): void {
		this.ledger.clear();
		this.behave = () => undefined;
	}

	/** Lets the first request of these rows fail, in a way that the node itself does not try again. */
	failAtFirst(...rows: number[]): void {
		this.behave = ({ body, attempt }) =>
			rows.includes(rowOf(body)) && attempt === 1 ? { status: 422, body: {} } : undefined;
	}

	/** How many requests each row has cost. */
	requestsByRow(count = ROWS): number[] {
		return Array.from(
			{ length: count },
			(_, row) => this.ledger.streaming.filter(({ body }) => rowOf(Object(body)) === row).length,
		);
	}

	/** Runs the rows with Retry On Fail, unless the test says otherwise. */
	async run(staging: Staging = {}) {
		return await this.stage.run({
			rows: postings(ROWS),
			maxTries: 5,
			...staging,
			parameters: { output: 'document', ...staging.parameters },
		});
	}
}

/** As many numbers as there are rows: 1, but for these rows 2. */
export const twice = (...rows: number[]) =>
	Array.from({ length: ROWS }, (_, row) => (rows.includes(row) ? 2 : 1));
