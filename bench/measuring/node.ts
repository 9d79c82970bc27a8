import { readWithNode } from '../readers/node';
import { serveReadings } from './serveReadings';

serveReadings(readWithNode);
