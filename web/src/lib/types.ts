// What the REST interface answers; the words are those of docs/record.md and docs/event.md.

export interface Bounds {
  start: number;
  end: number;
}

export interface Words extends Bounds {
  text: string;
}

export interface Actor extends Words {
  id: string;
  name: string | null;
  country: string | null;
  sectors: string[];
  office: string | null;
  wikidata: string | null;
  basis: string;
  score: number;
}

export interface Place extends Words {
  name: string | null;
  country: string | null;
  province: string | null;
  lat: number | null;
  lon: number | null;
  basis: string;
  score: number;
}

export interface When {
  text: string | null;
  start: number | null;
  end: number | null;
  first: string | null;
  last: string | null;
  basis: string;
}

export interface Voice {
  source: Actor | null;
  cue: (Bounds & { text?: string }) | null;
  content: Bounds[];
  manner: string;
  verb: string;
}

export type Counted = "dead" | "injured" | "arrested" | "participants";

export interface Claim {
  id: string;
  event: string;
  type: string;
  mode: string | null;
  auxiliary: string;
  contexts: string[];
  quad: number;
  scale: number | null;
  trigger: Words;
  actors: Actor[];
  recipients: Actor[];
  date: When;
  place: Place | null;
  numbers: Record<Counted, number | null>;
  voices: Voice[];
  evidence: Bounds;
  empty: Record<string, string>;
  score: number;
  coder: string;
}

export interface StoryHead {
  id: string;
  url: string | null;
  publisher: string | null;
  title: string | null;
  published: string | null;
}

export interface RecordItem extends Claim {
  story: StoryHead;
  sentence?: string;
}

export interface VoiceItem extends Voice {
  words: string;
  story: StoryHead;
}

export type Stand = "asserts" | "denies" | "doubts" | "plans";

export interface Stance {
  stand: Stand;
  auxiliary: string;
  voice: Voice | null;
  record: string;
  story: string;
  publisher: string;
}

export interface Figure {
  field: string;
  least: number;
  most: number | null;
  by_source: { source: string; number: number }[];
}

export interface EventItem {
  id: string;
  type: string;
  mode: string | null;
  auxiliary: string;
  contexts: string[];
  quad: number;
  scale: number | null;
  first: string | null;
  last: string | null;
  actors: Actor[];
  recipients: Actor[];
  place: Place | null;
  numbers: Figure[];
  corroboration: number;
  disputed: boolean;
  stances: Stance[];
  first_report: string;
  records: string[];
  score: number;
}

export interface ReportLine {
  record: string;
  story: string;
  publisher: string;
  url: string | null;
  title: string | null;
  published: string | null;
  added: string;
  copy_of: string | null;
  trigger: string;
  evidence: string;
}

export interface Change {
  at: string;
  record: string;
  field: string;
  before: string;
  after: string;
}

export interface Reason {
  feature: string;
  found: string;
  weight: number;
}

export interface Judgement {
  id: string;
  left: string;
  right: string;
  answer: "same" | "different" | "unsure";
  score: number;
  by: string;
  person: boolean;
  at: string;
  why: string;
  reasons: Reason[];
  withdrawn_at: string | null;
}

export interface Correction {
  id: string;
  record: string;
  field: string;
  value: unknown;
  against: unknown;
  by: string;
  at: string;
  why: string;
  withdrawn_at: string | null;
}

export interface WholeEvent extends EventItem {
  reports: ReportLine[];
  history: Change[];
  claims: Record<string, Claim>;
  links: Judgement[];
  corrections: Correction[];
}

export interface CodedStory {
  story: StoryHead & { text: string; language?: string };
  records: Claim[];
  voices: Voice[];
  furniture: Bounds[];
}

export interface WholeStory extends CodedStory {
  corrections: Correction[];
  events: Record<string, string>;
}

export interface Paged<T> {
  items: T[];
  next: string | null;
  total: number;
}

export type Cell = string | number | null;

export interface Counts {
  by: string[];
  rows: Cell[][];
  total: number;
}

export type Point = [lat: number, lon: number, n: number, name: string | null, country: string | null];
export type Dyad = [actor: string, recipient: string, n: number, scale: number | null];

export interface ActorItem {
  id: string;
  name: string;
  country: string | null;
  sectors: string[];
  events: number;
}

export interface Office {
  office: string;
  country: string | null;
  from: string | null;
  to: string | null;
  source: string;
}

export interface Deed {
  type: string;
  /** Who stands on the other side, or null. */
  other: string | null;
  count: number;
}

export interface ActorPage extends Omit<ActorItem, "events"> {
  offices: Office[];
  did: Deed[];
  had_done: Deed[];
  said: VoiceItem[];
  said_about: RecordItem[];
}

export interface Candidate {
  name: string;
  country: string | null;
  province: string | null;
  share: number;
}

export interface FieldReason {
  field: string;
  text: string | null;
  name: string | null;
  basis: string;
  score: number | null;
  reason: string;
  candidates: Candidate[];
}

export interface Explained {
  reasoned: boolean;
  fields: FieldReason[];
}

export interface Uncertain {
  judgement: string;
  left: RecordItem;
  right: RecordItem;
  score: number;
  reasons: Reason[];
}

export interface Health {
  status: string;
  version?: string;
  /** Whether the whole store is made up, as that of `dragoman demo`. */
  invented?: boolean;
}
