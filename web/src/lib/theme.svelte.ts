// Light or dark: what the system says, until the reader chooses.

const KEY = "dragoman-theme";
type Theme = "light" | "dark";

export const theme = $state<{ chosen: Theme | null }>({ chosen: null });

export function startTheme(): void {
  const kept = localStorage.getItem(KEY);
  if (kept === "light" || kept === "dark") choose(kept);
}

export function isDark(): boolean {
  return (theme.chosen ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
}

export function toggleTheme(): void {
  choose(isDark() ? "light" : "dark");
}

function choose(chosen: Theme): void {
  theme.chosen = chosen;
  document.documentElement.dataset["theme"] = chosen;
  localStorage.setItem(KEY, chosen);
}
