/**
 * For every point of a line how far the line would move without it (Douglas and Peucker); the ends count as endless. A
 * line for a coarser picture keeps the points that count for more than can be seen there. Points are x, y, x, y.
 */
export function weightsOf(line: ArrayLike<number>): Float64Array {
  const points = line.length / 2;
  const weights = new Float64Array(points);
  if (points === 0) return weights;
  weights[0] = weights[points - 1] = Infinity;
  const stretches: [first: number, last: number, most: number][] = [[0, points - 1, Infinity]];
  for (let next = stretches.pop(); next; next = stretches.pop()) {
    const [first, last, most] = next;
    let far = -1;
    let away = -1;
    for (let at = first + 1; at < last; ++at) {
      const squared = distance(line, at, first, last);
      if (squared > away) [far, away] = [at, squared];
    }
    if (far < 0) continue;
    // No point counts for more than the one whose stretch it is in, or it would be kept without it.
    const weight = Math.min(most, Math.sqrt(away));
    weights[far] = weight;
    stretches.push([first, far, weight], [far, last, weight]);
  }
  return weights;
}

/** The squared distance of a point from the stretch between two others. */
function distance(line: ArrayLike<number>, at: number, first: number, last: number): number {
  const x0 = line[first * 2] ?? 0;
  const y0 = line[first * 2 + 1] ?? 0;
  const dx = (line[last * 2] ?? 0) - x0;
  const dy = (line[last * 2 + 1] ?? 0) - y0;
  const px = (line[at * 2] ?? 0) - x0;
  const py = (line[at * 2 + 1] ?? 0) - y0;
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length));
  return (px - share * dx) ** 2 + (py - share * dy) ** 2;
}
