import { message } from '../../messages/message.ts';

/**
 * The address of a further page. Behind a proxy that ends https, an LMS may believe that it is asked over http and give such links.
 * They are never followed over http, because a token goes with the request: the same host and path are asked over https.
 * @param target as the link has it; may be relative
 * @param from the page that it was in
 * @returns `foreign` for another scheme, host or port, which must not get the token; `insecure` where the host is the same and the
 * port is one behind the proxy
 */
export function nextPage(target: string, from: string): URL | 'foreign' | 'insecure' {
  if (!URL.canParse(target, from)) return 'foreign';
  const [here, next] = [new URL(from), new URL(target, from)];
  // The fragment is not part of a request, so two addresses that differ in it are one page.
  next.hash = '';
  if (next.origin === here.origin) return next;
  if (here.protocol !== 'https:' || next.protocol !== 'http:' || next.hostname !== here.hostname)
    return 'foreign';
  if (next.port !== '' && next.port !== here.port) return 'insecure';
  return new URL(next.pathname + next.search, here);
}

/** What the administrator of the LMS has to do about such links. */
export const proxyCure = message('roster.proxyCure');
