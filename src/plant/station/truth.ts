/** The truth of every tap, once a simulated minute: points of the water, then the machines' signals. */

import { INFLUENT } from '../influent/source.ts';
import { measurePoint } from '../measure/measure.ts';
import { KIND_OF_POINT, pointOffset } from '../measure/points.ts';
import { POINTS, type Point, tapIndex } from '../taps.ts';
import { Q, type Stream } from '../unit.ts';
import type { Streams } from './assembly.ts';
import type { Station } from './station.ts';

const RAIN = tapIndex('rain.intensity');
const AIR = tapIndex('air.temperature');
const SLUDGE_POWER = tapIndex('sludge.power');
const RECIRCULATION_POWER = tapIndex('recirculation.power');
const PLANT_POWER = tapIndex('plant.power');
const STAGE_POWERS = [
  'pretreatment.power',
  'primary.power',
  'aeration.power',
  'mixing.power',
  'recirculation.power',
  'secondary.power',
  'tertiary.power',
  'uv.power',
  'sludge.power',
].map(tapIndex);
/** Buildings, heating and instruments, kW (estimate: a tenth of such a plant's consumption). */
const BASE_POWER = 25;

const STREAM_OF_POINT: Partial<Record<Point, keyof Streams>> = {
  influent: 'influent',
  screened: 'screened',
  primary_effluent: 'primaryEffluent',
  primary_sludge: 'primarySludge',
  clarifier_effluent: 'clarifierEffluent',
  waste_sludge: 'wasteSludge',
  filtered: 'filtered',
  disinfected: 'disinfected',
  outlet: 'outlet',
  thickened: 'thickened',
  digester: 'digested',
  dewatered: 'cake',
  liquor: 'liquor',
};
const STREAM_POINTS = POINTS.filter((point) => point in STREAM_OF_POINT);
const STREAM_KEYS = STREAM_POINTS.map((point) => STREAM_OF_POINT[point] as keyof Streams);
const STREAM_OFFSETS = STREAM_POINTS.map(pointOffset);
const STREAM_KINDS = STREAM_POINTS.map((point) => KIND_OF_POINT[point]);

const REACTOR_OFFSETS = ([1, 2, 3, 4, 5] as const).map((r) => pointOffset(`reactor${r}`));
const REACTOR_KIND = KIND_OF_POINT.reactor1;
const RETURN_OFFSET = pointOffset('return_sludge');

/** Fills `truth` (order of `TAP_NAMES`) from the station's states and the streams of its last derivative. */
export function writeTruth(station: Station, truth: Float64Array): void {
  const { streams, units, y, influent } = station;
  const { sludge } = units;
  for (let i = 0; i < STREAM_KEYS.length; i++) {
    const stream: Stream = streams[STREAM_KEYS[i]];
    truth[STREAM_OFFSETS[i]] = stream[Q];
    measurePoint(stream, 0, STREAM_KINDS[i], truth, STREAM_OFFSETS[i]);
  }
  const sludgeAt = station.at(sludge);
  const through = sludge.feed[Q] + sludge.Q_r + sludge.Q_intr;
  for (let r = 0; r < REACTOR_OFFSETS.length; r++) {
    truth[REACTOR_OFFSETS[r]] = through;
    measurePoint(y, sludgeAt + sludge.reactorAt(r), REACTOR_KIND, truth, REACTOR_OFFSETS[r]);
  }
  truth[RETURN_OFFSET] = sludge.Q_r;
  measurePoint(streams.underflow, 0, KIND_OF_POINT.return_sludge, truth, RETURN_OFFSET);

  truth[RAIN] = influent[INFLUENT.rain];
  truth[AIR] = influent[INFLUENT.airTemperature];
  units.pretreatment.writeSignals(y, station.at(units.pretreatment), truth);
  units.primary.writeSignals(y, station.at(units.primary), truth);
  units.dosing.writeSignals(y, 0, truth);
  station.aeration.writeSignals(truth);
  station.pumping.writeSignals(y, sludgeAt, truth);
  units.filters.writeSignals(y, station.at(units.filters), truth);
  units.disinfection.writeSignals(y, station.at(units.disinfection), truth);
  units.thickener.writeSignals(y, 0, truth);
  units.digester.writeSignals(y, station.at(units.digester), truth);
  units.dewatering.writeSignals(y, 0, truth);

  truth[SLUDGE_POWER] = units.thickener.power + units.dewatering.power + units.digester.power;
  truth[RECIRCULATION_POWER] = station.pumping.recirculationPower;
  let total = BASE_POWER * station.scale;
  for (let i = 0; i < STAGE_POWERS.length; i++) total += truth[STAGE_POWERS[i]];
  truth[PLANT_POWER] = total;
}
