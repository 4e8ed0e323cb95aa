import type { Register } from '../interaction.ts';
import { register as breakGlass } from './break-glass.ts';
import { register as choose } from './choose.ts';
import { register as decide } from './decide.ts';
import { register as decideWithNote } from './decide-with-note.ts';
import { register as details } from './details.ts';
import { register as done } from './done.ts';
import { register as fullPlan } from './full-plan.ts';
import { register as handOver } from './hand-over.ts';
import { register as home } from './home.ts';
import { register as membership } from './membership.ts';
import { register as mention } from './mention.ts';
import { register as more } from './more.ts';
import { register as review } from './review.ts';
import { register as runbookCommand } from './runbook-command.ts';
import { register as shortcuts } from './shortcuts.ts';
import { register as start } from './start.ts';
import { register as unknown } from './unknown.ts';

export const listeners: readonly Register[] = [
  runbookCommand,
  mention,
  shortcuts,
  home,
  membership,
  start,
  decide,
  review,
  breakGlass,
  handOver,
  choose,
  decideWithNote,
  done,
  fullPlan,
  details,
  more,
  unknown,
];
