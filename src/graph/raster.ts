import { Resvg } from '@resvg/resvg-js';

/** Letters come along: a bare machine has none. */
const FONTS = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map(
  (file) =>
    // It is a file's place, not a module's: `import.meta.resolve` reads nothing.
    new URL(import.meta.resolve(`dejavu-fonts-ttf/ttf/${file}`)).pathname,
);

/** An SVG of ours as a PNG, twice as large as it says, for sharp screens. */
export const png = (svg: string): Uint8Array =>
  new Resvg(svg, {
    fitTo: { mode: 'zoom', value: 2 },
    font: { fontFiles: FONTS, loadSystemFonts: false, defaultFontFamily: 'DejaVu Sans' },
  })
    .render()
    .asPng();
