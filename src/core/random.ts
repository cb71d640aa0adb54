/**
 * Random numbers: one stream per purpose, keyed by seed and name, so that a new sensor or event never moves
 * another's numbers. sfc32 (Chris Doty-Humphrey, PractRand) seeded by a hash of `seed/name`; normals by the
 * ziggurat of Marsaglia & Tsang (2000, J. Stat. Softw. 5(8)) with 128 layers.
 */

const LAYERS = 128;
/** Right edge of the base layer and the area of every layer, for 128 layers (Marsaglia & Tsang 2000, table 1). */
const EDGE = 3.442619855899;
const AREA = 9.91256303526217e-3;

const layerX = new Float64Array(LAYERS + 1);
const layerRatio = new Float64Array(LAYERS);
const layerY = new Float64Array(LAYERS + 1);
fillZiggurat();

export class RandomStream {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /**
   * @param seed any integer or text; the run's seed
   * @param name the stream's purpose, for example `"BIO-O2-01/noise"`
   */
  constructor(seed: number | string, name: string) {
    const text = `${seed}/${name}`;
    this.#a = hash(text, 0x9e3779b9);
    this.#b = hash(text, 0x85ebca6b);
    this.#c = hash(text, 0xc2b2ae35);
    for (let i = 0; i < 15; i++) this.uint32();
  }

  /** The next 32 bits as an unsigned integer. */
  uint32(): number {
    const t = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + t;
    this.#c |= 0;
    return t >>> 0;
  }

  /** Uniform in [0, 1), 32 bits of resolution. */
  uniform(): number {
    return this.uint32() * 2 ** -32;
  }

  /** Standard normal. */
  normal(): number {
    for (;;) {
      const bits = this.uint32();
      const layer = bits & (LAYERS - 1);
      // 24 bits of position (independent of the layer's bits), one of sign.
      const u = ((bits >>> 8) - 0x800000) / 0x800000;
      if (Math.abs(u) < layerRatio[layer]) return u * layerX[layer];
      if (layer === 0) return this.#tail(u < 0);
      const x = u * layerX[layer];
      const y = layerY[layer] + this.uniform() * (layerY[layer + 1] - layerY[layer]);
      if (y < Math.exp(-0.5 * x * x)) return x;
    }
  }

  /** Exponential with mean 1. */
  exponential(): number {
    return -Math.log(1 - this.uniform());
  }

  /** The four words of the state, to be given back to `restore`. */
  save(): Int32Array {
    return Int32Array.of(this.#a, this.#b, this.#c, this.#counter);
  }

  restore(words: Int32Array): void {
    [this.#a, this.#b, this.#c, this.#counter] = words;
  }

  /** Marsaglia's method for the tail beyond the base layer. */
  #tail(negative: boolean): number {
    for (;;) {
      const x = -Math.log(1 - this.uniform()) / EDGE;
      const y = -Math.log(1 - this.uniform());
      if (y + y > x * x) return negative ? -(EDGE + x) : EDGE + x;
    }
  }
}

/** FNV-1a with a final avalanche (murmur3's), 32 bits. */
function hash(text: string, basis: number): number {
  let h = 0x811c9dc5 ^ basis;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** Layer 0 is the base with its tail (width AREA / f(EDGE)); layers 1 … 127 narrow upwards. */
function fillZiggurat(): void {
  const density = (x: number) => Math.exp(-0.5 * x * x);
  layerX[0] = AREA / density(EDGE);
  layerX[1] = EDGE;
  for (let i = 2; i < LAYERS; i++) {
    layerX[i] = Math.sqrt(-2 * Math.log(AREA / layerX[i - 1] + density(layerX[i - 1])));
  }
  layerX[LAYERS] = 0;
  for (let i = 0; i < LAYERS; i++) layerRatio[i] = layerX[i + 1] / layerX[i];
  for (let i = 0; i <= LAYERS; i++) layerY[i] = density(layerX[i]);
}
