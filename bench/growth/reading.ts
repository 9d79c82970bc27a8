import { MeasuringProcess, type Reading } from '../measuring';
import type { ReadRequest } from '../readers/reader';
import { median } from '../series';

const ROUNDS = 5;

/** The medians of some readings. */
export interface Typical {
	/** Milliseconds. */
	cpu: number;
	wall: number;
	/** Bytes of resident memory above rest at the worst moment. */
	peak: number;
}

/** Takes time and memory apart, each in a process of its own: collecting garbage costs time. */
export async function typical(
	request: Partial<ReadRequest> & Pick<ReadRequest, 'baseUrl'>,
): Promise<Typical> {
	const timed = await readings('time', request);
	const [first] = await readings('memory', request, 1);
	return {
		cpu: median(timed.map(({ cpu }) => cpu)),
		wall: median(timed.map(({ wall }) => wall)),
		peak: first ? first.residentPeak - first.residentBefore : NaN,
	};
}

async function readings(
	use: 'time' | 'memory',
	request: Partial<ReadRequest> & Pick<ReadRequest, 'baseUrl'>,
	rounds = ROUNDS,
): Promise<Reading[]> {
	const node = new MeasuringProcess('node', use);
	try {
		// Cold code is measured in no table; what is read first must not raise the peak, either.
		await node.read({ ...request, items: use === 'time' ? request.items : 1 });
		const taken: Reading[] = [];
		for (let round = 0; round < rounds; round++) taken.push(await node.read(request));
		return taken;
	} finally {
		await node.close();
	}
}
