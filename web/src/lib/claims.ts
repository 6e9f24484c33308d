// The claims about an event in four columns, copies of a text folded under the first.

import type { Claim, ReportLine, Stance, Stand, WholeEvent } from "./types";

export const STANDS: { stand: Stand; name: string; none: string }[] = [
  { stand: "asserts", name: "Asserts", none: "Nobody asserts it as having happened." },
  { stand: "denies", name: "Denies", none: "Nobody denies it." },
  { stand: "doubts", name: "Doubts", none: "Nobody doubts it or asks." },
  { stand: "plans", name: "Plans", none: "Nobody announces, threatens or promises it." },
];

export interface Said {
  stance: Stance;
  report: ReportLine | null;
  claim: Claim | null;
  /** Reports that repeat the same text. */
  copies: ReportLine[];
}

export function saidOf(event: WholeEvent, stand: Stand): Said[] {
  const reports = new Map(event.reports.map((report) => [report.record, report]));
  const said: Said[] = [];
  for (const stance of event.stances.filter((one) => one.stand === stand)) {
    const report = reports.get(stance.record) ?? null;
    const first = report?.copy_of ? said.find((one) => repeats(report, one)) : undefined;
    if (report && first) first.copies.push(report);
    else said.push({ stance, report, claim: event.claims[stance.record] ?? null, copies: [] });
  }
  return said;
}

/** Whether a report's text is that of one which stands already, or a copy of the same. */
function repeats(report: ReportLine, { report: first }: Said): boolean {
  return first !== null && (first.story === report.copy_of || first.copy_of === report.copy_of);
}
