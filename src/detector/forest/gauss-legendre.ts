/** Gauss–Legendre quadrature: exact integrals of polynomials from a few of their values. */

export interface QuadratureRule {
  /** Where to take the values, over 0 to 1, ascending. */
  readonly nodes: Float64Array;
  /** What each value counts; their sum is 1. */
  readonly weights: Float64Array;
}

/**
 * The rule of `points` points on [0, 1], exact for polynomials of degree 2 · points − 1: roots of the Legendre
 * polynomial by Newton's method, from the usual guess (Press et al., Numerical Recipes, section 4.6).
 */
export function gaussLegendre(points: number): QuadratureRule {
  const nodes = new Float64Array(points);
  const weights = new Float64Array(points);
  for (let i = 0; i < points; i++) {
    let x = -Math.cos((Math.PI * (i + 0.75)) / (points + 0.5));
    let slope = 1;
    for (let step = 0; step < 10; step++) {
      let [before, value] = [0, 1];
      for (let k = 1; k <= points; k++) {
        [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
      }
      slope = (points * (x * value - before)) / (x * x - 1);
      x -= value / slope;
    }
    nodes[i] = (1 + x) / 2;
    weights[i] = 1 / ((1 - x * x) * slope * slope);
  }
  return { nodes, weights };
}
