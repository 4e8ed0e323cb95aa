import { renderAsync } from '@resvg/resvg-js';

/** Letters come along: a bare machine has none. */
const FONTS = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map(
  (file) =>
    // It is a file's place, not a module's: `import.meta.resolve` reads nothing.
    new URL(import.meta.resolve(`dejavu-fonts-ttf/ttf/${file}`)).pathname,
);

/** An SVG of ours as a PNG, twice as large as it says, for sharp screens; drawn in a thread of its own. */
export async function png(svg: string): Promise<Uint8Array<ArrayBuffer>> {
  const drawn = await renderAsync(svg, {
    fitTo: { mode: 'zoom', value: 2 },
    font: { fontFiles: FONTS, loadSystemFonts: false, defaultFontFamily: 'DejaVu Sans' },
  });
  return new Uint8Array(drawn.asPng());
}
