import { Laddro } from '../../nodes/Laddro/Laddro.node';
import { executeItems } from '../../nodes/Laddro/executeItems';
import { response } from './api/fakeApi';
import { executionContext } from './executionContext';
import { editorWith } from './listSearch/picker';

const LATER = '../../nodes/Laddro/later';

describe('A run while n8n updates the package, so that what is loaded later is missing', () => {
	beforeEach(() => {
		jest.doMock(LATER, () => {
			throw new Error("Cannot find module './later.js'\nRequire stack: /home/n8n");
		});
	});
	afterEach(() => jest.dontMock(LATER));

	/** Runs a node with two items, and notes its requests. */
	function run(replaced: object = {}) {
		const sent: unknown[] = [];
		const respond = (body: unknown) => {
			sent.push(body);
			return response(500);
		};
		return { sent, output: executeItems(executionContext([{}, {}], respond, replaced)) };
	}

	it('It ends in words before anything is sent.', async () => {
		const { sent, output } = run();
		await expect(output).rejects.toMatchObject({
			message: "A file of the Laddro node's package is missing",
			description:
				'n8n may be updating the package. Run the workflow again. If that does not help, reinstall the package.',
		});
		expect(sent).toEqual([]);
	});

	it('Each item fails where the run is to go on.', async () => {
		const { sent, output } = run({ continueOnFail: () => true });
		const error = expect.objectContaining({ kind: 'parameter', attempts: 0 });
		expect(await output).toMatchObject([{ json: { error } }, { json: { error } }]);
		expect(sent).toEqual([]);
	});
	it("One of the editor's lists says so in its place.", async () => {
		const { searchResumes } = new Laddro().methods.listSearch;
		await expect(searchResumes.call(editorWith('key', 'http://127.0.0.1:9'))).rejects.toMatchObject(
			{
				message: "A file of the Laddro node's package is missing",
			},
		);
	});
});
