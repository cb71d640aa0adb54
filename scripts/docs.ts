/** Writes the documentation pages that are made from the source. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationPage } from '../src/apps/config/page.ts';
import { ROOT } from './step.ts';

writeFileSync(join(ROOT, 'docs/configuration.md'), configurationPage());
