import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kindCode } from '../core/anomaly-kinds.ts';
import type { Frame } from '../core/frame.ts';
import { watch } from './detector.fake.ts';
import { Detector } from './detector.ts';
import type { DetectionChange } from './events.ts';
import { Learner } from './learner.ts';
import { loadModel, type Model, saveModel } from './model.ts';
import { CONSTANT, FAKE_CHANNELS, FakePlant, fakeModel, learnFake } from './plant.fake.ts';

test('other normal data raise next to no alarm, and scores lie between 0 and 1', () => {
  const detector = new Detector(fakeModel());
  let alarms = 0;
  watch(detector, 8_000, {}, () => {
    if (detector.alarm) alarms++;
    assert.ok(detector.overallScore >= 0 && detector.overallScore < 1);
    assert.ok(detector.channelScores.every((score) => score >= 0 && score < 1));
  });
  assert.ok(alarms < 40, `${alarms} of 8000 frames`);
});

test('a biased sensor is flagged within ticks, by itself, as long as it is biased, and explained', () => {
  const detector = new Detector(fakeModel());
  const changes: DetectionChange[] = [];
  const counts = { during: 0, others: 0, after: 0 };
  const change = (frame: Frame, i: number) => {
    if (i >= 4_000 && i < 4_500) frame.values[3] += 6;
  };
  watch(detector, 6_000, { change }, (i) => {
    changes.push(...detector.changes);
    if (i < 4_000) return;
    const isDuring = i < 4_500;
    for (let c = 0; c < FAKE_CHANNELS.length; c++) {
      if (detector.flags[c] === 0) continue;
      if (c !== 3) counts.others++;
      else counts[isDuring ? 'during' : 'after']++;
    }
  });
  assert.ok(counts.during > 480, `flagged in ${counts.during} of 500 frames`);
  assert.ok(counts.after < 100, `flagged in ${counts.after} frames afterwards`);
  assert.ok(counts.others < 50, `others flagged in ${counts.others} frames`);

  const found = changes.filter(({ detection }) => detection.begin.seq >= 4_000 && detection.begin.seq < 4_010);
  assert.deepEqual(found[0].change, 'begun');
  const { change: last, detection } = found[found.length - 1];
  assert.equal(last, 'ended');
  assert.ok((detection.end?.seq ?? 0) >= 4_480);
  assert.equal(detection.sensors[0], 'S3');
  assert.equal(detection.evidence[0].unit, 'mg/L');
  assert.ok(detection.evidence[0].value >= detection.evidence[0].limit);
  assert.match(detection.explanation.en, /^S3 .*mg\/L/);
  assert.match(detection.explanation.fr, /^S3 .*mg\/L/);
  const { baseline, total, items } = detection.attribution;
  const sum = items.reduce((all, { value }) => all + value, baseline);
  assert.ok(Math.abs(sum - total) < 1e-9 * total);
});

test('the attribution of every frame adds up to its evidence, in normal frames, with bad ones and missing ones', () => {
  const detector = new Detector(fakeModel());
  const parts = new Float64Array(FAKE_CHANNELS.length);
  const change = (frame: Frame, i: number) => {
    if (i > 1_000 && i < 1_200) frame.values[i % 5] += 40;
    if (i > 1_100 && i < 1_150) frame.values[7] = Number.NaN;
  };
  let foremost = 0;
  watch(detector, 1_400, { change }, (i) => {
    const { baseline, total } = detector.attribute(parts);
    const sum = parts.reduce((all, part) => all + part, baseline);
    assert.ok(Math.abs(sum - total) <= 1e-9 * Math.max(1, total), `frame ${i}: ${sum} for ${total}`);
    if (i > 1_001 && i < 1_100 && parts.indexOf(Math.max(...parts)) < 5) foremost++;
  });
  assert.ok(foremost > 90, `a bad channel has the greatest part in ${foremost} of 98 frames`);
});

