// What each filter says on its chip.

import type { Field, Filters } from "./filters";
import { AUXILIARY, countryName, day, quadName, sectorName, typeName } from "./words";

const NAMES: Record<Field, string> = {
  words: "words",
  since: "since",
  until: "until",
  quad: "",
  type: "",
  mode: "mode",
  auxiliary: "told as",
  context: "context",
  actor: "who",
  actor_country: "who, country",
  recipient: "whom",
  recipient_country: "whom, country",
  party: "either side",
  country: "country",
  sector: "sector",
  place: "where",
  place_country: "in",
  near: "near",
  publisher: "publisher",
  voice: "voice",
  voice_country: "voice from",
  disputed: "",
  min_corroboration: "",
  min_score: "score from",
  id: "event",
};

export interface Chip {
  field: Field;
  value: string;
  name: string;
  text: string;
}

export function chipsOf(filters: Filters): Chip[] {
  return (Object.entries(filters) as [Field, string[]][]).flatMap(([field, values]) =>
    values.map((value) => ({ field, value, name: NAMES[field], text: said(field, value) })),
  );
}

function said(field: Field, value: string): string {
  if (field === "since" || field === "until") return day(value);
  if (field === "quad") return quadName(Number(value));
  if (field === "type") return typeName(value);
  if (field === "auxiliary") return AUXILIARY[value] ?? value;
  if (field.endsWith("country")) return countryName(value);
  if (field === "sector") return sectorName(value);
  if (field === "disputed") return value === "true" ? "disputed" : "undisputed";
  if (field === "min_corroboration") return `told by ${value} or more publishers`;
  return value.replaceAll("_", " ");
}
