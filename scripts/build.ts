/** Compiles src into dist: JavaScript and declarations, nothing left over from an earlier build. */

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, step } from './step.ts';

rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
step('build', process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']);
