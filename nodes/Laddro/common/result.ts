import type { Failure } from './failure';

/** The one form in which work says how it went: its value, or the facts of its failure. */
export type Result<Value, Reason extends Failure = Failure> = Success<Value> | Failed<Reason>;

export interface Success<Value> {
	readonly ok: true;
	readonly value: Value;
}

export interface Failed<Reason extends Failure = Failure> {
	readonly ok: false;
	readonly failure: Reason;
}

export function success<Value>(value: Value): Success<Value> {
	return { ok: true, value };
}

export function failed<Reason extends Failure>(failure: Reason): Failed<Reason> {
	return { ok: false, failure };
}
