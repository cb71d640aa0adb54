/** For tests: a station under an effect, minute by minute as in a run, and its undisturbed twin. */

import { RandomStream } from '../../core/random.ts';
import { MINUTES_PER_DAY } from '../../core/time.ts';
import type { InfluentSource } from '../../plant/influent/source.ts';
import { DRY, fakeInfluent } from '../../plant/station/influent.fake.ts';
import { Station, type StationState } from '../../plant/station/station.ts';
import { type Envelope, intensity } from '../envelope.ts';
import type { Effect, Subtype } from '../subtype.ts';

/** An effect of a subtype at its default size, or as large as told. */
export function effectOf(subtype: Subtype, place: string, envelope: Envelope, magnitude?: number): Effect {
  return subtype.create({
    magnitude: magnitude ?? subtype.magnitude?.default ?? 0,
    envelope,
    place,
    sensors: [],
    columns: new Int32Array(0),
    catalogue: [],
    margins: new Float64Array(0),
    random: new RandomStream(1, 'effect'),
    scale: 1,
  });
}

export interface Pair {
  readonly station: Station;
  readonly clean: Station;
}

/** Runs both from a saved state, for as long as the event and `after` minutes; books are kept of the disturbed one. */
export function runBeside(start: StationState, effect: Effect, envelope: Envelope, after: number): Pair {
  const sewage = fakeInfluent(DRY);
  const begin = start.minutes;
  const disturbed: InfluentSource = {
    at(t, out) {
      sewage.at(t, out);
      const strength = intensity(envelope, 60 * (Math.round(t * MINUTES_PER_DAY) - begin - 1));
      if (strength > 0) effect.influent?.add(out, strength);
    },
  };
  const station = new Station(disturbed, { ledger: true });
  const clean = new Station(sewage);
  station.restore(start);
  clean.restore(start);
  const minutes = Math.ceil(envelope.durationS / 60) + after;
  for (let minute = 0; minute < minutes; minute++) {
    const strength = intensity(envelope, 60 * minute);
    effect.plant?.reset(station, clean);
    effect.plant?.minute?.(strength, station);
    effect.plant?.move(station, strength);
    station.refresh();
    station.advance();
    clean.advance();
  }
  return { station, clean };
}
