import { describeStreams } from './matrix';

describeStreams('coverLetter');
