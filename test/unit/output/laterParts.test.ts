const files = ['render/parse', 'unzip'].map((file) => `../../../nodes/Laddro/output/${file}`);

describe('The files that are loaded before the first request', () => {
	const load = async () => {
		const { loadLaterParts } = await import('../../../nodes/Laddro/output/laterParts');
		return await loadLaterParts();
	};
	beforeEach(() => jest.resetModules());
	afterEach(() => {
		for (const file of files) jest.dontMock(file);
	});

	it('Nothing is wrong when they are there.', async () => {
		expect(await load()).toBeUndefined();
	});

	it.each(files)('A missing file (%s) is a failure in words.', async (file) => {
		jest.doMock(file, () => {
			throw new Error("Cannot find module './file.js'\nRequire stack: /home/n8n");
		});
		expect(await load()).toEqual({
			kind: 'parameter',
			message: "A file of the Laddro node's package is missing",
			advice:
				'n8n may just be updating the package. Run the workflow again; if that does not help, install the package again.',
		});
	});
});
