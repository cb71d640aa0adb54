/** What every subtype that falsifies readings keeps to, whatever it is asked for. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { QUALITY } from '../../core/frame.ts';
import { CYBERATTACKS } from '../cyberattack.ts';
import { SENSOR_DRIFTS } from '../sensor-drift.ts';
import { SENSOR_FAULTS } from '../sensor-fault.ts';
import type { Amount, Subtype } from '../subtype.ts';
import { sampleTicks } from './instruments.ts';
import {
  type Asked,
  CATALOGUE_SENSORS,
  contextOf,
  falsify,
  healthy,
  type Readings,
  type Staged,
} from './synthetic.fake.ts';

const MINUTES = 90;
const TICKS = 12 * MINUTES;
/** Every third instrument of the catalogue has all classes and types that differ. */
const sensors = CATALOGUE_SENSORS.filter((_, i) => i % 3 === 0 || CATALOGUE_SENSORS[i].class === 'D');
const stride = sensors.length;
/** Every fourth instrument is silent for a while, others without the disturbance. */
const staged: Staged = {
  sensors,
  honest: withGaps(healthy(sensors, MINUTES), 0),
  undisturbed: withGaps(healthy(sensors, MINUTES, 2), 1),
};

/** What strikes between samples too, and what begins between them. */
const AT_ANY_TIME = new Set(['failure_low', 'failure_high', 'missing', 'intermittent', 'denial_of_view']);
const FROM_ANY_TIME = new Set(['replay', 'setpoint_manipulation', 'unauthorized_command']);
/** A replay that has less than a day to play begins anew after whole half hours, whatever an instrument is at then. */
const REPLAYED_TICKS = 360;

const asks = (subtype: Subtype): fc.Arbitrary<Asked> => {
  const suited = sensors.flatMap((sensor, column) => (subtype.refuses?.(sensor) === undefined ? [column] : []));
  const amount = ({ min, max }: Amount) => fc.double({ min, max, noNaN: true });
  return fc
    .record({
      columns: subtype.acts === 'sensor' ? fc.subarray(suited, { minLength: 1, maxLength: 12 }) : fc.constant([]),
      place: fc.constantFrom(...(subtype.places ?? [''])),
      magnitude: subtype.magnitude ? amount(subtype.magnitude) : fc.constant(0),
      shape: fc.constantFrom(...subtype.shapes),
      startTick: fc.integer({ min: 0, max: TICKS - 1 }),
      ticks: fc.integer({ min: 1, max: TICKS }),
      seed: fc.nat(),
    })
    .map((asked) => ({ ...asked, history: 720 }));
};

for (const subtype of [...SENSOR_FAULTS, ...SENSOR_DRIFTS, ...CYBERATTACKS]) {
  test(`${subtype.kind}/${subtype.name} changes its own readings while in force, as its instruments would`, () => {
    fc.assert(
      fc.property(asks(subtype), (asked) => {
        const reported = falsify(subtype, staged, asked);
        assert.deepEqual(falsify(subtype, staged, asked), reported, 'the same again');
        const columns = subtype.create(contextOf(subtype, sensors, asked)).readings?.columns ?? new Int32Array();
        if (subtype.acts === 'sensor') assert.deepEqual([...columns], asked.columns);
        const own = new Set(columns);
        const { honest } = staged;
        for (let row = 0, at = 0; row < TICKS; row++) {
          const isInForce = row >= asked.startTick && row < asked.startTick + asked.ticks;
          for (let column = 0; column < stride; column++, at++) {
            const value = reported.values[at];
            if (!isInForce || !own.has(column)) {
              if (!Object.is(value, honest.values[at]) || reported.quality[at] !== honest.quality[at]) {
                assert.fail(`${sensors[column].id} at ${row}: ${value}, not ${honest.values[at]}`);
              }
              if (reported.marks[at] !== 0) assert.fail(`${sensors[column].id} at ${row}: marked`);
              continue;
            }
            const wrong = fault(column, value, reported.quality[at]);
            if (wrong) assert.fail(`${sensors[column].id} at ${row}: ${value} ${wrong}`);
            const every = sampleTicks(sensors[column]);
            const mayJump =
              AT_ANY_TIME.has(subtype.name) ||
              (row === asked.startTick && FROM_ANY_TIME.has(subtype.name)) ||
              (subtype.name === 'replay' && (row - asked.startTick) % REPLAYED_TICKS === 0);
            const before = reported.values[at - stride];
            if (every > 0 && row % every > 0 && !mayJump && !Object.is(value, before)) {
              assert.fail(`${sensors[column].id} at ${row}, between samples: ${before} to ${value}`);
            }
            const isTrue = Object.is(value, honest.values[at]) && reported.quality[at] === honest.quality[at];
            if (isTrue && reported.marks[at] === 1) assert.fail(`${sensors[column].id} at ${row}: marked though true`);
          }
        }
      }),
      { numRuns: 12 },
    );
  });

  test(`${subtype.kind}/${subtype.name} allows what it draws at random, and says where its figures come from`, () => {
    for (const amount of [subtype.duration, ...(subtype.magnitude ? [subtype.magnitude] : [])]) {
      const { min, max, random, source } = amount;
      assert.ok(min <= random[0] && random[0] <= random[1] && random[1] <= max, `${min} ${random} ${max}`);
      assert.ok(min <= amount.default && amount.default <= max);
      if (amount.eitherSign) assert.ok(random[0] > 0 && min <= -random[1]);
      assert.match(source, /estimate|^[PS]: /);
    }
    assert.ok(subtype.weight > 0);
    assert.equal(subtype.technique !== undefined, subtype.kind === 'cyberattack');
  });
}

/** Half an hour of no readings, from one sample of the slowest instruments to the next. */
function withGaps({ values, quality }: Readings, first: number): Readings {
  for (let row = 360; row < 720; row++) {
    for (let column = first; column < stride; column += 4) {
      values[row * stride + column] = Number.NaN;
      quality[row * stride + column] = QUALITY.missing;
    }
  }
  return { values, quality };
}

/** What no instrument would show: off its grid, out of its range, a number that is missing. */
function fault(column: number, value: number, quality: number): string | undefined {
  const { range, resolution } = sensors[column];
  if (Number.isNaN(value)) return quality === QUALITY.missing ? undefined : 'without being missing';
  if (quality === QUALITY.missing) return 'though missing';
  if (value < range[0] || value > range[1]) return `out of ${range.join(' to ')}`;
  const steps = Math.round(1 / resolution);
  return Math.round(value * steps) / steps === value ? undefined : `off the grid of ${resolution}`;
}
