#!/usr/bin/env node
// Written so that any Node since 14 can read it: its one duty is to say in a sentence that this Node is too old.
var version = process.versions.node.split('.').map(Number);
if (version[0] > 24 || (version[0] === 24 && version[1] >= 12)) {
  void import('./start.js');
} else {
  process.stderr.write(`stepward needs Node 24.12 or newer; this is Node ${process.versions.node}.\n`);
  process.exitCode = 3;
}
