import { describeFiles } from './matrix';

describeFiles();
