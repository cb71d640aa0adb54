/** One column of a table while it is read: its values, and what is needed to say at the end what kind of column it is. */

import { isMissingWord, spacedNumber, switchValue } from './cell-words.ts';
import { Values } from './values.ts';

export class Column {
  readonly name: string;
  readonly values = new Values();
  /** Cells that are numbers; of a column of switches none. */
  numbers = 0;
  /** Cells that are on or off, of a column that has no numbers. */
  switches = 0;
  /** Cells that say nothing. */
  missing = 0;
  /** Cells that are neither; their value is NaN. */
  texts = 0;
  firstText: { readonly text: string; readonly row: number } | undefined;
  min = Number.POSITIVE_INFINITY;
  max = Number.NEGATIVE_INFINITY;
  /** Whether every value is an integer above the one before, and whether by 1. */
  isRising = true;
  isCounting = true;
  #previous = Number.NaN;
  #firstSwitch: Column['firstText'];

  constructor(name: string) {
    this.name = name;
  }

  /** @param value finite, or NaN for missing */
  push(value: number): void {
    if (Number.isNaN(value)) {
      this.values.push(value);
      this.missing++;
      this.isCounting = false;
      return;
    }
    if (this.switches > 0) this.#switchesWereTexts();
    this.values.push(value);
    this.numbers++;
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
    if (this.isRising) {
      if (this.numbers > 1 && value !== this.#previous + 1) {
        this.isCounting = false;
        this.isRising = value > this.#previous;
      }
      if (!Number.isInteger(value)) this.isRising = false;
      this.#previous = value;
    }
  }

  /** A cell that is no plain number. */
  pushText(text: string, decimalComma: boolean): void {
    if (isMissingWord(text)) {
      this.push(Number.NaN);
      return;
    }
    const number = spacedNumber(text, decimalComma);
    if (number !== undefined) {
      this.push(number);
      return;
    }
    const state = this.numbers > 0 || this.texts > 0 ? undefined : switchValue(text);
    const place = { text, row: this.values.length };
    if (state === undefined) {
      if (this.switches > 0) this.#switchesWereTexts();
      this.texts++;
      this.firstText ??= place;
      this.values.push(Number.NaN);
      return;
    }
    this.switches++;
    this.#firstSwitch ??= place;
    if (state < this.min) this.min = state;
    if (state > this.max) this.max = state;
    this.values.push(state);
  }

  get isConstant(): boolean {
    return this.min === this.max;
  }

  get isCounter(): boolean {
    return this.isCounting && this.isRising && this.numbers > 0;
  }

  /** A column with numbers or other texts is no column of switches: what looked like states was text. */
  #switchesWereTexts(): void {
    this.texts += this.switches;
    this.switches = 0;
    this.firstText = this.#firstSwitch;
    this.values.fill(Number.NaN);
    this.min = Number.POSITIVE_INFINITY;
    this.max = Number.NEGATIVE_INFINITY;
  }
}
