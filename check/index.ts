/** Holds the package against the API itself: what it relies on, and what the node makes of real answers. */
export { judge, judgeNode, observeApi } from './checkApi';
export { planOf } from './costs';
export type { Answers } from './observe/requests';
export { Stop } from './observe/stop';
export { record } from './record/record';
export { hasDifferences, reportOf } from './report';
