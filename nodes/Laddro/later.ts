/** What only runs and pickers need: in the package a file of its own, which n8n does not read at its start. */
export { searchDocuments, searchResumes } from './listSearch/searchDocuments';
export { searchColors, searchFonts, searchTemplates } from './listSearch/searchLooks';
export { workOnItems } from './workOnItems';
