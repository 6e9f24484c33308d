// An answer of the server that follows its address: fetched anew when that changes, stale
// requests stopped, the last answer kept on the screen until the next one is there.

import { getAnew, isStopped, problemOf, type Problem, type Tagged } from "./api";

const REMEMBERED = 80; // answers kept so that going back shows the page at once
const remembered = new Map<string, Tagged<unknown>>();

export class Resource<T> {
  data = $state.raw<T | null>(null);
  problem = $state.raw<Problem | null>(null);
  loading = $state(false);
  /** The address that `data` answers. */
  path = $state<string | null>(null);
  #round = $state(0);

  constructor(path: () => string | null) {
    $effect(() => {
      const wanted = path();
      void this.#round;
      if (wanted === null) return this.#show(null, null);
      const stop = new AbortController();
      this.#fetch(wanted, stop.signal);
      return () => stop.abort();
    });
  }

  reload(): void {
    remembered.clear();
    this.#round += 1;
  }

  #show(path: string | null, data: T | null): void {
    this.data = data;
    this.path = path;
    this.problem = null;
    this.loading = false;
  }

  async #fetch(path: string, signal: AbortSignal): Promise<void> {
    const known = remembered.get(path) as Tagged<T> | undefined;
    if (known !== undefined) this.#show(path, known.data);
    this.loading = true;
    try {
      const found = await getAnew(path, known, signal);
      remember(path, found);
      this.#show(path, found.data); // the same object draws nothing anew
    } catch (error) {
      if (isStopped(error) || signal.aborted) return;
      this.problem = problemOf(error);
      this.data = null;
      this.loading = false;
    }
  }
}

function remember(path: string, found: Tagged<unknown>): void {
  remembered.delete(path);
  remembered.set(path, found);
  for (const oldest of remembered.keys()) {
    if (remembered.size <= REMEMBERED) return;
    remembered.delete(oldest);
  }
}

/** After a change nothing that was read before can be trusted. */
export function forget(): void {
  remembered.clear();
}
