import type { Context } from './context';
import { jsonPlan, type PlainPlan } from './plan';

/** The paths beside the API, for tests in another process. They are not in the ledger. */
export const CONTROL_PREFIX = '/_emulator/';

/**
 * `GET /_emulator/ledger`, `POST /_emulator/release`, `POST /_emulator/clear`; without a key.
 * Returns the answer.
 */
export function control(method: string, path: string, { ledger, gate }: Context): PlainPlan {
	switch (`${method} ${path.slice(CONTROL_PREFIX.length)}`) {
		case 'GET ledger': {
			const { requests, credits, open, peak, earlyDisconnects } = ledger;
			return jsonPlan(200, {
				requests,
				credits,
				open,
				peak,
				earlyDisconnects: earlyDisconnects.length,
			});
		}
		case 'POST release':
			gate.open();
			return jsonPlan(200, { released: true });
		case 'POST clear':
			ledger.clear();
			return jsonPlan(200, { cleared: true });
		default:
			return jsonPlan(404, { error: 'No such control' });
	}
}
