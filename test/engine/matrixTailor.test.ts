import { describeMatrix } from './matrix';

describeMatrix('tailor');
