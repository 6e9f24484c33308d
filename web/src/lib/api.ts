// Requests to the REST interface: errors as one kind, a token where the server asks for one.

const TOKEN = "dragoman-token";

/** What went wrong, in words for a reader: the server's problem+json, or that it was not reached. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    detail: string,
  ) {
    super(detail);
  }
}

export function keepToken(token: string): void {
  sessionStorage.setItem(TOKEN, token.trim());
}

/** The JSON at a path; redirects are followed. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return answer<T>(await send(path, { signal, headers: headers() }));
}

/** An answer with the server's tag of it. */
export interface Tagged<T> {
  data: T;
  tag: string | null;
}

/** The JSON at a path; `known` itself where it is still what the server would answer. */
export async function getAnew<T>(path: string, known: Tagged<T> | undefined, signal: AbortSignal): Promise<Tagged<T>> {
  const response = await send(path, { signal, headers: headers() });
  const tag = response.headers.get("ETag");
  if (known && response.ok && tag !== null && tag === known.tag) return known;
  return { data: await answer<T>(response), tag };
}

/** What the server answers to a change; it asks for the header that no foreign page can set. */
export async function post<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  const sent = { ...headers(), "Content-Type": "application/json", "X-Dragoman": "1" };
  return answer<T>(
    await send(path, { method: "POST", headers: sent, body: JSON.stringify(body), signal }),
  );
}

export function isStopped(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(0, "Unexpected answer", error instanceof Error ? error.message : String(error));
}

function headers(): Record<string, string> {
  const token = sessionStorage.getItem(TOKEN);
  return token ? { Authorization: `Bearer ${token}` } : {};
}

async function send(path: string, options: RequestInit): Promise<Response> {
  try {
    return await fetch(path, options);
  } catch (error) {
    if (isStopped(error)) throw error;
    throw new Problem(0, "No answer", "The server did not answer. Is `dragoman serve` running?");
  }
}

async function answer<T>(response: Response): Promise<T> {
  const text = await response.text();
  if (response.ok) return (text ? JSON.parse(text) : null) as T;
  throw read(response.status, text);
}

function read(status: number, text: string): Problem {
  try {
    const told = JSON.parse(text) as { title?: unknown; detail?: unknown };
    const detail = typeof told.detail === "string" ? told.detail : "The server gave no reason.";
    return new Problem(status, typeof told.title === "string" ? told.title : `Error ${status}`, detail);
  } catch {
    return new Problem(status, `Error ${status}`, "The server gave no reason that can be read.");
  }
}
