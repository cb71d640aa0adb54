import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { requireCommand } from '../../../tests/support/require-command.ts';
import { EngineExposition } from './engine.ts';

const parts = { anomalyTypes: ['sensor_fault', 'unknown'], refusals: ['malformed'], build: { version: '1.2.3' } };

function busy(): EngineExposition {
  const exposition = new EngineExposition(parts);
  exposition.model = { version: '1', hash: 'abc', learnedTo: 60_000 };
  exposition.sourceUp = true;
  for (let i = 0; i < 20; i++) exposition.observeFrame(127, i === 19 ? 0.0011 : 2.8e-4, 90_000 + i, 1_000 + i);
  exposition.countDetection('unknown');
  exposition.countRefusal('malformed');
  exposition.countMissed(7);
  exposition.countReconnect();
  exposition.quality = { accuracy: 0.999, accuracyLastHour: 1, precision: Number.NaN, recall: 0.5, falseAlarms: 2 };
  exposition.detectionDelay.observe(5);
  return exposition;
}

function lines(exposition: EngineExposition, now = 2_000): string[] {
  return exposition.render(now).toString().trimEnd().split('\n');
}

test('one observation a reading, the objective a bound of its own, buckets that add up', () => {
  const text = lines(busy());
  assert.ok(text.includes('# TYPE edge_ai_prediction_latency_seconds histogram'));
  const at = (le: string) => text.find((line) => line.includes(`latency_seconds_bucket{le="${le}"}`))?.split(' ')[1];
  assert.deepEqual(
    ['0.00025', '0.00028', '0.001', '0.002', '+Inf'].map(at),
    [0, 19 * 127, 19 * 127, 2_540, 2_540].map(String),
  );
  assert.ok(text.includes('edge_ai_prediction_latency_seconds_count 2540'));
  const sum = Number(text.find((line) => line.startsWith('edge_ai_prediction_latency_seconds_sum'))?.split(' ')[1]);
  assert.ok(Math.abs(sum - 127 * (19 * 2.8e-4 + 0.0011)) < 1e-12);
});

test('counts under the literal names, kinds and reasons from 0', () => {
  const first = lines(new EngineExposition(parts));
  assert.ok(first.includes('edge_ai_anomalies_detected_total{anomaly_type="sensor_fault"} 0'));
  assert.ok(first.includes('edge_ai_frames_refused_total{reason="malformed"} 0'));
  assert.ok(first.includes('edge_ai_throughput_per_second 0'));
  const text = lines(busy());
  for (const line of [
    'edge_ai_predictions_total 2540',
    'edge_ai_frames_total 20',
    'edge_ai_throughput_per_second 2540',
    'edge_ai_anomalies_detected_total{anomaly_type="unknown"} 1',
    'edge_ai_frames_refused_total{reason="malformed"} 1',
    'edge_ai_frames_missed_total 7',
    'edge_ai_stream_gaps_total 1',
    'edge_ai_stream_reconnects_total 1',
    'edge_ai_source_up 1',
    'edge_ai_model_info{version="1",hash="abc"} 1',
    'edge_ai_model_age_seconds 30.019',
  ]) {
    assert.ok(text.includes(line), line);
  }
});

test('accuracy and its companions only where truth is, model and source only where there are some', () => {
  const conditional = /^edge_ai_(model_|false_alarms|detection_delay|source_up)/;
  assert.deepEqual(
    lines(new EngineExposition(parts)).filter((line) => conditional.test(line)),
    [],
  );
  const text = lines(busy());
  assert.ok(text.includes('edge_ai_model_accuracy 0.999'));
  assert.ok(text.includes('edge_ai_model_accuracy_last_hour 1'));
  assert.ok(text.includes('edge_ai_false_alarms_total 2'));
  assert.ok(text.includes('edge_ai_detection_delay_seconds_bucket{le="5"} 1'));
  assert.equal(
    text.some((line) => line.startsWith('edge_ai_model_precision ')),
    false,
    'nothing flagged, no precision',
  );
});

test('an unknown kind or reason is our own mistake', () => {
  assert.throws(() => new EngineExposition(parts).countDetection('ghost'), /ghost is no anomaly type/);
  assert.throws(() => new EngineExposition(parts).countRefusal('mood'), /mood is no reason/);
});

test('promtool objects to nothing', (t) => {
  const promtool = requireCommand('promtool', 'prometheus', t);
  if (promtool === undefined) return;
  const { stderr, status } = spawnSync(promtool, ['check', 'metrics'], {
    input: busy().render(2_000),
    encoding: 'utf8',
  });
  assert.deepEqual([stderr, status], ['', 0]);
});
