// The dots of a map on a canvas: as shapes of the drawing they would be painted anew, all two
// thousand of them, with every change beside them.

import type { Point } from "./types";

/** A place in the drawing before it is enlarged; its radius is in pixels of the screen. */
export interface Dot {
  point: Point;
  x: number;
  y: number;
  r: number;
}

/** How many times a drawing is enlarged, and where its left upper corner then lies. */
export interface View {
  k: number;
  x: number;
  y: number;
}

/** Where a place of the drawing is seen. */
export const seen = (at: number, from: number, k: number): number => at * k + from;

/** Draws all dots as one shape, so that those that lie on each other stay as light as one. */
export function drawDots(pen: CanvasRenderingContext2D, dots: readonly Dot[], view: View): void {
  pen.beginPath();
  for (const { x, y, r } of dots) {
    const [left, top] = [seen(x, view.x, view.k), seen(y, view.y, view.k)];
    pen.moveTo(left + r, top);
    pen.arc(left, top, r, 0, 2 * Math.PI);
  }
  pen.globalAlpha = FILLED;
  pen.fill();
  pen.globalAlpha = 1;
  pen.stroke();
}

/** The dot under a place of the screen: where several lie, the smallest, as it has no other place. */
export function dotAt(dots: readonly Dot[], left: number, top: number, view: View): Dot | null {
  let found: Dot | null = null;
  for (const dot of dots) {
    const away = Math.hypot(seen(dot.x, view.x, view.k) - left, seen(dot.y, view.y, view.k) - top);
    if (away <= dot.r + REACH && (found === null || dot.r < found.r)) found = dot;
  }
  return found;
}

const FILLED = 0.5;
const REACH = 1; // pixels: half the line around a dot, and a little for the hand
