/** Finding the largest values of a sample without sorting all of it (Hoare 1961, algorithm 65). */

/**
 * Reorders values so that those from `first` on are the largest, in no particular order.
 * @param values without NaN; reordered in place
 * @param first 0 … length − 1
 */
export function selectLargest(values: Float64Array, first: number): void {
  let left = 0;
  let right = values.length - 1;
  while (left < right) {
    const pivot = middleOf(values[left], values[(left + right) >> 1], values[right]);
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i > j) break;
      const value = values[i];
      values[i++] = values[j];
      values[j--] = value;
    }
    if (first <= j) right = j;
    else if (first >= i) left = i;
    else return;
  }
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
