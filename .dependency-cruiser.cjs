// The order of the folders, as rules of `npm run lint`: imports point down only, and nothing goes in a circle.
// In each list a folder or file may import from what stands below it, never from what stands above it.

const floors = {
	// A level above the others: the node, and what exists for its sake only.
	'.': ['bench', 'test', 'scripts', 'check', 'n8n', 'engine', 'emulator', 'credentials', 'nodes'],
	'nodes/Laddro': [
		'Laddro.node.ts',
		'description.ts',
		'executeItems.ts',
		'loadLater.ts',
		'later.ts',
		'workOnItems.ts',
		'run.ts',
		'operations',
		'parameters',
		'listSearch',
		'kept',
		'output',
		'compare',
		'stored',
		'render',
		'api',
		'batch',
		'stream',
		'common',
	],
	'nodes/Laddro/api': [
		'documentPages.ts',
		'call.ts',
		'retryPolicy.ts',
		'connect.ts',
		'client.ts',
		'read(Stream|File|Json).ts',
		'body.ts',
		'request.ts',
		'callTimer.ts',
		'status.ts',
		'response.ts',
	],
	check: [
		'report.ts',
		'record.ts',
		'node.ts',
		'compare.ts',
		'tap.ts',
		'facts.ts',
		'responseChecks.ts',
		'streamChecks.ts',
		'verdict.ts',
		'requests.ts',
		'send.ts',
		'stream.ts',
		'exchange.ts',
	],
	emulator: [
		'index.ts',
		'server.ts',
		'replay',
		'endpoints',
		'http',
		'account',
		'faults',
		'content',
		'wire',
	],
	bench: [
		'main.ts',
		'table.ts',
		'measured.ts',
		'rows.ts',
		'realN8n.ts',
		'plainLoop.ts',
		'nodes.ts',
		'server.ts',
	],
	n8n: ['stage', 'server', 'workspace', 'releases', 'system'],
};

const escaped = (path) => path.replaceAll('.', '\\.');
const pattern = (folder, names) =>
	`^${folder === '.' ? '' : `${escaped(folder)}/`}(${names.map(escaped).join('|')})(/|$)`;

function downOnly([folder, names]) {
	return names.slice(1).map((name, index) => ({
		name: `down-only: ${folder}/${name}`,
		comment: `${name} stands below ${names.slice(0, index + 1).join(', ')} and must not import from there`,
		severity: 'error',
		from: { path: pattern(folder, [name]) },
		to: { path: pattern(folder, names.slice(0, index + 1)) },
	}));
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		{ name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
		...Object.entries(floors).flatMap(downOnly),
		{
			name: 'the-node-stands-alone',
			comment:
				'What ships imports nothing of the tools around it, and the emulator nothing of the node',
			severity: 'error',
			from: { path: '^(nodes|credentials|emulator|engine)/' },
			to: { path: '^(test|scripts|check|bench|n8n)/' },
		},
		{
			name: 'the-emulator-stands-alone',
			comment: 'A stand-in that shared code with the node would share its mistakes',
			severity: 'error',
			from: { path: '^emulator/' },
			to: { path: '^(nodes|credentials|engine)/' },
		},
		{
			name: 'the-check-stands-apart',
			comment: 'What the node is held against shares no code with it',
			severity: 'error',
			from: { path: '^check/' },
			to: { path: '^(nodes|credentials)/' },
		},
		{
			name: 'render-is-pure',
			comment:
				'What writes a document knows neither n8n nor HTTP, nor where its sections come from',
			severity: 'error',
			from: { path: '^nodes/Laddro/render/' },
			to: { path: '^nodes/Laddro/(api|batch|stream)/|(^|/)n8n-(workflow|core)(/|$)' },
		},
		{
			name: 'compare-is-pure',
			comment: 'What compares two documents knows neither n8n nor HTTP',
			severity: 'error',
			from: { path: '^nodes/Laddro/compare/' },
			to: { path: '^nodes/Laddro/(api|batch|stream)/|(^|/)n8n-(workflow|core)(/|$)' },
		},
		{
			name: 'stored-is-pure',
			comment: 'The reading of stored documents knows neither n8n nor HTTP',
			severity: 'error',
			from: { path: '^nodes/Laddro/stored/' },
			to: { path: '^nodes/Laddro/(api|batch)/|(^|/)n8n-(workflow|core)(/|$)' },
		},
		{
			name: 'stream-is-pure',
			comment: 'The reading of a stream knows neither n8n nor HTTP',
			severity: 'error',
			from: { path: '^nodes/Laddro/stream/' },
			to: { path: '(^|/)n8n-(workflow|core)(/|$)' },
		},
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '(^|/)(dist|node_modules)/' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
	},
};
