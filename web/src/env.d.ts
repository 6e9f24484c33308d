declare module "virtual:tables" {
  interface Typed {
    name: string;
    quad: number;
    says: string;
    modes: string[];
  }
  interface Tables {
    auxiliaries: string[];
    contexts: string[];
    quads: Record<string, string>;
    types: Typed[];
    sectors: Record<string, string>;
    countries: Record<string, string>;
    shapes: Record<string, string>;
  }
  const tables: Tables;
  export default tables;
}
