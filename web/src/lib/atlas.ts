// Country shapes of Natural Earth, which come with the page and are loaded when a map is shown.

import tables from "virtual:tables";
import type { Feature, FeatureCollection, Geometry } from "geojson";
import type { GeometryCollection, Topology } from "topojson-specification";

export interface Shape {
  name: string;
  /** The code to filter by; null where the shape is no country of the tables. */
  code: string | null;
  geometry: Geometry;
}

type Named = { name: string };
type World = Topology<{ countries: GeometryCollection<Named> }>;

const ANTARCTICA = "Antarctica"; // takes a fifth of the picture, and is no place of events
let loaded: Promise<Shape[]> | null = null;

export function loadCountries(): Promise<Shape[]> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Shape[]> {
  const [{ feature }, world] = await Promise.all([
    import("topojson-client"),
    import("world-atlas/countries-110m.json"),
  ]);
  const topology = world.default as unknown as World;
  const all = feature(topology, topology.objects.countries) as FeatureCollection<Geometry, Named>;
  return all.features.filter((one) => one.properties.name !== ANTARCTICA).map(shape);
}

function shape({ properties, geometry }: Feature<Geometry, Named>): Shape {
  return { name: properties.name, code: tables.shapes[properties.name] ?? null, geometry };
}
