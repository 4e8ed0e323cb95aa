// Jest runs the sources as Node does: types are replaced by blanks, so lines and columns stay true.
import { stripTypeScriptTypes } from 'node:module';

export default { process: (source) => ({ code: stripTypeScriptTypes(source, { mode: 'strip' }) }) };
