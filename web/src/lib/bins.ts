// A timeline's bins: which width fits a range of days, and counts brought into them.

import { utcDay, utcMonth, utcMonday, utcYear, type TimeInterval } from "d3-time";
import type { Cell } from "./types";
import { utc } from "./words";

export type Width = "day" | "week" | "month" | "year";
export type Range = [first: Date, last: Date];

export interface Bin {
  start: Date;
  end: Date;
  /** Events by quad class, 1 to 4 at 0 to 3. */
  counts: [number, number, number, number];
}

const INTERVALS: Record<Width, TimeInterval> = {
  day: utcDay,
  week: utcMonday,
  month: utcMonth,
  year: utcYear,
};
const MONTH_DAYS = 30.4;
/** Pixels of a bar that is still seen. */
const THINNEST = 3;
/** The share of events that a few old ones must not hide: they are told in words instead. */
const TAIL = 0.05; // what reports recall as background: one to four of a hundred

export function dayText(day: Date): string {
  return day.toISOString().slice(0, 10);
}

/** The finest width with which the bins of a range of days can be seen on so many pixels. */
export function widthOf([first, last]: Range, pixels: number): Width {
  const most = pixels / THINNEST;
  const span = utcDay.count(first, last) + 1;
  if (span <= most) return "day";
  if (span <= 7 * most) return "week";
  return span <= MONTH_DAYS * most ? "month" : "year";
}

/** Where a bin that the server named begins: 2024, 2024-03 or a day. */
export function binStart(name: Cell): Date | null {
  if (name === null || name === "") return null;
  const text = String(name);
  const day = text.length === 4 ? `${text}-01-01` : text.length === 7 ? `${text}-01` : text;
  const start = utc(day);
  return Number.isNaN(start.getTime()) ? null : start;
}

export function bins(rows: Cell[][], width: Width, [first, last]: Range): Bin[] {
  const interval = INTERVALS[width];
  const found = new Map<number, Bin>();
  for (const [name, quad, count] of rows) {
    const named = binStart(name ?? null);
    const index = Number(quad) - 1;
    if (named === null || named > last || index < 0 || index > 3) continue;
    const start = interval.floor(named);
    if (interval.offset(start) <= first) continue;
    const bin = found.get(+start) ?? { start, end: interval.offset(start), counts: [0, 0, 0, 0] };
    bin.counts[index as 0 | 1 | 2 | 3] += Number(count);
    found.set(+start, bin);
  }
  return [...found.values()].sort((one, other) => +one.start - +other.start);
}

/** Events without a day. */
export function undated(rows: Cell[][]): number {
  return rows.reduce((sum, row) => sum + (binStart(row[0] ?? null) === null ? Number(row[2]) : 0), 0);
}

export interface Extent {
  range: Range;
  /** Events before it, which would stretch it more than they tell. */
  earlier: number;
}

/** The range that the counts of months cover; without `whole` a thin tail of old events is cut off. */
export function extent(rows: Cell[][], whole = false): Extent | null {
  const months = new Map<number, number>();
  for (const [name, , count] of rows) {
    const start = binStart(name ?? null);
    if (start !== null) months.set(+start, (months.get(+start) ?? 0) + Number(count));
  }
  const sorted = [...months].sort(([one], [other]) => one - other);
  if (!sorted.length) return null;
  const last = utcDay.offset(utcMonth.offset(new Date(sorted.at(-1)![0])), -1);
  const { start, earlier } = whole ? { start: sorted[0]![0], earlier: 0 } : cut(sorted, +last);
  return { range: [new Date(start), last], earlier };
}

function cut(months: [number, number][], last: number): { start: number; earlier: number } {
  const total = months.reduce((sum, [, count]) => sum + count, 0);
  let earlier = 0;
  for (const [start, count] of months) {
    if (earlier + count > TAIL * total) {
      const shortened = last - start < (last - months[0]![0]) / 2;
      return shortened ? { start, earlier } : { start: months[0]![0], earlier: 0 };
    }
    earlier += count;
  }
  return { start: months[0]![0], earlier: 0 };
}

/** The next edge of a bin from here, forwards or backwards. */
export function step(day: Date, width: Width, by: number): Date {
  const interval = INTERVALS[width];
  return by > 0 ? interval.offset(interval.floor(day), by) : interval.offset(interval.ceil(day), by);
}

/** Whole bins that a stretch of time touches. */
export function snap(from: Date, to: Date, width: Width): Range {
  const interval = INTERVALS[width];
  const [low, high] = from < to ? [from, to] : [to, from];
  return [interval.floor(low), utcDay.offset(interval.ceil(new Date(Math.max(+high, +low + 1))), -1)];
}

/** A bar as a piece of a path's data. */
export function bar(x: number, y: number, wide: number, high: number): string {
  return `M${short(x)} ${short(y)}h${short(wide)}v${short(high)}h${short(-wide)}z`;
}

const short = (one: number): number => Math.round(one * 100) / 100;
