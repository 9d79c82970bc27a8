import { readWithHttp } from '../readers/http';
import { serveReadings } from './serveReadings';

serveReadings(readWithHttp);
