/**
 * Weights of `classify`: a row a kind in the order of `ANOMALY_KINDS`, first the bias, then one a clue. Fitted by penalised
 * logistic regression to the detections of ten simulated weeks (seeds 21 to 30, `anomaly_probability` 0.05), each at every
 * moment at which it was described; the clues know no channel, so nothing of that plant is in them but how events look.
 */
export const KIND_WEIGHTS: readonly (readonly number[])[] = [
  [
    0.821, -1.057, 0.624, -0.376, 0.936, -0.339, 0.665, -1.815, -0.524, 0.24, 0, 0.526, 1.048, -0.088, 0.343, 0.235,
    0.138, 0.375, 0.15, 1.093, -0.554,
  ],
  [
    -1.043, 0.77, 0.376, 0.013, 0.186, 0.538, -0.994, 0.99, 1.559, -0.638, 0, -0.64, -0.2, -0.132, -0.444, 0.132,
    -0.506, 0.059, 0.025, -0.77, 0.407,
  ],
  [
    -1.814, -0.927, -0.041, -0.148, 0.143, 0.405, 0.226, -0.389, -0.468, 0.177, 0, -0.13, 0.51, -0.049, 0.419, -0.778,
    -0.17, -0.079, 0.236, 0.375, 0.431,
  ],
  [
    2.475, 0.548, -0.586, -0.593, -0.98, -0.463, -0.561, 0.837, -0.173, 1.084, 0, -0.565, -0.776, 0.302, -0.809, 0.224,
    0.671, -0.248, 0.317, -1.089, -0.244,
  ],
  [
    -0.44, 0.665, -0.373, 1.103, -0.284, -0.141, 0.663, 0.377, -0.394, -0.863, 0, 0.808, -0.583, -0.034, 0.491, 0.186,
    -0.133, -0.106, -0.729, 0.391, -0.039,
  ],
];
