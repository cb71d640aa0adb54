/** Two bar screens side by side: they blind with debris until a rake clears them, by head loss or by timer. */

export interface ScreenParameters {
  /** Head loss of a clean screen at its reference flow, m; that flow, m³/d. */
  cleanHeadLoss: number;
  screenFlow: number;
  /** Blinded share of the bars that a minute at the reference flow adds. */
  blinding: number;
  /** Head loss that starts a rake, m; longest time between rakes, min; duration of a rake, min. */
  rakeHeadLoss: number;
  rakeInterval: number;
  rakeTime: number;
}

export const SCREEN_COUNT = 2;
/** Bars are never blinded more than this: water finds a way. */
const MOST_BLINDED = 0.85;

export class Screens {
  /** Lever: 1 the rake works, 0 it has failed and the screen blinds. */
  readonly rakeHealth = new Float64Array(SCREEN_COUNT).fill(1);
  readonly #parameters: ScreenParameters;
  readonly #blinded = new Float64Array(SCREEN_COUNT);
  /** Minutes since the last rake, and minutes left of the present one. */
  readonly #since = Float64Array.from({ length: SCREEN_COUNT }, (_, screen) => 10 * screen);
  readonly #raking = new Float64Array(SCREEN_COUNT);

  constructor(parameters: ScreenParameters) {
    this.#parameters = parameters;
  }

  /** One minute at `flow` m³/d through both; debris comes with the square of the flow, as rising water flushes the sewer. */
  minute(flow: number): void {
    const { screenFlow, blinding, rakeHeadLoss, rakeInterval, rakeTime } = this.#parameters;
    const share = flow / SCREEN_COUNT / screenFlow;
    for (let screen = 0; screen < SCREEN_COUNT; screen++) {
      this.#since[screen]++;
      if (this.#raking[screen] > 0) {
        this.#blinded[screen] *= (this.#raking[screen] - 1) / this.#raking[screen];
        this.#raking[screen]--;
        continue;
      }
      const blinded = this.#blinded[screen] + blinding * share * share;
      this.#blinded[screen] = blinded < MOST_BLINDED ? blinded : MOST_BLINDED;
      const due = this.headLoss(screen, flow) > rakeHeadLoss || this.#since[screen] >= rakeInterval;
      if (due && this.rakeHealth[screen] > 0) {
        this.#raking[screen] = rakeTime;
        this.#since[screen] = 0;
      }
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
    return [...this.rakeHealth, ...this.#blinded, ...this.#since, ...this.#raking];
  }

  restore(saved: readonly number[]): void {
    this.rakeHealth.set(saved.slice(0, SCREEN_COUNT));
    this.#blinded.set(saved.slice(SCREEN_COUNT, 2 * SCREEN_COUNT));
    this.#since.set(saved.slice(2 * SCREEN_COUNT, 3 * SCREEN_COUNT));
    this.#raking.set(saved.slice(3 * SCREEN_COUNT, 4 * SCREEN_COUNT));
  }
}
