// A story's text cut where marks begin and end.  The interface counts Unicode characters,
// JavaScript counts UTF-16 units: offsets are turned once, here.

import type { Bounds, Claim, CodedStory, Voice } from "./types";

export type Kind =
  | "trigger"
  | "actor"
  | "recipient"
  | "date"
  | "place"
  | "source"
  | "cue"
  | "content"
  | "furniture";

export interface Mark extends Bounds {
  kind: Kind;
  /** The record that it belongs to; a voice has none of its own. */
  record: string | null;
  quad?: number;
}

export interface Segment {
  start: number;
  text: string;
  marks: Mark[];
}

export interface Paragraph {
  start: number;
  segments: Segment[];
}

/** So much of one line is one block: a browser lays out a line of megabytes for minutes. */
const LONGEST_BLOCK = 8_000;

/** Turns an offset in characters into one in UTF-16 units. */
export function offsets(text: string): (at: number) => number {
  if (!/[\ud800-\udbff]/.test(text)) return (at) => at;
  const units = new Uint32Array(text.length + 1);
  let characters = 0;
  let unit = 0;
  for (const character of text) {
    units[characters++] = unit;
    unit += character.length;
  }
  units[characters] = unit;
  return (at) => units[Math.min(at, characters)] ?? unit;
}

/** The words between two offsets in characters. */
export function slice(text: string, { start, end }: Bounds): string {
  const at = offsets(text);
  return text.slice(at(start), at(end));
}

/** The marks of a record; the words of its voices, too. */
export function marksOf(record: Claim): Mark[] {
  const own = record.id;
  const marks: Mark[] = [{ ...record.trigger, kind: "trigger", record: own, quad: record.quad }];
  for (const actor of record.actors) marks.push({ ...actor, kind: "actor", record: own });
  for (const actor of record.recipients) marks.push({ ...actor, kind: "recipient", record: own });
  const { start, end } = record.date;
  if (start !== null && end !== null) marks.push({ start, end, kind: "date", record: own });
  if (record.place) marks.push({ ...record.place, kind: "place", record: own });
  for (const voice of record.voices) marks.push(...marksOfVoice(voice, own));
  return marks;
}

export function marksOfVoice(voice: Voice, record: string | null = null): Mark[] {
  const marks: Mark[] = voice.content.map((part) => ({ ...part, kind: "content", record }));
  if (voice.source) marks.push({ ...voice.source, kind: "source", record });
  if (voice.cue) marks.push({ ...voice.cue, kind: "cue", record });
  return marks;
}

export function marksOfStory(coded: CodedStory): Mark[] {
  const furniture = coded.furniture.map((part): Mark => ({ ...part, kind: "furniture", record: null }));
  const voices = coded.voices.flatMap((voice) => marksOfVoice(voice));
  return [...furniture, ...voices, ...coded.records.flatMap(marksOf)];
}

/** The text in paragraphs, each cut into segments that share the same marks. */
export function paragraphs(text: string, marks: Mark[]): Paragraph[] {
  const at = offsets(text);
  const placed = marks
    .map((mark) => ({ ...mark, start: at(mark.start), end: at(mark.end) }))
    .filter((mark) => mark.start < mark.end)
    .sort((one, other) => one.start - other.start);
  let next = 0;
  let open: Mark[] = [];
  return blocks(text).map(({ start, end }) => {
    open = open.filter((mark) => mark.end > start);
    while (next < placed.length && placed[next]!.start < end) open.push(placed[next++]!);
    const inside = open.filter((mark) => mark.end > start);
    return { start, segments: segments(text, { start, end }, inside) };
  });
}

function blocks(text: string): Bounds[] {
  const found: Bounds[] = [];
  for (const line of text.matchAll(/[^\n]+/g)) {
    for (let start = line.index; start < line.index + line[0].length; ) {
      const end = blockEnd(text, start, line.index + line[0].length);
      if (text.slice(start, end).trim()) found.push({ start, end });
      start = end;
    }
  }
  return found;
}

function blockEnd(text: string, start: number, last: number): number {
  const longest = start + LONGEST_BLOCK;
  if (last <= longest) return last;
  const space = text.lastIndexOf(" ", longest);
  const end = space > start ? space + 1 : longest;
  const high = text.charCodeAt(end - 1);
  return high >= 0xd800 && high <= 0xdbff ? end - 1 : end; // no pair of units is torn
}

function segments(text: string, { start, end }: Bounds, marks: Mark[]): Segment[] {
  const edges = new Set([start, end]);
  for (const mark of marks) {
    if (mark.start > start) edges.add(mark.start);
    if (mark.end < end) edges.add(mark.end);
  }
  const cuts = [...edges].sort((one, other) => one - other);
  return cuts.slice(0, -1).map((from, index) => {
    const to = cuts[index + 1]!;
    const here = marks.filter((mark) => mark.start <= from && mark.end >= to);
    return { start: from, text: text.slice(from, to), marks: here };
  });
}

/** The evidence sentence cut at what one record marks in it. */
export function evidence(words: string, claim: Claim): Segment[] {
  const from = claim.evidence.start;
  const length = claim.evidence.end - from;
  const marks = marksOf(claim)
    .map((mark) => ({ ...mark, start: Math.max(0, mark.start - from), end: Math.min(length, mark.end - from) }))
    .filter((mark) => mark.start < mark.end);
  const at = offsets(words);
  const placed = marks.map((mark) => ({ ...mark, start: at(mark.start), end: at(mark.end) }));
  return segments(words, { start: 0, end: words.length }, placed);
}
