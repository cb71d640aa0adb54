/** `verify`: what was promised, measured here and now, with a verdict. */

import { type Command, Option } from 'commander';
import { ConfigError } from '../../../core/errors.ts';
import { DEVELOPMENT_SEEDS } from '../../quality/seeds.ts';
import { CheckFailed, type CliContext } from '../context.ts';
import { createProgress } from '../progress.ts';

interface PerformanceFlags {
  readonly engine?: string;
  readonly seeds: string;
  readonly judge?: true;
  readonly days?: string;
  readonly quick?: true;
  readonly robustness?: true;
  readonly json?: true;
}

const DAYS = { quick: 2, usual: 7, judging: 14 };
const LEARN_DAYS = 28;
const MOST_DAYS = 365;

export function addVerify(program: Command, context: CliContext): void {
  const verify = program.command('verify').description('Checks what was promised; exit code 1 where it is not so.');
  verify
    .command('performance')
    .summary('latency, throughput, accuracy and quality of detection')
    .description(
      'Measures latency and throughput in process and over HTTP, and the quality of detection on the labelled ' +
        'station with intervals, beside trivial detectors. Each seed learns from clean days and is watched for as ' +
        'many days as told; seeds 111 to 120 were never used while the detector was developed.',
    )
    .option('--engine <URL>', 'a running engine; without it one is started for the time being')
    .option('--seeds <LIST>', 'runs to judge by, such as 1,2,5-8', DEVELOPMENT_SEEDS)
    .addOption(new Option('--judge', 'the seeds kept for judging, 111-120, with 14 days each').conflicts('seeds'))
    .option('--days <N>', 'days that each seed is watched (default 7)')
    .option('--quick', 'one seed and two days')
    .option('--robustness', 'also try to hide real events from the detector, which takes about a minute')
    .option('--json', 'print JSON')
    .action((flags: PerformanceFlags) => performanceCheck(flags, context));
}

async function performanceCheck(flags: PerformanceFlags, context: CliContext): Promise<void> {
  const [{ verifyPerformance }, { formatPerformance }, { verdictOf }, { JUDGING_SEEDS, parseSeeds }, { createLogger }] =
    await Promise.all([
      import('../../verify/performance.ts'),
      import('../../verify/performance-text.ts'),
      import('../../verify/format.ts'),
      import('../../quality/seeds.ts'),
      import('../../log.ts'),
    ]);
  const seeds = parseSeeds(flags.judge ? JUDGING_SEEDS : flags.seeds);
  const usual = flags.judge ? DAYS.judging : flags.quick ? DAYS.quick : DAYS.usual;
  const progress = createProgress(context, 'verify');
  const report = await verifyPerformance({
    seeds: flags.quick ? seeds.slice(0, 1) : seeds,
    days: flags.days === undefined ? usual : parseDays(flags.days),
    learnDays: LEARN_DAYS,
    engineUrl: flags.engine,
    robustness: flags.robustness,
    logger: createLogger({ level: 'warn', format: 'auto' }, context.isTerminal),
    onProgress: (share) => progress.update(share, 1),
  }).finally(() => progress.end());
  const verdict = verdictOf(report.specification);
  context.out(flags.json ? `${JSON.stringify({ ...report, passed: verdict.isPassed })}\n` : formatPerformance(report));
  if (!verdict.isPassed) throw new CheckFailed(verdict.text);
}

function parseDays(text: string): number {
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= MOST_DAYS) return days;
  throw new ConfigError({ where: '--days', got: text, expected: `a whole number from 1 to ${MOST_DAYS}` });
}
