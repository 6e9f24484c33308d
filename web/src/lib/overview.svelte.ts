// The one filter state of the overview: read from the address, changed through it.

import { go, where } from "./router.svelte";
import { overviewAt, readFilters, toggled, withValues, type Field, type Filters } from "./filters";

export const chosen = {
  get filters(): Filters {
    return readFilters(where.query);
  },
};

export function change(filters: Filters, replace = false): void {
  const address = overviewAt(filters);
  if (address !== where.path + where.query) go(address, { replace });
}

export function set(field: Field, values: string[], replace = false): void {
  change(withValues(chosen.filters, field, values), replace);
}

export function toggle(field: Field, value: string): void {
  change(toggled(chosen.filters, field, value));
}

export function has(field: Field, value: string): boolean {
  return chosen.filters[field]?.includes(value) ?? false;
}
