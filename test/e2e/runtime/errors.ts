import { types } from 'node:util';

/**
 * Whether this is a system error with that code, such as `ENOENT`. Not by `instanceof`: jest gives tests an
 * `Error` of their own, and Node's errors are none of those.
 */
export function hasCode(error: unknown, code: string): boolean {
	return types.isNativeError(error) && 'code' in error && error.code === code;
}