test('where the plant is and what the forests say are parts of what is attributed', () => {
  const whole = fakeModel();
  const never = { u: 1e9, beta: 1e9, xi: 0.1 };
  const models = [whole, { ...whole, whereaboutsTail: never }, { ...whole, areas: [] }];
  const detectors = models.map((model) => new Detector(model));
  const plant = new FakePlant(2);
  const parts = new Float64Array(FAKE_CHANNELS.length);
  let [byWhereabouts, byForests] = [0, 0];
  for (let i = 0; i < 1_500; i++) {
    const frame = plant.next();
    // Each off by a little, this way and that: the plant is where it never is.
    if (i >= 1_000) for (let c = 0; c < 9; c++) frame.values[c] += c % 2 === 0 ? 0.3 : -0.3;
    const [all, elsewhere, unforested] = detectors.map((detector) => {
      detector.score(frame);
      const { baseline, total } = detector.attribute(parts);
      const sum = parts.reduce((before, part) => before + part, baseline);
      assert.ok(Math.abs(sum - total) <= 1e-9 * Math.max(1, total), `frame ${i}: ${sum} for ${total}`);
      return total;
    });
    if (all > 1.001 * elsewhere) byWhereabouts++;
    if (all > 1.001 * unforested) byForests++;
  }
  assert.ok(byWhereabouts > 500, `more by a thousandth in ${byWhereabouts} frames`);
  assert.ok(byForests > 500, `more by a thousandth in ${byForests} frames`);
});

test('flagged readings have kinds that are known codes, others none', () => {
  const detector = new Detector(fakeModel(), { confidence_threshold: 0.01 });
  const change = (frame: Frame, i: number) => {
    if (i > 500) frame.values[2] = Number.NaN;
  };
  watch(detector, 700, { change }, () => {
    for (let c = 0; c < FAKE_CHANNELS.length; c++) {
      if (detector.flags[c] === 0) assert.equal(detector.kinds[c], 0);
    }
  });
  assert.equal(detector.flags[2], 1);
  assert.ok(detector.kinds[2] <= kindCode('cyberattack'));
});

test('a saved and loaded model scores the same, and so does a second run', () => {
  const model = fakeModel();
  const change = (frame: Frame, i: number) => {
    if (i > 600 && i < 700) frame.values[1] = 0;
  };
  const run = (detector: Detector) => {
    const scores: number[] = [];
    watch(detector, 1_000, { change }, () => scores.push(detector.overallScore, ...detector.channelScores));
    return scores;
  };
  const scores = run(new Detector(model));
  assert.deepEqual(run(new Detector(loadModel(saveModel(model)))), scores);
  assert.deepEqual(run(new Detector(learnFake(1))), scores);
});

test('gaps in time, missing channels and clocks that go back are no anomalies of readings and leave no NaN', () => {
  const detector = new Detector(fakeModel());
  let gap = 0;
  const change = (frame: Frame, i: number) => {
    if (i === 1_000) gap = 3_600_000;
    if (i === 2_000) gap = -3_600_000;
    frame.time += gap;
    if (i > 2_500) frame.values.fill(Number.NaN);
  };
  let flagged = 0;
  watch(detector, 2_600, { change }, (i) => {
    if (i < 2_500) flagged += detector.flags.reduce((sum, flag) => sum + flag, 0);
    assert.ok(Number.isFinite(detector.overallScore), `frame ${i}`);
    assert.ok(detector.evidence.every(Number.isFinite), `frame ${i}`);
  });
  assert.ok(flagged < 30, `${flagged} readings flagged`);
});

test('after a gap the plant may be anywhere: nothing is held against readings that moved meanwhile', () => {
  const moved = (gapMs: number) => {
    const detector = new Detector(fakeModel());
    let flagged = 0;
    const change = (frame: Frame, i: number) => {
      if (i < 1_000) return;
      frame.time += gapMs;
      // All that the first hidden cause drives, as far as the normal range goes.
      for (let c = 0; c < 9; c++) frame.values[c] += 3;
    };
    watch(detector, 1_100, { change }, () => {
      flagged += detector.flags.reduce((sum, flag) => sum + flag, 0);
    });
    return flagged;
  };
  assert.ok(moved(0) > 0, 'without a gap it is a jump');
  assert.equal(moved(3_600_000), 0);
});

