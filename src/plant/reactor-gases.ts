/** What the reactors of an activated sludge process exchange with the air, for the books that are kept of it. */

import type { ActivatedSludge } from './activated-sludge.ts';
import { createRates } from './biology/kinetics.ts';
import { gujerMatrix, PROCESSES } from './biology/matrix.ts';
import { YIELDS } from './biology/parameters.ts';
import { LANES } from './biology/stoichiometry.ts';
import { C } from './components.ts';

export class ReactorGases {
  readonly #plant: ActivatedSludge;
  /** Dinitrogen that a unit of each process makes. */
  readonly #n2: Float64Array;
  readonly #rho = createRates();

  constructor(plant: ActivatedSludge) {
    this.#plant = plant;
    const matrix = gujerMatrix(YIELDS, plant.extensions);
    this.#n2 = Float64Array.from(PROCESSES, (process) => matrix[process].N2 ?? 0);
  }

  /** g O2/d that the reactors take from the air, with the process's states from `y[at]` on. */
  oxygen(y: Float64Array, at: number): number {
    const plant = this.#plant;
    const { volumes } = plant;
    let uptake = 0;
    for (let r = 0; r < volumes.length; r++) {
      uptake += volumes[r] * plant.oxygenUptake(r, y[at + plant.reactorAt(r) + C.S_O]);
    }
    return uptake;
  }

  /** g N/d that leaves the reactors as N2, by the processes' rates. */
  dinitrogen(y: Float64Array, at: number): number {
    const plant = this.#plant;
    const { volumes } = plant;
    const rho = this.#rho;
    const n2 = this.#n2;
    let produced = 0;
    for (let r = 0; r < volumes.length; r++) {
      plant.fillRates(y, at, r, rho);
      for (let j = 0; j < n2.length; j++) produced += volumes[r] * n2[j] * rho[j * LANES + r];
    }
    return produced;
  }
}
