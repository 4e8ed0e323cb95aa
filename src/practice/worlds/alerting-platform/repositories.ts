import type { RepositorySeed } from '../seeds/repository.ts';
import type { World } from '../world.ts';

/** Where these images are pushed to, all of them built for the hosts' processor. */
export function repositories(programs: World['images']): readonly RepositorySeed[] {
  const pushed = Object.keys(programs).map((program) => {
    const [name = '', tag = ''] = program.slice(program.indexOf('/') + 1).split(':');
    return { name, image: { tags: [tag], program, architectures: ['amd64'] } };
  });
  const names = [...new Set(pushed.map(({ name }) => name))];
  return names.map((name) => ({ name, images: pushed.flatMap((one) => (one.name === name ? [one.image] : [])) }));
}
