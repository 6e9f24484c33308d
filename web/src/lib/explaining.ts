// The server's reasons for a field of a record, as lines to read.

import type { Candidate, FieldReason } from "./types";
import { countryName, percent } from "./words";

/** The server names an actor "actor" where the record has a list of "actors". */
const NAMES: Record<string, string[]> = {
  actors: ["actor", "actors"],
  recipients: ["recipient", "recipients", "whom"],
};

export function linesOf(reasons: FieldReason[], field: string): string[] {
  const names = NAMES[field] ?? [field];
  return reasons.filter((reason) => names.includes(reason.field)).flatMap(lines);
}

function lines({ text, name, basis, score, reason, candidates }: FieldReason): string[] {
  const found = text ? `“${text}” → ${name ?? "nothing"}` : (name ?? "");
  const sure = score === null ? basis : `${basis}, score ${percent(score)}`;
  const first = [found, sure, reason].filter(Boolean).join(": ");
  const rivals = candidates.length > 1 ? [`could be ${candidates.map(candidate).join("; ")}`] : [];
  return [first, ...rivals];
}

function candidate({ name, province, country, share }: Candidate): string {
  return `${[name, province, countryName(country)].filter(Boolean).join(", ")} (${percent(share)})`;
}
