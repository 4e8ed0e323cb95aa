/** A runbook as a picture, before anything is placed: boxes, boxes around boxes, and the ways between them. Texts are plain. */
export interface Picture {
  readonly title: string;
  readonly boxes: readonly Box[];
  readonly ways: readonly Way[];
}

export type BoxKind = 'start' | 'end' | 'action' | 'check' | 'wait' | 'manual' | 'choose' | 'notify' | 'group' | 'undo';

export interface Box {
  /** Of the step, or of an end; unique in the picture. */
  readonly id: string;
  readonly kind: BoxKind;
  readonly title: string;
  /** What it does, one fact a line. */
  readonly lines: readonly string[];
  /** Of a box around others. */
  readonly inside?: readonly Box[];
}

export interface Way {
  readonly from: string;
  readonly to: string;
  readonly label?: string;
  /** `next`: in the ordinary run of things; `otherwise`: a step is left out; `failure`: it failed, and the runbook says what follows. */
  readonly kind: 'next' | 'otherwise' | 'failure';
}
