// How things are said on the screen.

import tables from "virtual:tables";
import type { Actor, Claim, EventItem, Place, Voice } from "./types";

export const QUADS = [1, 2, 3, 4] as const;

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
const SHORT = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const NUMBER = new Intl.NumberFormat("en-GB");

/** How each auxiliary is told to a reader; "actual" goes without saying. */
export const AUXILIARY: Record<string, string> = {
  actual: "happened",
  negation: "denied",
  future: "planned",
  hypothetical: "possible",
  historical: "background",
};

export const number = (value: number): string => NUMBER.format(value);
/** With its sign, and a minus that is as wide as a digit. */
export const signed = (value: number): string => (value > 0 ? `+${value}` : String(value).replace("-", "−"));
export const percent = (score: number): string => `${Math.round(score * 100)}%`;

export function many(count: number, one: string, more = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : more}`;
}

export function quadName(quad: number): string {
  const name = tables.quads[String(quad)] ?? `class ${quad}`;
  return name.charAt(0).toUpperCase() + name.slice(1);
}

export function typeSays(type: string): string {
  return tables.types.find((one) => one.name === type)?.says ?? "";
}

/** A type as a word: ASSAULT is Assault. */
export function typeName(type: string): string {
  return type.charAt(0) + type.slice(1).toLowerCase();
}

export function countryName(code: string | null): string {
  return code === null ? "" : (tables.countries[code] ?? code);
}

export function sectorName(code: string): string {
  return tables.sectors[code] ?? code;
}

export function day(iso: string | null | undefined): string {
  return iso ? DAY.format(utc(iso)) : "";
}

export function month(iso: string): string {
  return MONTH.format(utc(iso));
}

/** A range of days, as short as it can be said. */
export function days(first: string | null, last: string | null): string {
  if (!first && !last) return "day unknown";
  if (!first || !last || first === last) return day(first ?? last);
  if (first.endsWith("-01-01") && last === `${first.slice(0, 4)}-12-31`) return first.slice(0, 4);
  if (first.endsWith("-01") && last === monthEnd(first)) return month(first);
  if (first.slice(0, 4) === last.slice(0, 4)) return `${SHORT.format(utc(first))} – ${day(last)}`;
  return `${day(first)} – ${day(last)}`;
}

function monthEnd(first: string): string {
  const start = utc(first);
  return new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 0)).toISOString().slice(0, 10);
}

export function utc(iso: string): Date {
  return new Date(`${iso.slice(0, 10)}T00:00:00Z`);
}

export function moment(iso: string): string {
  return `${day(iso)}, ${iso.slice(11, 16)}`;
}

export function actorName(actor: Actor): string {
  return actor.name ?? actor.text;
}

export function actorNames(actors: Actor[]): string {
  return actors.map(actorName).join(", ");
}

export function placeName(place: Place | null): string {
  if (place === null) return "";
  const parts = [place.name ?? place.text, place.province, countryName(place.country)];
  return parts.filter((part, at) => part && parts.indexOf(part) === at).join(", ");
}

/** Who says it: the chain from the outermost to the speaker. */
export function speakers(voices: Voice[]): string {
  return voices.map(speaker).join(" → ");
}

export function speaker(voice: Voice | null): string {
  if (voice === null) return "in its own voice";
  return voice.source === null ? "an unnamed source" : actorName(voice.source);
}

/** One line that tells what an event or a record is. */
export function inShort(one: Claim | EventItem): string {
  const whom = one.recipients.length ? ` → ${actorNames(one.recipients)}` : "";
  return `${typeName(one.type)}: ${actorNames(one.actors) || "nobody named"}${whom}`;
}
