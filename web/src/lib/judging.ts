// What people say of records: sent, told in a line, and taken back with "Undo".

import { post, problemOf } from "./api";
import { tell } from "./notes.svelte";
import { forget } from "./resource.svelte";

interface Written {
  id: string;
}

interface Change {
  path: string;
  body: unknown;
  done: string;
  after: () => void;
}

export function judge(left: string, right: string, answer: string, after: () => void, why = ""): Promise<boolean> {
  const done = answer === "different" ? "Held apart." : answer === "same" ? "Joined." : "Noted as unsure.";
  return write({ path: "/v1/judgements", body: { left, right, answer, why }, done, after });
}

export function correct(record: string, field: string, value: unknown, after: () => void, why = ""): Promise<boolean> {
  const body = { record, field, value, why };
  return write({ path: "/v1/corrections", body, done: "Corrected. The coder's answer stays beside it.", after });
}

export async function withdraw(kind: "judgements" | "corrections", id: string, after: () => void): Promise<void> {
  await guarded(async () => {
    await post(`/v1/${kind}/${encodeURIComponent(id)}/withdrawal`, {});
    forget();
    tell({ text: "Withdrawn." });
    after();
  });
}

/** Whether it was written; what went wrong is told. */
function write({ path, body, done, after }: Change): Promise<boolean> {
  return guarded(async () => {
    const { id } = await post<Written>(path, body);
    forget();
    const undo = (): Promise<void> => withdraw(path.split("/")[2] as "judgements" | "corrections", id, after);
    tell({ text: done, undo });
    after();
  });
}

async function guarded(act: () => Promise<void>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    const problem = problemOf(error);
    tell({ text: `${problem.title}: ${problem.message}`, bad: true });
    return false;
  }
}
