/** Evidence of the plant as a whole: how it changes, and where it is. */

import type { Features } from './features.ts';
import { Group } from './group.ts';
import type { Model } from './model.ts';
import { evidenceOf, type Tail } from './tail.ts';

export class PlantEvidence {
  readonly changes: Group;
  readonly whereabouts: Group;
  /** Evidence of both in the last period. */
  changesEvidence = 0;
  whereaboutsEvidence = 0;
  readonly #changesTail: Tail;
  readonly #whereaboutsTail: Tail;

  constructor({ changes, changesTail, whereabouts, whereaboutsTail }: Model) {
    this.changes = new Group(changes);
    this.whereabouts = new Group(whereabouts);
    this.#changesTail = changesTail;
    this.#whereaboutsTail = whereaboutsTail;
  }

  /** Takes the features of a period. */
  step(features: Features): void {
    this.changes.step(features);
    this.whereabouts.step(features);
    this.changesEvidence = evidenceOf(this.changes.value, this.#changesTail);
    this.whereaboutsEvidence = evidenceOf(this.whereabouts.value, this.#whereaboutsTail);
  }
}
