/** Holds the package against the API itself: what it relies on, and what the node makes of real answers. */
export { judge, judgeNode, observe } from './checkApi';
export { planOf } from './costs';
export { Stop } from './observe/stop';
export { record } from './record/record';
export { hasDifferences, reportOf } from './report';
