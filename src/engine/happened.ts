import type { JsonObject } from '#domain/json.ts';
import type { Payload } from '#machine/events.ts';
import type { Want } from '#machine/wants.ts';

/** Something to tell the machine: the event, and what only people and the record need (who, why, evidence). */
export interface Happened {
  readonly lane: string;
  readonly turn: number;
  readonly event: Payload;
  readonly facts?: JsonObject;
}

/** To whom a want's answer goes. */
export const answerTo = ({ lane, turn }: Want, event: Payload, facts?: JsonObject): Happened => ({
  lane,
  turn,
  event,
  ...(facts ? { facts } : {}),
});
