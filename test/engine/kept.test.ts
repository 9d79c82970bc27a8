import type { IDataObject, OnError } from 'n8n-workflow';
import type { Behaviour, ReceivedRequest } from '../../emulator';
import { outputOf, pairedWith, postings, rowOf, Stage, type Staging } from './stage';

let stage: Stage;
/** How the requests of the running test are answered. */
let behave: (request: ReceivedRequest) => Behaviour | undefined = () => undefined;

beforeAll(async () => {
	stage = await Stage.open({ behaviour: (request) => behave(request) });
});
afterAll(() => stage.close());
beforeEach(() => {
	stage.emulator.ledger.clear();
	behave = () => undefined;
});

/** Lets the first request of these rows fail, after the credits are spent. */
function failingAtFirst(...rows: number[]) {
	return ({ body, attempt }: ReceivedRequest): Behaviour | undefined =>
		rows.includes(rowOf(body)) && attempt === 1 ? 'cut' : undefined;
}

/** How many requests each row has cost. */
function requestsByRow(count: number): number[] {
	const requests = stage.emulator.ledger.streaming;
	return Array.from(
		{ length: count },
		(_, row) => requests.filter(({ body }) => rowOf(Object(body)) === row).length,
	);
}

const run = async (staging: Staging = {}) =>
	await stage.run({
		rows: postings(20),
		maxTries: 3,
		...staging,
		parameters: { output: 'document', ...staging.parameters },
	});

/** Expected requests of 20 rows, of which these were asked for twice. */
const twice = (...rows: number[]) =>
	Array.from({ length: 20 }, (_, row) => (rows.includes(row) ? 2 : 1));

describe('With Retry On Fail', () => {
	it.each<[string, IDataObject]>([
		['single document', { output: 'document' }],
		['item for each section', { output: 'sections' }],
	])(
		'every complete %s is paid for once, and all are handed on in order',
		async (_, parameters) => {
			behave = failingAtFirst(0, 13);
			const done = await run({ parameters: { ...parameters } as Staging['parameters'] });
			expect(done.run.status).toBe('success');
			expect(requestsByRow(20)).toEqual(twice(0, 13));
			expect([...new Set(pairedWith(done))]).toEqual([...Array(20).keys()]);
			expect(outputOf(done).every(({ complete }) => complete === true)).toBe(true);
		},
	);
});
