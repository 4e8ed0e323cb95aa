// Reads Jest's report and closes with the line `N passed, N failed`; not content if nothing ran, or if the browser test did not.
const { readFileSync } = require('node:fs');

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const suite = report.testResults.find(({ name }) => name.endsWith('/test/browser/kafka.test.ts'));
const clicked = suite?.assertionResults.some(({ status }) => status === 'passed') ?? false;

if (!clicked) console.log('The browser test did not run.');
// A file that could not be loaded has no tests to count, but it is a failure.
const failed = report.numFailedTests + report.numRuntimeErrorTestSuites + (clicked ? 0 : 1);
const skipped = report.numPendingTests + report.numTodoTests;
console.log(`${report.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 || report.numPassedTests === 0 ? 1 : 0;
