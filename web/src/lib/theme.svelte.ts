// Light or dark: what the system says, until the reader chooses.

import { MediaQuery } from "svelte/reactivity";

const KEY = "dragoman-theme";
const system = new MediaQuery("(prefers-color-scheme: dark)");
type Theme = "light" | "dark";

export const theme = $state<{ chosen: Theme | null }>({ chosen: null });

export function startTheme(): void {
  const kept = localStorage.getItem(KEY);
  if (kept === "light" || kept === "dark") choose(kept);
}

export function isDark(): boolean {
  return theme.chosen === null ? system.current : theme.chosen === "dark";
}

export function toggleTheme(): void {
  choose(isDark() ? "light" : "dark");
}

function choose(chosen: Theme): void {
  theme.chosen = chosen;
  document.documentElement.dataset["theme"] = chosen;
  localStorage.setItem(KEY, chosen);
}
