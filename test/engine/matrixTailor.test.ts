import { describeStreams } from './matrix';

describeStreams('tailor');
