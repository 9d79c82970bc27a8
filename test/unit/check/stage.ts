import { judge } from '../../../check/facts';
import { observe } from '../../../check/requests';
import { people, startEmulator, write, type EmulatorOptions } from '../../../emulator';
import { startAlteredApi, type Alteration } from './alteredApi';

/** What is asked for, of which API. */
interface Checking {
	pdf?: boolean;
	free?: boolean;
	alter?: Alteration;
	key?: string;
}

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
	const { pdf = false, free = false, alter } = checking;
	const emulator = await startEmulator(options);
	const altered = alter && (await startAlteredApi(emulator.url, alter));
	try {
		const baseUrl = altered?.url ?? emulator.url;
		// Nobody needs to see for long what a server does after the end.
		const api = { baseUrl, key: checking.key ?? emulator.apiKey, afterEnd: 20 };
		const { responses, stopped } = await observe(api, { pdf, free });
		return { responses, findings: judge(responses), stopped, credits: emulator.ledger.credits };
	} finally {
		await altered?.close();
		await emulator.close();
	}
}

/** The ids of the facts of which this was found. */
export const those = (
	kind: string,
	{ findings }: Pick<Awaited<ReturnType<typeof check>>, 'findings'>,
) => findings.flatMap(({ fact: [id], verdict }) => (verdict.kind === kind ? [id] : []));
