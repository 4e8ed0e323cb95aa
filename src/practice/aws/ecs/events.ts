import type { Account } from '../account.ts';
import type { Service } from './model.ts';

/** ECS keeps a hundred. */
const kept = 100;

/** `text` follows the service's name, as in `(service kafka) has reached a steady state.` */
export function note(account: Account, service: Service, text: string): void {
  const event = {
    id: account.random.uuid(),
    createdAt: account.now / 1_000,
    message: `(service ${service.name}) ${text}`,
  };
  service.events = [event, ...service.events].slice(0, kept);
}

/** Says it only if it was not said within the last minute. */
export function noteOnceAMinute(account: Account, service: Service, text: string): void {
  const recent = account.now / 1_000 - account.timings.repeatEvent;
  const message = `(service ${service.name}) ${text}`;
  if (!service.events.some((event) => event.message === message && event.createdAt > recent))
    note(account, service, text);
}
