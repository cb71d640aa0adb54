/**
 * Random numbers: one stream per purpose, keyed by seed and name, so that a new sensor or event never moves
 * another's numbers. sfc32 (Chris Doty-Humphrey, PractRand) seeded by a hash of `seed/name`; normals by the
 * ziggurat of Marsaglia & Tsang (2000, J. Stat. Softw. 5(8)) with 128 layers, the layer and the position
 * taken from different bits of the word (Doornik 2005 shows why they must be).
 */

const LAYERS = 128;
/** Right edge of the base layer and the area of every layer, for 128 layers (Marsaglia & Tsang 2000, table 1). */
const EDGE = 3.442619855899;
const AREA = 9.91256303526217e-3;
/** Positions within a layer are signed 24-bit integers, −2²³ … 2²³ − 1. */
const HALF = 0x800000;

/** Width of each layer per step of the position, so that `position × layerStep` is the sample. */
const layerStep = new Float64Array(LAYERS);
/** Positions smaller than this, in size, lie wholly under the density: 98.8 % of all draws. */
const layerSure = new Int32Array(LAYERS);
const layerY = new Float64Array(LAYERS + 1);
fillZiggurat();
/** Where `normal` takes its unsure draws from. */
const single = new Float64Array(1);

export class RandomStream {
  /** a, b, c and the counter of sfc32; a typed array, for fields would hold such integers as heap numbers. */
  private readonly words = new Int32Array(4);

  /**
   * @param seed any integer or text; the run's seed
   * @param name the stream's purpose, for example `"BIO-O2-01/noise"`
   */
  constructor(seed: number | string, name: string) {
    const text = `${seed}/${name}`;
    this.words[0] = hash(text, 0x9e3779b9);
    this.words[1] = hash(text, 0x85ebca6b);
    this.words[2] = hash(text, 0xc2b2ae35);
    this.words[3] = 1;
    for (let i = 0; i < 15; i++) this.uint32();
  }

  /** The next 32 bits as an unsigned integer. */
  uint32(): number {
    const words = this.words;
    const b = words[1];
    const c = words[2];
    const t = (words[0] + b + words[3]) | 0;
    words[0] = b ^ (b >>> 9);
    words[1] = (c + (c << 3)) | 0;
    words[2] = (((c << 21) | (c >>> 11)) + t) | 0;
    words[3] = (words[3] + 1) | 0;
    return t >>> 0;
  }

  /** Uniform in [0, 1), 32 bits of resolution. */
  uniform(): number {
    return this.uint32() * 2 ** -32;
  }

  /** Standard normal. */
  normal(): number {
    const bits = this.uint32();
    const layer = bits & (LAYERS - 1);
    const position = (bits >>> 8) - HALF;
    if (Math.abs(position) < layerSure[layer]) return position * layerStep[layer];
    this.drawUnsure(layer, position, single, 0);
    return single[0];
  }

  /**
   * Fills `out[from] … out[to - 1]` with the standard normals that as many calls of `normal` would have given,
   * in about half the time: the state stays in registers from one draw to the next.
   */
  fillNormal(out: Float64Array, from: number, to: number): void {
    const words = this.words;
    let a = words[0];
    let b = words[1];
    let c = words[2];
    let counter = words[3];
    for (let i = from; i < to; i++) {
      const bits = (a + b + counter) | 0;
      counter = (counter + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + bits) | 0;
      const layer = bits & (LAYERS - 1);
      const position = (bits >>> 8) - HALF;
      if (Math.abs(position) < layerSure[layer]) {
        out[i] = position * layerStep[layer];
        continue;
      }
      words[0] = a;
      words[1] = b;
      words[2] = c;
      words[3] = counter;
      this.drawUnsure(layer, position, out, i);
      a = words[0];
      b = words[1];
      c = words[2];
      counter = words[3];
    }
    words[0] = a;
    words[1] = b;
    words[2] = c;
    words[3] = counter;
  }

  /** Exponential with mean 1. */
  exponential(): number {
    return -Math.log(1 - this.uniform());
  }

  /** The four words of the state, to be given back to `restore`. */
  save(): Int32Array {
    return this.words.slice();
  }

  restore(words: Int32Array): void {
    this.words.set(words);
  }

  /**
   * Settles a draw that fell on the edge of its layer: kept where it lies under the density, else drawn anew.
   * Into `out[i]`, for a number that is returned may be boxed: batches must allocate nothing.
   */
  private drawUnsure(layer: number, position: number, out: Float64Array, i: number): void {
    if (layer === 0) {
      this.drawTail(position < 0, out, i);
      return;
    }
    const x = position * layerStep[layer];
    const y = layerY[layer] + this.uniform() * (layerY[layer + 1] - layerY[layer]);
    if (y < Math.exp(-0.5 * x * x)) out[i] = x;
    else this.fillNormal(out, i, i + 1);
  }

  /** Marsaglia's method for the tail beyond the base layer. */
  private drawTail(negative: boolean, out: Float64Array, i: number): void {
    for (;;) {
      const x = -Math.log(1 - this.uniform()) / EDGE;
      const y = -Math.log(1 - this.uniform());
      if (y + y > x * x) {
        out[i] = negative ? -(EDGE + x) : EDGE + x;
        return;
      }
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
  const edges = new Float64Array(LAYERS + 1);
  edges[0] = AREA / density(EDGE);
  edges[1] = EDGE;
  for (let i = 2; i < LAYERS; i++) {
    edges[i] = Math.sqrt(-2 * Math.log(AREA / edges[i - 1] + density(edges[i - 1])));
  }
  for (let i = 0; i < LAYERS; i++) {
    layerStep[i] = edges[i] / HALF;
    layerSure[i] = Math.ceil((edges[i + 1] / edges[i]) * HALF);
  }
  for (let i = 0; i <= LAYERS; i++) layerY[i] = density(edges[i]);
}
