export type Point = readonly [x: number, y: number]

/**
 * An SVG path through points of ascending x that never overshoots them: monotone cubic interpolation after Fritsch and
 * Carlson. A chart must not show a dip that was never measured.
 */
export function monotonePath(points: readonly Point[]): string {
  const [first, ...rest] = points
  if (!first) return ''
  const tangents = tangentsOf(points)
  let path = `M${round(first[0])} ${round(first[1])}`
  rest.forEach(([x, y], i) => {
    const [px, py] = points[i]!
    const third = (x - px) / 3
    path += `C${round(px + third)} ${round(py + tangents[i]! * third)} ${round(x - third)} ${round(y - tangents[i + 1]! * third)} ${round(x)} ${round(y)}`
  })
  return path
}

function tangentsOf(points: readonly Point[]): number[] {
  const slopes = points.slice(1).map(([x, y], i) => (y - points[i]![1]) / (x - points[i]![0]))
  const tangents = points.map((_, i) => {
    const before = slopes[i - 1] ?? slopes[i] ?? 0
    const after = slopes[i] ?? before
    return before * after <= 0 ? 0 : (before + after) / 2
  })
  // A slope more than three times that of a neighboring segment would overshoot.
  slopes.forEach((slope, i) => {
    if (slope === 0) {
      tangents[i] = 0
      tangents[i + 1] = 0
      return
    }
    const size = Math.hypot(tangents[i]! / slope, tangents[i + 1]! / slope)
    if (size <= 3) return
    tangents[i] = (tangents[i]! * 3) / size
    tangents[i + 1] = (tangents[i + 1]! * 3) / size
  })
  return tangents
}

const round = (n: number): number => Math.round(n * 100) / 100

/** Round tick values from 0 to at least `max`, at most five. */
export function ticks(max: number): number[] {
  if (max <= 0) return [0, 1]
  const rough = max / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].map(factor => factor * power).find(size => size >= rough)!
  return Array.from({ length: Math.ceil(max / step) + 1 }, (_, i) => Math.round(i * step * 1e6) / 1e6)
}
