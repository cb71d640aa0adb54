/** The detector as `score --learn-rows` runs it, with default settings, over a made-up data set. */

import { createFrame, type Frame, QUALITY } from '../../src/core/frame.ts';
import { Detector, Learner } from '../../src/detector/index.ts';
import { NAMED_CHANNELS, RowResults } from '../../src/pipeline/watch-results.ts';
import type { Anomaly, DataSet } from './data-set.ts';
import type { Verdicts } from './figures.ts';

export function ownDetector(data: DataSet): Verdicts {
  const { channels, rows, learnRows } = data;
  const frame = createFrame(channels.length);
  const learner = new Learner(channels.map((id) => ({ id })));
  for (let row = 0; row < learnRows; row++) learner.push(read(data, row, frame));
  const detector = new Detector(learner.finish());
  const results = new RowResults(rows, channels.length);
  for (let row = 0; row < rows; row++) {
    detector.score(read(data, row, frame));
    results.take(row, detector);
  }
  return { score: results.score, alarm: results.alarm, blame: (anomaly) => mostNamed(results, anomaly) };
}

function read({ channels, tickMs, values }: DataSet, row: number, frame: Frame): Frame {
  const n = channels.length;
  frame.seq = row;
  frame.time = row * tickMs;
  for (let c = 0; c < n; c++) {
    const value = values[row * n + c];
    frame.values[c] = value;
    frame.quality[c] = Number.isNaN(value) ? QUALITY.missing : QUALITY.good;
  }
  return frame;
}

/** The channels by the sum of what they are given in the rows of an anomaly. */
function mostNamed({ channels, attributions }: RowResults, { from, until }: Anomaly): number[] {
  const sums = new Map<number, number>();
  for (let at = from * NAMED_CHANNELS; at < until * NAMED_CHANNELS; at++) {
    const channel = channels[at];
    if (channel >= 0) sums.set(channel, (sums.get(channel) ?? 0) + attributions[at]);
  }
  return [...sums].sort(([, a], [, b]) => b - a).map(([channel]) => channel);
}
