/** The subtypes of `cyberattack` against the suite of all subtypes. */

import { kindSuite } from '../support/anomaly-suite.ts';

kindSuite('cyberattack');
