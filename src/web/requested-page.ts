import type { Request } from 'express';

const noRoute = 'none';

/**
 * Says which page a request is for, once it is answered: the pattern of the route, such as `/panel/why/:course`. There are as many as
 * there are pages, whatever addresses are asked for.
 * @param faces paths at which faces are mounted
 * @returns to be asked before any face is, because within a face the path is another
 */
export function pageNamer(faces: readonly string[]): (req: Request) => () => string {
  const longestFirst = faces.toSorted((a, b) => b.length - a.length);
  return (req) => {
    const asked = req.path.toLowerCase();
    const face = longestFirst.find((path) => asked === path || asked.startsWith(`${path}/`)) ?? '';
    return () => {
      const path = (req.route as { path?: unknown } | undefined)?.path;
      if (typeof path !== 'string') return noRoute;
      return path === '/' && face !== '' ? face : `${face}${path}`;
    };
  };
}
