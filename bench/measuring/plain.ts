import { readWithPlainLoop } from '../readers/plainLoop';
import { serveReadings } from './serveReadings';

serveReadings(readWithPlainLoop);
