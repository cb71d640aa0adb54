/** The subtypes of `sensor_drift` against the suite of all subtypes. */

import { kindSuite } from '../support/anomaly-suite.ts';

kindSuite('sensor_drift');
