/** The subtypes of `process_malfunction` against the suite of all subtypes. */

import { kindSuite } from '../support/anomaly-suite.ts';

kindSuite('process_malfunction');
