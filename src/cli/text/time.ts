/** Epoch milliseconds → `08:30 UTC`; times on cards are absolute, because a card is read later than it was drawn. */
export const sayTime = (at: number): string => `${new Date(at).toISOString().slice(11, 16)} UTC`;

/** Epoch milliseconds → `2026-01-22 08:30 UTC`. */
export const sayMoment = (at: number): string => `${new Date(at).toISOString().slice(0, 10)} ${sayTime(at)}`;
