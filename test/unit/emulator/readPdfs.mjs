// Prints the text and the number of pages of the PDF files that are named, as JSON.
// A process of its own, because the PDF reader's imports do not work in jest.
import { readFile } from 'node:fs/promises';
import { PDFParse } from 'pdf-parse';

const read = async (path) => {
	const parser = new PDFParse({ data: new Uint8Array(await readFile(path)) });
	const { text, total } = await parser.getText({ pageJoiner: '' });
	await parser.destroy();
	return { text, pages: total };
};

console.log(JSON.stringify(await Promise.all(process.argv.slice(2).map(read))));
