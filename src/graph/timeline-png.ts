import type { RunView } from '#domain/run-view.ts';
import { timelineSvg } from './timeline.ts';

/** A run's timeline as a PNG. What draws it is large, and loaded when the first run has ended. */
export async function timelinePng(run: RunView): Promise<Uint8Array<ArrayBuffer>> {
  const { png } = await import('./raster.ts');
  return png(timelineSvg(run));
}
