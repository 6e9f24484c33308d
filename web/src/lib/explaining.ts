// Reasons of the server for the fields of a record, whatever shape they come in, as lines.

/** Lines by field from the answer of /v1/explain: a list of fields, or an object of them. */
export function linesOf(answer: unknown, field: string): string[] {
  if (Array.isArray(answer)) return answer.filter((row) => isOf(row, field)).flatMap((row) => lines(withoutField(row)));
  if (answer === null || typeof answer !== "object") return [];
  const parts = answer as Record<string, unknown>;
  if (Array.isArray(parts["fields"])) return linesOf(parts["fields"], field);
  return lines(parts[field] ?? parts[NAMES[field] ?? ""] ?? null);
}

const NAMES: Record<string, string> = { actors: "actor", recipients: "whom" };

function isOf(row: unknown, field: string): boolean {
  if (row === null || typeof row !== "object") return false;
  const named = (row as Record<string, unknown>)["field"] ?? (row as Record<string, unknown>)["name"];
  return named === field || named === NAMES[field];
}

function withoutField(row: unknown): unknown {
  const { field: _field, ...rest } = row as Record<string, unknown>;
  return rest;
}

function lines(value: unknown): string[] {
  if (value === null || value === undefined || value === "") return [];
  if (Array.isArray(value)) return value.flatMap(lines);
  if (typeof value !== "object") return [String(value)];
  const said = Object.entries(value).filter(([, part]) => part !== null && part !== "");
  const plain = said.filter(([, part]) => typeof part !== "object").map(([name, part]) => line(name, part));
  const nested = said.filter(([, part]) => typeof part === "object").flatMap(([, part]) => lines(part));
  return [...(plain.length ? [plain.join(", ")] : []), ...nested];
}

const BARE = new Set(["reason", "text", "name", "why", "value", "message"]);

function line(name: string, part: unknown): string {
  const said = typeof part === "number" && !Number.isInteger(part) ? part.toFixed(2) : String(part);
  return BARE.has(name) ? said : `${name.replaceAll("_", " ")} ${said}`;
}
