import { readWithPlainLoopInN8n } from '../readers/plainLoopInN8n';
import { serveReadings } from './serveReadings';

serveReadings(readWithPlainLoopInN8n);
