import type { StreamSpec } from './spec';
import { pieces, sections } from './streams';

/** Bytes in an event of a stream that is sent byte by byte. */
const SMALL_EVENT = 500;

const made = new Map<string, Buffer>();

/** The body of a stream without pauses. It is made once, so that making it is not what is measured. */
export function body(spec: Extract<StreamSpec, { kind: 'sections' | 'pieces' | 'bytes' }>): Buffer {
	const key = JSON.stringify(spec);
	const known = made.get(key);
	if (known) return known;
	// One measurement uses one or two; the others would only hold memory.
	if (made.size >= 4) made.clear();
	const fresh = make(spec);
	made.set(key, fresh);
	return fresh;
}

function make(spec: Extract<StreamSpec, { kind: 'sections' | 'pieces' | 'bytes' }>): Buffer {
	if (spec.kind === 'sections') return sections(spec.count, spec.bytesEach, spec.alphabet);
	if (spec.kind === 'pieces') {
		return pieces(spec.count, spec.sections, spec.bytesEach, spec.alphabet);
	}
	return sections(Math.ceil(spec.total / SMALL_EVENT), SMALL_EVENT - 60, 'latin');
}
