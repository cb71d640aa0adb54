/** Two bar screens side by side: they blind with debris until a rake clears them, by head loss or by the clock. */

export interface ScreenParameters {
  /** Head loss of a clean screen at its reference flow, m; that flow, m³/d. */
  cleanHeadLoss: number;
  screenFlow: number;
  /** Blinded share of the bars that a minute at the reference flow adds. */
  blinding: number;
  /** Head loss that starts a rake, m; time between its turns by the clock, min; duration of a rake, min. */
  rakeHeadLoss: number;
  rakeInterval: number;
  rakeTime: number;
}

export const SCREEN_COUNT = 2;
/** The rakes take turns, this many minutes apart. */
const RAKE_OFFSET = 10;
/** Bars are never blinded more than this: water finds a way. */
const MOST_BLINDED = 0.85;

export class Screens {
  /** Lever: 1 the rake works, 0 it has failed and the screen blinds. */
  readonly rakeHealth = new Float64Array(SCREEN_COUNT).fill(1);
  readonly #parameters: ScreenParameters;
  readonly #blinded = new Float64Array(SCREEN_COUNT);
  /** Minutes left of the present rake. */
  readonly #raking = new Float64Array(SCREEN_COUNT);

  constructor(parameters: ScreenParameters) {
    this.#parameters = parameters;
  }

  /** The `minute`th minute since the start, at `flow` m³/d through both; debris comes with the square of the flow, as rising water flushes the sewer. */
  minute(minute: number, flow: number): void {
    const { screenFlow, blinding, rakeHeadLoss, rakeInterval, rakeTime } = this.#parameters;
    const share = flow / SCREEN_COUNT / screenFlow;
    for (let screen = 0; screen < SCREEN_COUNT; screen++) {
      if (this.#raking[screen] > 0) {
        this.#blinded[screen] *= (this.#raking[screen] - 1) / this.#raking[screen];
        this.#raking[screen]--;
        continue;
      }
      const blinded = this.#blinded[screen] + blinding * share * share;
      this.#blinded[screen] = blinded < MOST_BLINDED ? blinded : MOST_BLINDED;
      const isTurn = (minute + RAKE_OFFSET * screen) % rakeInterval < 1;
      const due = isTurn || this.headLoss(screen, flow) > rakeHeadLoss;
      if (due && this.rakeHealth[screen] > 0) this.#raking[screen] = rakeTime;
    }
  }

  /** Head loss [m] of a screen at `flow` m³/d through both: with the square of the velocity between the free bars. */
  headLoss(screen: number, flow: number): number {
    const { cleanHeadLoss, screenFlow } = this.#parameters;
    const velocity = flow / SCREEN_COUNT / screenFlow / (1 - this.#blinded[screen]);
    return cleanHeadLoss * velocity * velocity;
  }

  /** How many rakes move. */
  get raking(): number {
    let count = 0;
    for (let screen = 0; screen < SCREEN_COUNT; screen++) if (this.#raking[screen] > 0) count++;
    return count;
  }

  save(): number[] {
    return [...this.rakeHealth, ...this.#blinded, ...this.#raking];
  }

  restore(saved: readonly number[]): void {
    this.rakeHealth.set(saved.slice(0, SCREEN_COUNT));
    this.#blinded.set(saved.slice(SCREEN_COUNT, 2 * SCREEN_COUNT));
    this.#raking.set(saved.slice(2 * SCREEN_COUNT, 3 * SCREEN_COUNT));
  }
}
