/** Weights of `classify`: a row a kind in the order of `ANOMALY_KINDS`, first the bias, then one a clue. */
export const KIND_WEIGHTS: readonly (readonly number[])[] = Array.from({ length: 5 }, () => new Array(21).fill(0));
