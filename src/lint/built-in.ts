/** A check of the language itself, or of the comments that ignore findings. It is an error in every file, but for one that is a warning. */
interface BuiltIn {
  readonly id: string;
  readonly severity: 'error' | 'warning';
  /** One sentence that says what must hold. */
  readonly summary: string;
}

const errors: Readonly<Record<string, string>> = {
  // text
  syntax: 'A file is one YAML document without aliases, anchors, tags and merge keys.',
  'duplicate-key': 'A key stands once in its mapping.',
  'inexact-number': 'A number can be kept exactly as JSON.',
  // shape
  'unknown-key': 'A key is one that is known here.',
  'missing-key': 'A key that must be there is there.',
  'wrong-type': 'A value has the type that is expected here.',
  'wrong-value': 'A value is within its limits.',
  'not-one-of': 'A value is one of those that there are.',
  'wrong-name': 'A name is written as names of its kind are.',
  'key-elsewhere': 'A key stands in the file that it belongs to.',
  'two-kinds': 'One key says what a step or an option is.',
  'limit-misfit': 'A limit of an input fits its type.',
  'choices-misfit': 'Choices are read for an input that can be chosen from a list.',
  'reserved-id': 'An id is none that Stepward needs itself.',
  'too-many-steps': 'A run has as many steps as can be followed.',
  // names
  'id-not-file-name': 'The id of a runbook is the name of its file.',
  'duplicate-id': 'An id is given once.',
  'unknown-action': 'An action exists.',
  'unknown-check': 'A check exists.',
  'unknown-environment': 'An environment stands in stepward.yml.',
  'unknown-group': 'A group stands in stepward.yml.',
  'unknown-input': 'An input that is read is one of the inputs.',
  'unknown-name': 'A name in an expression stands for something.',
  'unknown-option': 'An option that is suggested is one of the options.',
  'unknown-output': 'An output that is read is one of the outputs of its step.',
  'unknown-runbook': 'A runbook that a step names is there.',
  'unknown-source': 'What the choices of an input are read from exists.',
  'unknown-step': 'A step that is named is one of the steps.',
  'unknown-value': 'A value that is read stands in every environment of the runbook, with one type.',
  // expressions
  'expression-syntax': 'An expression can be read.',
  'expression-type': 'An expression has the type that is expected here.',
  'expression-not-allowed': 'An expression uses what expressions may use here.',
  'expression-not-here': 'An expression stands where expressions are read.',
  'later-step': 'An expression reads what is known before its step.',
  'may-be-missing': 'What an expression reads is there on every way to its step.',
  'never-equal': 'What an expression compares can be equal.',
  'out-of-reach': 'An expression reads steps that it can see from where it stands.',
  // steps
  'for-each-missing': 'What belongs to a repetition stands beside `for_each`.',
  'for-each-nested': 'A repetition stands in no other repetition.',
  'end-not-here': 'A run ends by an option only where it has not ended already.',
  'no-proof': 'A check that is named as proof proves the step.',
  'two-proofs': 'A step is proven once: by its `verify` or by a later check.',
  'undo-not-here': 'What undoes a step stands on a step that can be undone, outside `finally`.',
  'undo-step': 'A step in `undo` is one that may stand there.',
  'broken-runbook': 'A runbook that a step names has no mistakes of its own.',
  'runbook-cycle': 'A runbook does not hold itself.',
  'runbook-misfit': 'A runbook that a step names fits where the step stands.',
  'together-unknown': 'What is asked together can be planned at once.',
  'together-alone': '`together` stands on a step that asks for several changes.',
  'together-destroys': 'A change that destroys something is asked for alone.',
  // rules of the house
  'policy-loosened': 'A policy tightens what the environment says and loosens nothing.',
  'secret-exposed': 'A secret is never asked for, shown or sent where people read.',
  'other-account': 'The role of an environment is in its account.',
  // tests
  'unknown-world': 'A practice world that tests begin in exists.',
  'unknown-person': 'A person in a test is one of those who act under stepward.yml.',
  'unknown-fault': 'A fault that strikes in a test is one that practice knows.',
  'cannot-happen': 'What a person does in a test is something that the step asks for.',
  'duplicate-test': 'A name is given to one test of a file.',
  // the linter
  'ignore-without-reason': 'A comment that ignores a finding says why.',
  'ignore-unknown-rule': 'A rule that is ignored or set is one that there is.',
  'ignore-not-allowed': 'What the language itself demands is neither ignored nor set.',
  'rule-failed': 'A rule of the linter comes to an end.',
};

/** Every check that is no rule of its own file: it can be neither ignored, disabled nor given another severity. */
export const builtIn: readonly BuiltIn[] = [
  ...Object.entries(errors).map(([id, summary]) => ({ id, severity: 'error', summary }) as const),
  { id: 'ignore-unused', severity: 'warning', summary: 'A comment that ignores a finding stands where there is one.' },
];
