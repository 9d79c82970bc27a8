import { failed, success } from '../../../nodes/Laddro/common/result';

it('A success says so and holds its value.', () => {
	expect(success(0)).toEqual({ ok: true, value: 0 });
});

it('A failed result says so and holds the facts of the failure.', () => {
	const failure = { kind: 'nothingGenerated', events: '' } as const;
	expect(failed(failure)).toEqual({ ok: false, failure });
});
