/** `traffeyere/detector`: learns what is normal from frames, then scores, flags and explains. */

export type { ChannelInfo } from './channels.ts';
export { CLUES } from './clues.ts';
export { Detector } from './detector.ts';
export type {
  Attribution,
  AttributionItem,
  Detection,
  DetectionChange,
  EvidenceItem,
  Explanation,
  Moment,
} from './events.ts';
export { Learner } from './learner.ts';
export { type Learned, loadModel, type Model, saveModel } from './model.ts';
export { DETECTOR_DEFAULTS, type DetectorSettings, LEARN_DEFAULTS, type LearnSettings } from './settings.ts';
