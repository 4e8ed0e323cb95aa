/* The flags of the commands that have a practice world. */

export const worldOption = {
  flags: '--world <id>',
  summary: 'which practice world; "list" names them',
  default: 'alerting-platform',
};
export const speedOption = {
  flags: '--speed <factor>',
  summary: 'how many simulated seconds pass in a real one',
  default: 5,
};
export const runbooksOption = { flags: '--runbooks <folder>', summary: 'where the runbooks are', default: 'runbooks' };
export const environmentOption = {
  flags: '--environment <id>',
  summary: "of stepward.yml (default: the world's, or its first)",
};
