import { readTask } from '../../../nodes/Laddro/operations';
import { APPLICATION, DOCUMENT } from '../../package/contract';
import { BadExpression, parametersWith } from '../parameters/context';
import { run } from './task';

describe('The operation that an item asks for', () => {
	it.each([
		['tailor', '/v1/tailor'],
		['coverLetter', '/v1/cover-letters/generate'],
	])('The operation "%s" leads to a request to %s.', async (operation, path) => {
		const task = readTask(parametersWith({ operation }));
		if (!task.ok) throw new Error('Not read');
		expect((await run(task.value)).requests).toMatchObject([{ path }]);
	});

	it.each(['translate', '', null])('The operation %j is refused.', (operation) => {
		expect(readTask(parametersWith({ operation }))).toEqual({
			ok: false,
			failure: {
				kind: 'parameter',
				message: "'Operation' has an unknown value",
				advice: `Use one of: ${APPLICATION.join(', ')}.`,
			},
		});
	});

	it.each(['get', 'getMany', 'downloadPdf'])(
		'The operation "%s" is one of stored documents only.',
		(operation) => {
			expect(readTask(parametersWith({ operation })).ok).toBe(false);
			const parameters = { resource: 'document', operation, documentId: 'res_1' };
			expect(readTask(parametersWith(parameters)).ok).toBe(true);
		},
	);

	it('A stored document can not be tailored.', () => {
		const parameters = { resource: 'document', operation: 'tailor' };
		expect(readTask(parametersWith(parameters))).toMatchObject({
			failure: { advice: `Use one of: ${DOCUMENT.join(', ')}.` },
		});
	});

	it.each(['resume', '', null])('The resource %j is refused.', (resource) => {
		expect(readTask(parametersWith({ resource }))).toEqual({
			ok: false,
			failure: {
				kind: 'parameter',
				message: "'Resource' has an unknown value",
				advice: 'Use one of: application, document.',
			},
		});
	});

	it.each(['resource', 'operation'])(
		'An expression for the %s that fails is the failure.',
		(name) => {
			const bad = new BadExpression('x is not defined');
			expect(readTask(parametersWith({ [name]: bad }))).toMatchObject({
				failure: { kind: 'parameter', message: 'x is not defined' },
			});
		},
	);

	it('A wrong parameter of the operation is the failure.', () => {
		expect(readTask(parametersWith({ jobPosting: '' }))).toMatchObject({
			failure: { message: "'Job Posting' is empty" },
		});
	});
});
