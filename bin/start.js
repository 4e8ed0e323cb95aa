// Node strips types by itself, but not of files under node_modules, where an installed stepward lies: this does it for our own src/ there.
import { readFileSync } from 'node:fs';
import { enableCompileCache, registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';

const source = new URL('../src/', import.meta.url);

/** Node calls type stripping by hand experimental, once in each process; every other warning goes its way. */
function withoutItsWarning(work) {
  const { emitWarning } = process;
  process.emitWarning = (warning, ...rest) => {
    if (!String(warning).startsWith('stripTypeScriptTypes ')) emitWarning.call(process, warning, ...rest);
  };
  try {
    return work();
  } finally {
    process.emitWarning = emitWarning;
  }
}

function load(url, context, next) {
  if (!url.startsWith(source.href) || !url.endsWith('.ts')) return next(url, context);
  const text = readFileSync(fileURLToPath(url), 'utf8');
  return { format: 'module', shortCircuit: true, source: withoutItsWarning(() => stripTypeScriptTypes(text)) };
}

/** Our imports are names of files: Node would look for packages and links first, which at hundreds of files takes long. */
function resolve(specifier, context, next) {
  const isOurs = specifier.startsWith('#') || (specifier.startsWith('.') && context.parentURL?.startsWith(source.href));
  if (!isOurs || !specifier.endsWith('.ts')) return next(specifier, context);
  const url = specifier.startsWith('#') ? new URL(specifier.slice(1), source) : new URL(specifier, context.parentURL);
  return { url: url.href, format: 'module-typescript', shortCircuit: true };
}

enableCompileCache();
registerHooks(source.pathname.includes('/node_modules/') ? { resolve, load } : { resolve });
await import(new URL('cli.ts', source));