test('after few rows, too, what is wrong for long does not become normal', () => {
  const learner = new Learner(FAKE_CHANNELS);
  const plant = new FakePlant(1);
  for (let i = 0; i < 400; i++) learner.push(plant.next());
  const detector = new Detector(learner.finish());
  let alarms = 0;
  for (let i = 0; i < 1_000; i++) {
    const frame = plant.next();
    if (i >= 200) for (let c = 0; c < 3; c++) frame.values[c] += c === 1 ? -0.3 : 0.3;
    detector.score(frame);
    if (i >= 600 && detector.alarm) alarms++;
  }
  assert.ok(alarms > 320, `alarm in ${alarms} of the last 400 frames`);
});

test('a constant that changes is news for a while, then the new constant', () => {
  const detector = new Detector(fakeModel());
  const change = (frame: Frame, i: number) => {
    if (i >= 500 && i < 1_950) frame.values[CONSTANT] = 8;
  };
  const evidence: number[] = [];
  watch(detector, 2_000, { change }, () => evidence.push(detector.evidence[CONSTANT]));
  assert.ok(evidence[499] < 0.01);
  assert.ok(evidence[500] > 5);
  assert.ok(evidence[1_900] < 0.1);
  assert.ok(evidence[1_950] > 5, 'going back is news again');
});

test('what a channel that never had a reading does is not judged', () => {
  const blind = (frame: Frame) => {
    frame.values[4] = Number.NaN;
  };
  const detector = new Detector(learnFake(1, blind));
  watch(detector, 500, {}, () => assert.equal(detector.flags[4], 0));
});

test('the budget of false alarms moves the limit, the threshold moves what is flagged', () => {
  const model = fakeModel();
  const limit = (perDay: number) => new Detector(model, { false_alarms_per_day: perDay }).limit;
  assert.ok(limit(0.1) >= limit(1));
  assert.ok(limit(1) > limit(100));
  const flagLimit = (threshold: number) => new Detector(model, { anomaly_threshold: threshold }).flagLimit;
  assert.equal(flagLimit(0.5), limit(1));
  assert.ok(flagLimit(0.8) > flagLimit(0.5));
});

test('deviations of half a hundredth of the measuring range do not matter, of three hundredths they do', () => {
  const channels = FAKE_CHANNELS.map((channel) => ({ ...channel, span: 60 }));
  const withSpans = learnFake(1, undefined, { channels });
  const flagged = (model: Model, deviation: number) => {
    const detector = new Detector(model);
    const change = (frame: Frame, i: number) => {
      if (i >= 1_000) frame.values[3] += deviation;
    };
    const counts = { before: 0, lasting: 0, others: 0 };
    watch(detector, 4_000, { change }, (i) => {
      const all = detector.flags.reduce((sum, flag) => sum + flag, 0);
      if (i < 1_000) counts.before += all;
      else counts.others += all - detector.flags[3];
      if (i >= 1_100) counts.lasting += detector.flags[3];
    });
    return counts;
  };
  for (const sign of [1, -1]) {
    assert.deepEqual(flagged(fakeModel(), sign * 0.3), { before: 0, lasting: 2_900, others: 0 });
    assert.deepEqual(flagged(withSpans, sign * 0.3), { before: 0, lasting: 0, others: 0 });
    assert.deepEqual(flagged(withSpans, sign * 1.8), { before: 0, lasting: 2_900, others: 0 });
  }
});

test('frames and settings that cannot be used are refused', () => {
  const model = fakeModel();
  const frame = { seq: 0, time: 0, values: new Float64Array(3), quality: new Uint8Array(3) };
  assert.throws(() => new Detector(model).score(frame), /frame 0: got "3 readings", expected 12 readings/);
  for (const settings of [{ anomaly_threshold: 1 }, { confidence_threshold: 0 }, { false_alarms_per_day: 0 }]) {
    assert.throws(() => new Detector(model, settings), { name: 'ConfigError' }, JSON.stringify(settings));
  }
});

test('an infinite reading is a missing one, and leaves no trace', () => {
  const [finite, infinite] = [new Detector(fakeModel()), new Detector(fakeModel())];
  const plant = new FakePlant(31);
  for (let i = 0; i < 400; i++) {
    const frame = plant.next();
    if (i === 200) frame.values[0] = Number.NaN;
    finite.score(frame);
    if (i === 200) frame.values[0] = Number.NEGATIVE_INFINITY;
    infinite.score(frame);
    assert.equal(infinite.overallScore, finite.overallScore);
    assert.deepEqual(infinite.evidence, finite.evidence);
  }
});
