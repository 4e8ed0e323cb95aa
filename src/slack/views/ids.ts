/* What goes out in a button or a form and comes back with a click, in one place. */

/** Verbs that ask for a sentence first. */
export const NOTED = ['reject', 'skip', 'done', 'failed', 'take-over', 'break-glass', 'reviewed'] as const;
export type NotedVerb = (typeof NOTED)[number];

/** Verbs that the click alone decides. */
export const PLAIN = ['approve', 'retry', 'look-again', 'say-applied', 'say-not-applied', 'roll-back', 'stop'] as const;
export type PlainVerb = (typeof PLAIN)[number];

const DECIDE = 'decide.';
const NOTE = 'note.';
export const decideAction = (verb: PlainVerb): string => DECIDE + verb;
/** Of the button that opens the form, and of the form itself. */
export const noteAction = (verb: NotedVerb): string => NOTE + verb;

/** The options of a choice, and the button that sends the one that is picked. */
export const PICK = 'choice.pick';
export const CHOOSE = 'choice.send';
export const FULL_PLAN = 'full-plan';
/** Opens the whole plan with its *Approve*: where a name has to be typed, and from App Home. */
export const REVIEW = 'review';
export const REVIEW_FORM = 'review.form';
/** The block in which a target's name is typed. */
export const TYPED = 'typed';
export const HAND_OVER = 'hand-over';
export const HAND_OVER_FORM = 'hand-over.form';
/** The block of whom it is handed to. */
export const PERSON = 'person';
/** The block of an incident's address. */
export const INCIDENT = 'incident';
/** What a finished run's message offers more. */
export const MORE = 'run.more';
export const AGAIN = 'again';
export const AS_MARKDOWN = 'markdown';
/** App Home: which runs. */
export const HOME_FILTER = 'home.filter';
/** Picking a runbook, where no channel lists them. */
export const PICK_RUNBOOK = 'pick';
export const PICK_FORM = 'pick.form';
/** The block of the channel that a run is told in. */
export const CHANNEL = 'channel';
export const DETAILS = 'details';
export const START = 'start';
export const START_FORM = 'start.form';
/** The environment's block and select in the start form. */
export const ENVIRONMENT = 'start.environment';
/** The block of *Why now*. */
export const REASON = 'reason';
/** The block of a decision's note. */
export const NOTE_FIELD = 'note';
/** The element in each block of a form. */
export const VALUE = 'value';

/** Holds the environment, because Slack keeps what stands in a block as long as its id stays, and another environment has other defaults. */
export const inputBlock = (environment: string, name: string): string => `input:${environment}:${name}`;
/** The same of what a manual step asks together with *Done*. */
export const FIELDS = 'done';
export const inputName = (block: string): string | undefined => /^input:[^:]+:(.+)$/.exec(block)?.[1];

const KNOWN_ACTIONS = [
  ...PLAIN.map(decideAction),
  ...NOTED.map(noteAction),
  FULL_PLAN,
  REVIEW,
  HAND_OVER,
  MORE,
  HOME_FILTER,
  PICK_RUNBOOK,
  DETAILS,
  START,
  ENVIRONMENT,
  PICK,
  CHOOSE,
];
const KNOWN_FORMS = [...NOTED.map(noteAction), START_FORM, REVIEW_FORM, HAND_OVER_FORM, PICK_FORM];
const noneOf = (known: readonly string[]): RegExp => new RegExp(`^(?!(?:${known.join('|').replaceAll('.', '\\.')})$)`);

export const UNKNOWN_ACTION = noneOf(KNOWN_ACTIONS);
export const UNKNOWN_FORM = noneOf(KNOWN_FORMS);
