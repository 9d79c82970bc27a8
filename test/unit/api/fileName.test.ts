import fc from 'fast-check';
import { fileNameOf, safeFileName } from '../../../nodes/Laddro/api/fileName';
import { cases } from '../cases';

const nameIn = (header: unknown) => fileNameOf({ 'content-disposition': header }, '.pdf');

describe('The name that a response gives its file', () => {
	it.each([
		['attachment; filename=resume.pdf', 'resume.pdf'],
		['attachment; filename="Resume of Jane.pdf"', 'Resume of Jane.pdf'],
		['inline;filename="a.pdf"', 'a.pdf'],
		['ATTACHMENT; FILENAME="a.pdf"', 'a.pdf'],
		[`attachment; filename*=UTF-8''L%C3%A4ko%20%E2%82%AC.pdf`, 'Läko €.pdf'],
		[`attachment; filename="plain.pdf"; filename*=UTF-8''f%C3%BCr.pdf`, 'für.pdf'],
		[`attachment; filename*=UTF-8''f%C3%BCr.pdf; filename="plain.pdf"`, 'für.pdf'],
		['attachment; filename="say \\"hi\\".pdf"', 'say hi.pdf'],
		['attachment; filename="resume"', 'resume.pdf'],
		['attachment; filename="resume.docx"', 'resume.docx.pdf'],
		['attachment; filename="../../etc/passwd"', 'passwd.pdf'],
		[`attachment; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd`, 'passwd.pdf'],
	])('The header %s gives the name "%s".', (header, name) => {
		expect(nameIn(header)).toBe(name);
	});

	it.each([
		undefined,
		'',
		'attachment',
		'attachment; filename=',
		'attachment; filename=""',
		'attachment; filename="   "',
		'attachment; filename=".pdf"',
		'attachment; filename="///"',
		['attachment; filename=a.pdf'],
		17,
	])('The header %j gives none.', (header) => {
		expect(nameIn(header)).toBeUndefined();
	});

	it.each([
		'; ; ;',
		'=',
		'attachment; filename',
		'attachment; filename="never closed',
		'attachment; filename*=nonsense',
		`attachment; filename*=UTF-8''%E0%A4%A`,
		`attachment; filename*=KOI8-R''x.pdf`,
		'\u0000\u0001',
		'attachment; '.repeat(10_000),
	])('The garbage %j does no harm.', (header) => {
		const name = nameIn(header);
		expect(name === undefined || name.endsWith('.pdf')).toBe(true);
	});
});

describe('A name that is safe to store', () => {
	it.each([
		['resume.pdf', 'resume.pdf'],
		['Resume.PDF', 'Resume.pdf'],
		['resume', 'resume.pdf'],
		['résumé 履歴書.pdf', 'résumé 履歴書.pdf'],
		['a/b/c.pdf', 'c.pdf'],
		['C:\\Users\\me\\cv.pdf', 'cv.pdf'],
		['/absolute.pdf', 'absolute.pdf'],
		['a:b*c?d"e<f>g|h.pdf', 'a b c d e f g h.pdf'],
		['a\u0000\u001f\nb.pdf', 'a b.pdf'],
		['invoice\u202efdp.exe', 'invoice fdp.exe.pdf'],
		['zero\u200bwidth.pdf', 'zero width.pdf'],
		['  many \t  spaces  .pdf', 'many spaces.pdf'],
		['.hidden.pdf', 'hidden.pdf'],
		['...dots.pdf', 'dots.pdf'],
		['. spaced.pdf', 'spaced.pdf'],
		['a.b.pdf', 'a.b.pdf'],
		['a..pdf', 'a..pdf'],
		['resume.pdf.pdf', 'resume.pdf.pdf'],
		['xpdf', 'xpdf.pdf'],
	])('The name %j becomes "%s".', (name, safe) => {
		expect(safeFileName(name, '.pdf')).toBe(safe);
	});

	it.each([undefined, '', ' ', '.', '..', '...', '/', 'a/', '.pdf', '..pdf', '?', '\u202e'])(
		'Of the name %j nothing is left.',
		(name) => {
			expect(safeFileName(name, '.pdf')).toBeUndefined();
		},
	);

	it('It has the ending of its type, whatever it came with.', () => {
		expect(safeFileName('both.zip', '.zip')).toBe('both.zip');
		expect(safeFileName('both.pdf', '.zip')).toBe('both.pdf.zip');
	});

	it('It is cut after 120 characters, of which none is torn.', () => {
		expect(safeFileName('x'.repeat(120), '.pdf')).toBe(`${'x'.repeat(120)}.pdf`);
		expect(safeFileName('x'.repeat(121), '.pdf')).toBe(`${'x'.repeat(120)}.pdf`);
		expect(safeFileName('😀'.repeat(121), '.pdf')).toBe(`${'😀'.repeat(120)}.pdf`);
		expect(safeFileName(`${'x'.repeat(119)} y`, '.pdf')).toBe(`${'x'.repeat(119)}.pdf`);
	});

	it('It never is a path, hidden, or longer than file systems allow.', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
				const safe = safeFileName(name, '.pdf');
				if (safe === undefined) return;
				expect(safe).toMatch(/^[^./\\:*?"<>|\p{Cc}\s][^/\\:*?"<>|\p{Cc}]*\.pdf$/u);
				expect([...safe].length).toBeLessThanOrEqual(124);
				expect(safeFileName(safe, '.pdf')).toBe(safe);
			}),
			cases(),
		);
	});
});
