/** Elements whose content is not text for readers. */
const unread = new Set(
  'script style template noscript iframe object video audio canvas svg title'.split(' '),
);
/** If one of these is never closed, its content goes on to the end, as in a browser. Other unclosed elements have no content. */
const openEnded = new Set(['script', 'style', 'title']);
/** Elements that do not divide words: H<sub>2</sub>O is one word. A link is not among them, because two links are two words. */
const inline = new Set(
  'abbr b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup tt u var wbr'.split(
    ' ',
  ),
);

/**
 * The text between the tags. A tag becomes a space where a browser would break the line. A `<` that begins no tag stays. It is
 * one pass, linear in the length whatever the text, because an end tag that is missing is searched for only once.
 */
export function withoutTags(html: string): string {
  const lastClose = html.lastIndexOf('>');
  const neverClosed = new Set<string>();
  let hasQuotes = true;
  let text = '';
  let from = 0;
  for (let at = html.indexOf('<'); at !== -1 && at <= lastClose; at = html.indexOf('<', from)) {
    text += html.slice(from, at);
    if (html.startsWith('<!--', at)) {
      const end = html.indexOf('-->', at + 2);
      if (end === -1) return text;
      text += ' ';
      from = end + 3;
      continue;
    }
    const { isClosing, name } = beginning(html, at);
    const tag = name === undefined ? noTag : endOfTag(html, at, hasQuotes);
    if (tag.isBroken) hasQuotes = false;
    if (tag.end === undefined || name === undefined) {
      text += '<';
      from = at + 1;
      continue;
    }
    from = tag.end;
    text += inline.has(name) || name.includes(':') ? '' : ' ';
    if (isClosing || !unread.has(name) || neverClosed.has(name) || html[from - 2] === '/') continue;
    const closing = new RegExp(`</${name}[^<>]*>`, 'gi');
    closing.lastIndex = from;
    if (closing.test(html)) from = closing.lastIndex;
    else if (openEnded.has(name)) return text;
    else neverClosed.add(name);
  }
  return text + html.slice(from);
}

/** The name, in lower case, of what begins like `<p`, `</p`, `<!doctype`, `<![if` or `<?xml`. */
function beginning(html: string, at: number): { isClosing: boolean; name: string | undefined } {
  const found = /<(\/?)([a-z][a-z\d:-]{0,40}|[!?][a-z[])/iy;
  found.lastIndex = at;
  const [, slash, name] = found.exec(html) ?? [];
  return { isClosing: slash === '/', name: name?.toLowerCase() };
}

interface TagEnd {
  /** The position after its `>`. Undefined where the next tag begins before. */
  end?: number;
  /** The quotes are broken and are ignored from here on. */
  isBroken: boolean;
}
const noTag: TagEnd = { isBroken: false };

/** Where a tag ends. A `>` in a quoted attribute ends nothing. */
function endOfTag(html: string, at: number, hasQuotes: boolean): TagEnd {
  const stop = hasQuotes ? /[<>]|=\s{0,20}(["'])/g : /[<>]/g;
  stop.lastIndex = at + 1;
  let sawQuote = false;
  for (let found = stop.exec(html); found; found = stop.exec(html)) {
    if (found[0] === '>') return { end: stop.lastIndex, isBroken: false };
    if (found[0] === '<') return { isBroken: sawQuote };
    sawQuote = true;
    const end = html.indexOf(found[1] as string, stop.lastIndex);
    if (end === -1) break;
    stop.lastIndex = end + 1;
  }
  return sawQuote ? { ...endOfTag(html, at, false), isBroken: true } : { isBroken: false };
}
