// The fields of a record as the panel shows, explains and corrects them.

import type { Claim, Correction } from "./types";
import { actorName, AUXILIARY, countryName, days, percent, placeName, sectorName, typeName } from "./words";

export type FieldName =
  | "type"
  | "mode"
  | "auxiliary"
  | "actors"
  | "recipients"
  | "date"
  | "place"
  | "numbers.dead"
  | "numbers.injured"
  | "numbers.arrested"
  | "numbers.participants";

export interface Shown {
  field: FieldName;
  name: string;
  value: string;
  /** Why the coder answers so, as far as the record itself says. */
  why: string;
}

const COUNTED = ["dead", "injured", "arrested", "participants"] as const;

export function fieldsOf(claim: Claim): Shown[] {
  const shown: Shown[] = [
    { field: "type", name: "What", value: typeName(claim.type), why: `“${claim.trigger.text}” is tagged so, score ${percent(claim.score)}` },
    { field: "mode", name: "Mode", value: claim.mode ?? "none", why: "" },
    { field: "auxiliary", name: "Told as", value: AUXILIARY[claim.auxiliary] ?? claim.auxiliary, why: "" },
    { field: "actors", name: "Who", value: claim.actors.map(said).join("; "), why: whyActors(claim, "actors") },
    { field: "recipients", name: "Whom", value: claim.recipients.map(said).join("; "), why: whyActors(claim, "recipients") },
    { field: "date", name: "When", value: days(claim.date.first, claim.date.last), why: whyDate(claim) },
    { field: "place", name: "Where", value: placeName(claim.place), why: whyPlace(claim) },
  ];
  for (const counted of COUNTED) {
    const count = claim.numbers[counted];
    if (count !== null) shown.push({ field: `numbers.${counted}`, name: name(counted), value: String(count), why: "a count in the trigger's sentence" });
  }
  return shown;
}

const name = (counted: string): string => counted.charAt(0).toUpperCase() + counted.slice(1);

function said(actor: Claim["actors"][number]): string {
  const about = [countryName(actor.country), ...actor.sectors.map(sectorName)].filter(Boolean).join(", ");
  return about ? `${actorName(actor)} (${about})` : actorName(actor);
}

function whyActors(claim: Claim, side: "actors" | "recipients"): string {
  if (!claim[side].length) return claim.empty[side] ?? "the text does not tie anybody to it";
  return claim[side].map((one) => `“${one.text}” → ${actorName(one)}: ${one.basis}, score ${percent(one.score)}`).join("; ");
}

function whyDate({ date, empty }: Claim): string {
  if (date.basis === "default") return "no date is said: the day of publication stands in";
  return date.text ? `“${date.text}”: ${date.basis}` : (empty["date"] ?? date.basis);
}

function whyPlace({ place, empty }: Claim): string {
  if (!place) return empty["place"] ?? "the text ties no place to it";
  return `“${place.text}”: ${place.basis}, score ${percent(place.score)}`;
}

export function correctionOf(corrections: Correction[], record: string, field: string): Correction | undefined {
  return corrections.findLast((one) => one.record === record && one.field === field && one.withdrawn_at === null);
}

/** The value of a correction, in words; it may come as JSON in a text. */
export function correctedText(value: unknown): string {
  const one = typeof value === "string" ? parsed(value) : value;
  if (one === null || one === undefined) return "none";
  if (Array.isArray(one)) return one.map(correctedText).join("; ") || "nobody";
  if (typeof one !== "object") return AUXILIARY[String(one)] ?? String(one);
  const part = one as Record<string, unknown>;
  if (part["first"]) return days(String(part["first"]), String(part["last"] ?? part["first"]));
  const words = [part["name"] ?? part["text"], part["country"] ? countryName(String(part["country"])) : ""];
  return words.filter(Boolean).join(", ");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
