/** Writes `docs/commands.md` and `docs/configuration.md` from the command line and the configuration's schema. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandsPage } from '../src/apps/cli/page.ts';
import { configurationPage } from '../src/apps/config/page.ts';
import { ROOT } from './step.ts';

writeFileSync(join(ROOT, 'docs/commands.md'), commandsPage());
writeFileSync(join(ROOT, 'docs/configuration.md'), configurationPage());
