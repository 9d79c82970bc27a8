import { describeMatrix } from './matrix';

describeMatrix('coverLetter');
