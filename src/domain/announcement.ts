/** What is said of no run, to one channel. Times are epoch milliseconds; texts are final English, not yet escaped. */
export type Announcement =
  | (AboutSchedule & {
      readonly kind: 'schedule-missed';
      /** How many moments passed while no bot ran; at most 100 are counted. `due` is the last of them. */
      readonly count: number;
    })
  | (AboutSchedule & { readonly kind: 'schedule-refused'; readonly why: string })
  /** Once a day, where something is to be done about who decides in an environment. */
  | {
      readonly kind: 'quorum';
      readonly environment: string;
      /** What is wrong and what to do, in a sentence or two each. */
      readonly problems: readonly string[];
      /** One sentence for each approval by one person alone that nobody has reviewed within a day. */
      readonly followUps: readonly string[];
    };

type AboutSchedule = {
  readonly schedule: string;
  readonly runbook: string;
  readonly environment: string;
  readonly due: number;
  readonly next?: number;
};
