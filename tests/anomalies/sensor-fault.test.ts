/** The subtypes of `sensor_fault` against the suite of all subtypes. */

import { kindSuite } from '../support/anomaly-suite.ts';

kindSuite('sensor_fault');
