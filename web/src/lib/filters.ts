// Filters as the query of the address: named as in the REST interface, in one order.

export const FIELDS = [
  "words",
  "since",
  "until",
  "quad",
  "type",
  "mode",
  "auxiliary",
  "context",
  "actor",
  "actor_country",
  "recipient",
  "recipient_country",
  "party",
  "country",
  "sector",
  "place",
  "place_country",
  "near",
  "publisher",
  "voice",
  "voice_country",
  "disputed",
  "min_corroboration",
  "min_score",
  "id",
] as const;

export type Field = (typeof FIELDS)[number];
export type Filters = Partial<Record<Field, string[]>>;

export function readFilters(query: string): Filters {
  const given = new URLSearchParams(query);
  const found: Filters = {};
  for (const field of FIELDS) {
    const values = given.getAll(field).filter((value) => value !== "");
    if (values.length) found[field] = [...new Set(values)];
  }
  return found;
}

/** The query of these filters, without "?"; `more` are parameters that are no filters. */
export function writeFilters(filters: Filters, more: Record<string, string> = {}): string {
  const query = new URLSearchParams();
  for (const field of FIELDS) for (const value of filters[field] ?? []) query.append(field, value);
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  return query.toString();
}

export function withValues(filters: Filters, field: Field, values: string[]): Filters {
  const changed = { ...filters };
  if (values.length) changed[field] = values;
  else delete changed[field];
  return changed;
}

export function toggled(filters: Filters, field: Field, value: string): Filters {
  const now = filters[field] ?? [];
  const next = now.includes(value) ? now.filter((one) => one !== value) : [...now, value];
  return withValues(filters, field, next);
}

export function without(filters: Filters, ...fields: Field[]): Filters {
  const left = { ...filters };
  for (const field of fields) delete left[field];
  return left;
}

export function overviewAt(filters: Filters): string {
  const query = writeFilters(filters);
  return query ? `/?${query}` : "/";
}

export function isEmpty(filters: Filters): boolean {
  return Object.keys(filters).length === 0;
}
