import { judge, observeApi } from '../../../check';
import { people, startEmulator, write, type EmulatorOptions } from '../../../emulator';
import { startAlteredApi, type Alteration } from './alteredApi';

/** What is asked for, and how long the node is said to wait. */
interface Checking {
	pdf?: boolean;
	free?: boolean;
	alter?: Alteration;
	idleTimeout?: number;
	timeout?: number;
	key?: string;
}

/** Nobody needs to see for long what a server does after the end. */
const patience = { total: 10_000, afterEnd: 20 };

/** Answers streams with whole sections. */
export const wholeSections: NonNullable<EmulatorOptions['behaviour']> = ({
	operation,
	kind,
	body,
}) => {
	const [person] = people;
	if (kind !== 'stream' || person === undefined) return undefined;
	if (operation !== 'tailor' && operation !== 'coverLetter') return undefined;
	const sections = new Map<string, string>();
	for (const { section, content } of write(operation, person, body)) {
		sections.set(section, (sections.get(section) ?? '') + content);
	}
	return { events: Array.from(sections, ([section, content]) => ({ section, content })) };
};

/** What is found of the facts when an emulator is checked, and what it has charged. */
export async function check(options: EmulatorOptions, checking: Checking = {}) {
	const { pdf = false, free = false, alter, idleTimeout = 60_000, timeout = 300_000 } = checking;
	const emulator = await startEmulator(options);
	const altered = alter && (await startAlteredApi(emulator.url, alter));
	try {
		const api = { baseUrl: altered?.url ?? emulator.url, key: checking.key ?? emulator.apiKey };
		const { answers, stopped } = await observeApi(api, { pdf, free }, patience);
		const findings = judge(answers, { idleTimeout, timeout });
		return { findings, stopped, credits: emulator.ledger.credits };
	} finally {
		await altered?.close();
		await emulator.close();
	}
}

/** The ids of the facts of which this was found. */
export const those = (kind: string, { findings }: Awaited<ReturnType<typeof check>>) =>
	findings.flatMap(({ fact, verdict }) => (verdict.kind === kind ? [fact.id] : []));
