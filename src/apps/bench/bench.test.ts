import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createFrame, QUALITY } from '../../core/frame.ts';
import { type Benchmark, GROUPS } from './benchmark.ts';
import { spread } from './measure.ts';
import { BENCHMARKS } from './registry.ts';
import { formatReport, runBenchmarks } from './report.ts';
import { SyntheticSimulation } from './synthetic.ts';

describe('spread', () => {
  it('is that of the sorted figures', () => {
    assert.deepEqual(spread(Float64Array.of(3)), { min: 3, median: 3, p95: 3, p99: 3, max: 3 });
    assert.deepEqual(spread(Float64Array.of(4, 1, 2, 10)), { min: 1, median: 3, p95: 10, p99: 10, max: 10 });
    const hundred = Float64Array.from({ length: 100 }, (_, i) => 100 - i);
    assert.deepEqual(spread(hundred), { min: 1, median: 50.5, p95: 95, p99: 99, max: 100 });
  });
});

describe('runBenchmarks', () => {
  const calls: string[] = [];
  const figures = [100, 7, 5, 6];
  const fake = (name: string, group: Benchmark['group']): Benchmark => ({
    name,
    unit: 'ms',
    group,
    better: 'lower',
    runs: 3,
    warmUps: 1,
    setup() {
      calls.push(`${name} setup`);
      let run = 0;
      return { run: () => figures[run++], close: () => calls.push(`${name} close`) };
    },
  });

  it('warms up, measures and clears away the group that it is asked for', async () => {
    const benchmarks = [fake('plant.a_ms', 'plant'), fake('stream.b_ms', 'stream')];
    const started: string[] = [];
    const report = await runBenchmarks({ group: 'plant', benchmarks, onStart: ({ name }) => started.push(name) });
    const figures = { min: 5, median: 6, p95: 7, p99: 7, max: 7, runs: 3 };
    const expected = { name: 'plant.a_ms', unit: 'ms', better: 'lower', ...figures };
    assert.deepEqual(report.results, [expected]);
    assert.deepEqual(started, ['plant.a_ms']);
    assert.deepEqual(calls, ['plant.a_ms setup', 'plant.a_ms close']);
    assert.equal(report.machine.node, process.version);
    assert.ok(report.machine.cores >= 1 && report.machine.memory > 0);
  });

  it('clears away after a run that fails', async () => {
    let isClosed = false;
    const failing: Benchmark = {
      ...fake('plant.a_ms', 'plant'),
      setup: () => ({
        run: () => {
          throw new Error('broken');
        },
        close: () => {
          isClosed = true;
        },
      }),
    };
    await assert.rejects(runBenchmarks({ benchmarks: [failing] }), /broken/);
    assert.ok(isClosed);
  });

  it('gives a table with the machine below it', () => {
    const machine = { cpu: 'Fast 9000', cores: 4, memory: 16 * 2 ** 30, node: 'v26.0.0', os: 'linux 6 x64' };
    const result = {
      name: 'a.b',
      unit: 'ms',
      better: 'lower',
      min: 0.012345,
      median: 1,
      p95: 12,
      p99: 34,
      max: 1_234_567,
      runs: 9,
    } as const;
    assert.deepEqual(formatReport({ machine, results: [result] }).split('\n'), [
      'benchmark  unit     min  median  p95  p99        max  runs  better',
      'a.b        ms    0.0123       1   12   34  1,230,000     9   lower',
      '',
      'Fast 9000, 4 cores, 16 GiB, linux 6 x64, Node v26.0.0',
      '',
    ]);
  });
});

describe('the registry', () => {
  it('has names that differ and say their group or what it holds', () => {
    const names = BENCHMARKS.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    for (const { name, group, runs } of BENCHMARKS) {
      assert.match(name, /^[a-z][a-z0-9]*(\.[a-z][a-z0-9_]*)+$/);
      assert.ok(GROUPS.includes(group) && runs >= 1);
    }
  });
});

describe('SyntheticSimulation', () => {
  it('gives the same frames every time, almost all of them present', () => {
    const [a, b] = [new SyntheticSimulation(), new SyntheticSimulation()];
    const [x, y] = [createFrame(127), createFrame(127)];
    let missing = 0;
    for (let tick = 0; tick < 200; tick++) {
      a.next(x);
      b.next(y);
      assert.deepEqual(x, y);
      for (const quality of x.quality) if (quality === QUALITY.missing) missing++;
    }
    assert.ok(missing > 0 && missing < 0.01 * 127 * 200);
  });
});
