import { build } from 'esbuild';

export interface Bundle {
  readonly script: string;
  readonly style: string;
}

const at = (file: string): string => `${import.meta.dirname}/${file}`;

/** The page's script and style, bundled in memory; nothing is loaded from elsewhere. */
export async function bundlePage(): Promise<Bundle> {
  const { outputFiles } = await build({
    entryPoints: [
      { in: at('browser/main.tsx'), out: 'page' },
      { in: at('browser/style/page.css'), out: 'page' },
    ],
    bundle: true,
    write: false,
    outdir: 'page',
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    minify: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  const textOf = (ending: string): string => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return { script: textOf('.js'), style: textOf('.css') };
}

export const HTML = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Stepward practice</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/page.css">
  </head>
  <body>
    <div id="page"></div>
    <script type="module" src="/page.js"></script>
  </body>
</html>
`;
