/** The subtypes of `pollution_spike` against the suite of all subtypes. */

import { kindSuite } from '../support/anomaly-suite.ts';

kindSuite('pollution_spike');
