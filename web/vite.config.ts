import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { parse } from "smol-toml";
import { defineConfig, type Plugin } from "vite";

const resources = fileURLToPath(new URL("../src/dragoman/resources/", import.meta.url));

/** Names that Natural Earth shortens to fit on a map. */
const ABBREVIATED = {
  "W. Sahara": "ESH",
  "Dem. Rep. Congo": "COD",
  "Dominican Rep.": "DOM",
  "Falkland Is.": "FLK",
  "Central African Rep.": "CAF",
  "Eq. Guinea": "GNQ",
  "Solomon Is.": "SLB",
  "Bosnia and Herz.": "BIH",
  "S. Sudan": "SSD",
  eSwatini: "SWZ",
};

type Typed = { quad: number; says: string; modes?: Record<string, number> };
type Ontology = {
  auxiliaries: string[];
  contexts: string[];
  quads: Record<string, string>;
  types: Record<string, Typed>;
  sectors: Record<string, string>;
  nonstate: Record<string, { name: string }>;
};

/** What the page needs of the package's own tables, so that no word list is written twice. */
function tables(): Plugin {
  const id = "virtual:tables";
  return {
    name: "dragoman-tables",
    resolveId: (asked) => (asked === id ? `\0${id}` : null),
    load: (asked) => (asked === `\0${id}` ? `export default ${JSON.stringify(read())}` : null),
  };
}

function read(): unknown {
  const plover = parse(readFileSync(`${resources}plover.toml`, "utf-8")) as unknown as Ontology;
  return {
    auxiliaries: plover.auxiliaries,
    contexts: plover.contexts,
    quads: plover.quads,
    types: Object.entries(plover.types).map(([name, one]) => ({
      name,
      quad: one.quad,
      says: one.says,
      modes: Object.keys(one.modes ?? {}),
    })),
    sectors: plover.sectors,
    countries: countries(plover),
    shapes: shapes(),
  };
}

function states(): string[][] {
  const lines = readFileSync(`${resources}countries.tsv`, "utf-8").split("\n");
  return lines.filter((line) => /^[A-Z]{3}\t/.test(line)).map((line) => line.split("\t"));
}

function countries(plover: Ontology): Record<string, string> {
  const others = Object.entries(plover.nonstate).map(([code, one]) => [code, one.name]);
  return Object.fromEntries([...others, ...states().map((row) => [row[0], row[2]])]);
}

/** The code of each shape of the map, by the name that Natural Earth gives it. */
function shapes(): Record<string, string> {
  const named = states().flatMap(([code, , name, names]) =>
    [name, ...(names ?? "").split(";")].map((one) => [one, code]),
  );
  return { ...Object.fromEntries(named), ...ABBREVIATED };
}

export default defineConfig({
  plugins: [svelte(), tables()],
  base: "/",
  build: {
    outDir: "../src/dragoman/web/assets",
    emptyOutDir: true,
    assetsDir: "assets",
    assetsInlineLimit: 0, // the content security policy allows no data: scripts, styles or fonts
    modulePreload: { polyfill: false },
    target: "es2022",
  },
  server: { proxy: { "/v1": "http://127.0.0.1:8420", "/health": "http://127.0.0.1:8420" } },
});
