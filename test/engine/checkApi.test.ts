import { join } from 'node:path';
import { runNode } from '../../check/node';
import { observe } from '../../check/requests';
import { startEmulator, type Emulator } from '../../emulator';
import { loadEngine } from '../../engine';

let emulator: Emulator;
afterEach(() => emulator.close());

/** The results of the node's runs, and what they have cost. */
async function runs(scope: { free: boolean; pdf: boolean }) {
	const api = { baseUrl: emulator.url, key: emulator.apiKey, afterEnd: 20 };
	const { responses } = await observe(api, scope);
	const { credits } = emulator.ledger;
	const results = await runNode(await loadEngine(join(__dirname, '../..')), api, responses);
	return { results, credits: emulator.ledger.credits - credits };
}

it.each(['documented', 'sdk'] as const)(
	'in the dialect %s, the node makes of every response what its bytes say, without paying for it again',
	async (dialect) => {
		emulator = await startEmulator({ dialect, documentIds: 'event' });
		const { results, credits } = await runs({ free: false, pdf: true });
		expect(results).toHaveLength(15);
		expect(results.filter(({ ran, differs }) => !ran || differs !== undefined)).toEqual([]);
		expect(credits).toBe(0);
	},
);

it('what was not asked for is not run', async () => {
	emulator = await startEmulator();
	const { results } = await runs({ free: true, pdf: false });
	const ran = results.flatMap(({ ran: hasRun, name }) => (hasRun ? [name] : []));
	expect(ran).toEqual([
		'getMany, resume',
		'get, resume',
		'getMany, coverLetter',
		'get, coverLetter',
	]);
});

it('a node that fails is reported with what it says', async () => {
	const resumes = [{ id: 'res_fault_error_mid', title: 'Fails', isDefault: true }];
	emulator = await startEmulator({ resumes, documentIds: 'none' });
	const { results } = await runs({ free: false, pdf: false });
	expect(results.find(({ name }) => name === 'tailor, Single Document')).toMatchObject({
		differs: expect.stringMatching(/^it fails: /),
	});
});
