import { success, type Result } from '../../../nodes/Laddro/common/result';
import { readFields, type Field } from '../../../nodes/Laddro/parameters/field';
import { limits, onInterruption, runFields } from '../../../nodes/Laddro/parameters/requestOptions';
import { BadExpression, contextWith, parametersWith } from './context';

const fields: Record<string, Field<unknown>> = { ...runFields, onInterruption };

/** The limits of a call, by what one of them is multiplied with. */
const UNITS: Record<string, number> = { maxRetries: 1, idleTimeout: 1000, timeout: 1000 };

/** What the value of one option becomes, in the unit of the editor. */
function read(name: string, value: unknown): Result<unknown> | undefined {
	const parameters = parametersWith({ requestOptions: { [name]: value } });
	const unit = UNITS[name];
	if (unit === undefined) return fields[name]?.read(parameters);
	const values: Result<object> = limits.read(parameters);
	return values.ok ? success(Number(Reflect.get(values.value, name)) / unit) : values;
}

describe('The numbers in Limits and Retries', () => {
	const numbers: Array<[string, string, number, number, number | undefined]> = [
		['concurrency', 'Max Concurrency', 50, 1, 100],
		['requestsPerMinute', 'Requests per Minute', 100, 0, undefined],
		['maxRetries', 'Max Retries', 3, 0, 10],
		['idleTimeout', 'Idle Timeout (Seconds)', 120, 1, 3600],
		['timeout', 'Timeout (Seconds)', 300, 1, 86_400],
	];

	it.each(numbers)('The number %s (%s) is %d unless it is set.', (name, _, preset) => {
		expect(read(name, undefined)).toEqual({ ok: true, value: preset });
	});

	it.each(numbers)(
		'The number %s (%s, by default %d) is taken from %d to %p and refused beyond that, with its range.',
		(name, label, _, minimum, maximum) => {
			const greatest = maximum ?? 1_000_000;
			expect(read(name, minimum)).toEqual({ ok: true, value: minimum });
			expect(read(name, greatest)).toEqual({ ok: true, value: greatest });
			const range =
				maximum === undefined ? `of ${minimum} or more` : `from ${minimum} to ${maximum}`;
			const failure = {
				kind: 'parameter',
				message: `'${label}' is not a whole number ${range}`,
				advice: `Use a whole number ${range}.`,
			};
			for (const value of [minimum - 1, (maximum ?? Infinity) + 1]) {
				expect(read(name, value)).toEqual({ ok: false, failure });
			}
		},
	);

	it('The limits of the two timeouts are below what n8n can count.', () => {
		const LONGEST = 2 ** 31 - 1;
		for (const name of ['idleTimeout', 'timeout']) {
			expect(read(name, Math.ceil(LONGEST / 1000))?.ok).toBe(false);
		}
	});
});

describe('On Interrupted Stream', () => {
	it('The item fails unless what arrived is to be kept.', () => {
		expect(read('onInterruption', undefined)).toEqual({ ok: true, value: 'fail' });
		expect(read('onInterruption', 'fail')).toEqual({ ok: true, value: 'fail' });
		expect(read('onInterruption', 'keepPartial')).toEqual({ ok: true, value: 'keepPartial' });
	});

	it('Any other value is refused.', () => {
		expect(read('onInterruption', 'retry')).toMatchObject({
			failure: {
				message: "'On Interrupted Stream' has an unknown value",
				advice: 'Use one of: fail, keepPartial.',
			},
		});
	});
});

describe('The options of the run', () => {
	it('The options are read without evaluating anything else of the item.', () => {
		const bad = new BadExpression('x is not defined');
		const { asked, parameters } = contextWith({
			options: { additionalFields: bad, mode: bad },
			requestOptions: { concurrency: 2, timeout: bad, maxRetries: bad },
			jobPosting: bad,
		});
		expect(readFields(runFields, parameters())).toEqual({
			ok: true,
			value: { concurrency: 2, requestsPerMinute: 100 },
		});
		expect(asked).toEqual(['requestOptions.concurrency', 'requestOptions.requestsPerMinute']);
	});

	it('The options of an item are its own.', () => {
		const { parameters } = contextWith(
			{ requestOptions: { timeout: 1 } },
			{ requestOptions: { timeout: 2, maxRetries: 0 } },
		);
		expect(readFields({ limits, onInterruption }, parameters(1))).toEqual({
			ok: true,
			value: {
				limits: { maxRetries: 0, idleTimeout: 120_000, timeout: 2000 },
				onInterruption: 'fail',
			},
		});
	});

	it('Limits and Retries that are no object count as not set.', () => {
		const parameters = parametersWith({ requestOptions: 'none' });
		expect(limits.read(parameters)).toMatchObject({
			value: { maxRetries: 3 },
		});
	});
});
