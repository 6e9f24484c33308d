// The dots of a map as one shape: two thousand shapes of their own would take longer to draw
// than a reader waits for them.

import type { Point } from "./types";

export interface Dot {
  point: Point;
  x: number;
  y: number;
  r: number;
}

/** All circles as the data of one path, for a drawing that is enlarged `k` times. */
export function circles(dots: readonly Dot[], k: number): string {
  return dots.map((dot) => circle(dot, dot.r / k)).join("");
}

/** The dot under a place of the drawing: where several lie, the smallest, as it has no other place. */
export function dotAt(dots: readonly Dot[], x: number, y: number, k: number): Dot | null {
  let found: Dot | null = null;
  for (const dot of dots) {
    const near = Math.hypot(dot.x - x, dot.y - y) * k <= dot.r + REACH;
    if (near && (found === null || dot.r < found.r)) found = dot;
  }
  return found;
}

const REACH = 1; // pixels: half the line around a dot, and a little for the hand

function circle({ x, y }: Dot, r: number): string {
  const arc = `a${short(r)} ${short(r)} 0 1 0 `;
  return `M${short(x - r)} ${short(y)}${arc}${short(2 * r)} 0${arc}${short(-2 * r)} 0z`;
}

const short = (one: number): number => Math.round(one * 100) / 100;
