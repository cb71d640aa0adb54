/** What the coherence of the instruments is judged by: two weeks with rain, and days with too little air. */

import { rainySimulation } from '../../src/pipeline/rainy-simulation.fake.ts';
import { buildCatalogue, type Sensor, type SensorConfig } from '../../src/sensors/index.ts';
import { type Readings, record } from './readings.ts';

const WARM_UP_DAYS = 8;

/** Instruments beside the 127, where a balance needs one; a configuration can add them. */
// biome-ignore format: a table reads best compact
const EXTRA: SensorConfig = {
  types: { alcalinite: { base: 5, unit: 'mmol/L', range: [0, 20], noise: 0.002, calibration: 0.003, resolution: 0.01 } },
  sensors: [
    { id: 'X-NH-0', type: 'ammoniac', stage: 'pretraitement', location: 'Canal d’arrivée', tap: 'influent.S_NH', range: [0, 100] },
    { id: 'X-ALK-0', type: 'alcalinite', stage: 'pretraitement', location: 'Canal d’arrivée', tap: 'influent.alkalinity' },
    { id: 'X-DEB-L', type: 'debit', stage: 'pretraitement', location: 'Retours en tête', tap: 'liquor.Q', range: [0, 500] },
    { id: 'X-MVS-P', type: 'mes', stage: 'decantation_primaire', location: 'Boues, matières volatiles', tap: 'primary_sludge.VSS', range: [0, 100_000] },
    { id: 'X-NH-2', type: 'ammoniac', stage: 'traitement_biologique', location: 'Bassin n° 2', tap: 'reactor2.S_NH' },
    { id: 'X-NO2-2', type: 'nitrites', stage: 'traitement_biologique', location: 'Bassin n° 2', tap: 'reactor2.S_NO2' },
    { id: 'X-ALK-2', type: 'alcalinite', stage: 'traitement_biologique', location: 'Bassin n° 2', tap: 'reactor2.alkalinity' },
    { id: 'X-ALK-5', type: 'alcalinite', stage: 'traitement_biologique', location: 'Bassin n° 5', tap: 'reactor5.alkalinity' },
    { id: 'X-ENE-R', type: 'consommation_energie', stage: 'traitement_biologique', location: 'Recirculation', tap: 'recirculation.power', range: [0, 50] },
    { id: 'X-NO2-T', type: 'nitrites', stage: 'traitement_tertiaire', location: 'Eau filtrée', tap: 'filtered.S_NO2' },
    { id: 'X-DEB-E', type: 'debit', stage: 'traitement_boues', location: 'Boues épaissies', tap: 'thickened.Q', range: [0, 20] },
    { id: 'X-MVS-E', type: 'mes', stage: 'traitement_boues', location: 'Boues épaissies, matières volatiles', tap: 'thickened.VSS', range: [0, 150_000] },
    { id: 'X-MVS-D', type: 'mes', stage: 'traitement_boues', location: 'Digesteur, matières volatiles', tap: 'digester.VSS', range: [0, 50_000] },
  ],
};

export function instruments(): readonly Sensor[] {
  return buildCatalogue(EXTRA).sensors;
}

export function fortnight(): Readings {
  return record(rainySimulation({ warmupDays: WARM_UP_DAYS, sensors: EXTRA }), 14);
}

/** One blower of three, which gives all it can by day: the oxygen is then what the load leaves of it. */
export function shortOfAir(): Readings {
  const simulation = rainySimulation({ warmupDays: WARM_UP_DAYS, sensors: EXTRA });
  simulation.station.aeration.blowers.available.set([0, 0, 1]);
  return record(simulation, 3);
}
