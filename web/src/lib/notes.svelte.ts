// One line at the foot of the page on what was just done, and a way to undo it.

export interface Note {
  text: string;
  bad?: boolean;
  undo?: () => Promise<void>;
}

export const notes = $state<{ now: Note | null }>({ now: null });
let timer = 0;

const READ_TIME = 12_000; // long enough to read it and to reach "Undo" by keyboard

export function tell(note: Note): void {
  window.clearTimeout(timer);
  notes.now = note;
  if (!note.bad) timer = window.setTimeout(hush, READ_TIME);
}

export function hush(): void {
  notes.now = null;
}
