import type { Handler } from 'express';

/** What is used of Express's router. */
interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
  /** Mounted at the router's own path. */
  slash: boolean;
}

/**
 * Every route behind some faces: "POST /panel/rated". A face that is no router answers GET.
 * @throws Error at a router that is mounted below another at a path of its own: its routes could not be named
 */
export function routesOf(faces: Readonly<Record<string, Handler>>): string[] {
  return Object.entries(faces).flatMap(([path, face]) => {
    const { stack } = face as Layer['handle'];
    return stack ? stack.flatMap((layer) => routesIn(layer, path)) : [`GET ${path}`];
  });
}

function routesIn({ route, handle, slash }: Layer, base: string): string[] {
  if (route) {
    const path = `${base}${route.path === '/' ? '' : route.path}`;
    return Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${path}`);
  }
  if (!handle.stack) return [];
  if (!slash) throw new Error(`A router below ${base} is mounted at a path of its own: mount it as a face.`);
  return handle.stack.flatMap((layer) => routesIn(layer, base));
}
