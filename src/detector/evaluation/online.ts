/** How a running engine does, where its source offers the truth: from the beginning, and over the last hour. */

import { type ConfusionFigures, confusionFigures, createConfusion } from './confusion.ts';
import { DetectionLog } from './detection-log.ts';
import type { FrameLabels } from './truth.ts';
import type { Verdict } from './verdict.ts';
import { ConfusionWindow } from './window.ts';

/** Events that are remembered at most; those forgotten are the ones begun first. */
const MOST_EVENTS = 1_000;

interface Known {
  /** Time of its first labelled reading, ms. */
  readonly first: number;
  isFound: boolean;
}

export class OnlineEvaluation {
  /** Events of which a reading has been labelled, and those of them that were found. */
  events = 0;
  found = 0;
  /** Detections that have ended with nothing labelled near them, see `DetectionLog`. */
  falseAlarms = 0;
  readonly #channelIds: readonly string[];
  readonly #onFound: (delayS: number) => void;
  readonly #all = createConfusion();
  readonly #window = new ConfusionWindow();
  readonly #known = new Map<number, Known>();
  #log: DetectionLog;

  /** @param onFound called for each event that is found, with the seconds since its first labelled reading */
  constructor(channelIds: readonly string[], onFound: (delayS: number) => void = () => {}) {
    this.#channelIds = channelIds;
    this.#onFound = onFound;
    this.#log = this.#createLog();
  }

  /** Takes a frame, its truth and its judgement. @param time ms since the Unix epoch, never falling */
  push(time: number, labels: FrameLabels, { flags, changes }: Pick<Verdict, 'flags' | 'changes'>): void {
    const { events } = labels;
    let [tp, fp, fn] = [0, 0, 0];
    for (let i = 0; i < events.length; i++) {
      const isFlagged = flags[i] === 1;
      if (events[i] === 0) {
        if (isFlagged) fp++;
        continue;
      }
      this.#meet(events[i], time, isFlagged);
      if (isFlagged) tp++;
      else fn++;
    }
    const tn = events.length - tp - fp - fn;
    for (const counts of [this.#all, this.#window.at(time)]) {
      counts.tp += tp;
      counts.fp += fp;
      counts.tn += tn;
      counts.fn += fn;
    }
    this.#log.push(time, labels, false, changes);
  }

  /** Of all readings so far; a figure is NaN where there is nothing to reckon it from. */
  total(): ConfusionFigures {
    return confusionFigures(this.#all);
  }

  /** Of the readings of the last hour, in the frames' own time. */
  lastHour(): ConfusionFigures {
    return confusionFigures(this.#window.sum());
  }

  /** The frames begin anew, and so do the numbers of events and detections; what was counted stays. */
  restart(): void {
    this.#known.clear();
    this.#window.clear();
    this.#log = this.#createLog();
  }

  #meet(id: number, time: number, isFlagged: boolean): void {
    let event = this.#known.get(id);
    if (event === undefined) {
      event = { first: time, isFound: false };
      this.events++;
      this.#known.set(id, event);
      if (this.#known.size > MOST_EVENTS) this.#known.delete(this.#known.keys().next().value as number);
    }
    if (!isFlagged || event.isFound) return;
    event.isFound = true;
    this.found++;
    this.#onFound((time - event.first) / 1_000);
  }

  #createLog(): DetectionLog {
    return new DetectionLog(this.#channelIds, ({ match }) => {
      if (match === 'false') this.falseAlarms++;
    });
  }
}
