/** The highest value; 0 where there is none. */
export function max<T>(items: Iterable<T>, of: (item: T) => number): number {
  let highest = 0;
  for (const item of items) highest = Math.max(highest, of(item));
  return highest;
}
