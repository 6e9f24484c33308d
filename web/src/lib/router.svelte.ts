// The address bar is the state: every view is read from it, and every change is written to it.

class Where {
  path = $state(window.location.pathname);
  query = $state(window.location.search);
  hash = $state(window.location.hash);

  read(): void {
    this.path = window.location.pathname;
    this.query = window.location.search;
    this.hash = window.location.hash;
  }
}

export const where = new Where();

interface Going {
  replace?: boolean;
}

/** Go to an address of this page; `replace` leaves no step to go back to. */
export function go(address: string, { replace = false }: Going = {}): void {
  const before = where.path;
  if (replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  where.read();
  if (where.path !== before && !where.hash) window.scrollTo(0, 0);
}

/** Follow links of this page without loading it anew; those with modifier keys are the browser's. */
export function followLinks(): () => void {
  const back = (): void => where.read();
  window.addEventListener("popstate", back);
  document.addEventListener("click", follow);
  return () => {
    window.removeEventListener("popstate", back);
    document.removeEventListener("click", follow);
  };
}

function follow(click: MouseEvent): void {
  const plain = !(click.metaKey || click.ctrlKey || click.shiftKey || click.altKey);
  const link = click.target instanceof Element ? click.target.closest("a") : null;
  if (!link || click.defaultPrevented || click.button !== 0 || !plain) return;
  if (link.origin !== window.location.origin || link.target || link.hasAttribute("download")) return;
  if (link.pathname.startsWith("/v1/") || link.getAttribute("href")?.startsWith("#")) return;
  click.preventDefault();
  go(link.pathname + link.search + link.hash);
}

export const eventAt = (id: string): string => `/events/${encodeURIComponent(id)}`;
export const actorAt = (id: string): string => `/actors/${encodeURIComponent(id)}`;
/** The page of an actor whose name is known: in its id "_" is a space, "~" with two digits any byte. */
export function actorNamed(name: string): string {
  const bytes = [...new TextEncoder().encode(name)];
  return actorAt(bytes.map((byte) => idPart(String.fromCharCode(byte), byte)).join(""));
}

function idPart(one: string, byte: number): string {
  if (one === " ") return "_";
  return /[A-Za-z0-9.-]/.test(one) ? one : `~${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}
export const storyAt = (id: string, record?: string): string =>
  `/stories/${encodeURIComponent(id)}${record ? `#${encodeURIComponent(record)}` : ""}`;

/** A part of an address as it was meant; as it stands where it is no proper one. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
