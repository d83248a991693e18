import { withCharacters } from './html/entities.ts';
import { inOneLanguage } from './html/multilang.ts';
import { withoutTags } from './html/tags.ts';

/** Files inside a course, as Moodle and Canvas write them until they show the page. */
const fileReferences =
  /(?:@@PLUGINFILE@@|\$(?:IMS-CC-FILEBASE|CANVAS_OBJECT_REFERENCE|WIKI_REFERENCE)\$)\S*/g;
const pictures = /\bdata:[a-z]{1,20}\/[a-z\d.+-]{1,80};base64,[a-z\d+/=_-]*/gi;
/**
 * Soft hyphens, zero-width spaces, marks of direction (an override shows other words than it says), halves of characters, and
 * control characters but for white space.
 */
const invisible = /[\u00ad\u200b\u2060\ufffe\p{Bidi_Control}\p{Surrogate}]|(?!\s)\p{Cc}/gu;

/**
 * The text of a title or description that may be HTML. Tags are removed and characters decoded. Of a text in several languages
 * (Moodle's multi-language filters) one is kept, the first where none is wanted (`textsOf` keeps all). Pictures and addresses of
 * files, which may carry a key, are removed. Every step is linear in the length, whatever the text, because the text comes from
 * outside.
 * @param language as the text itself names it
 */
export function plainText(html: string, language?: string): string {
  const text = /[<&{]/.test(html) ? withCharacters(withoutTags(inOneLanguage(html, language))) : html;
  return text
    .replace(pictures, ' ')
    .replace(fileReferences, ' ')
    .replace(/\bhttps?:\/\/\S+/gi, (address) => (isFile(address) ? ' ' : address))
    .replace(invisible, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Moodle's `pluginfile.php`, with a user's token in `tokenpluginfile.php`; Canvas's files with their verifier. */
function isFile(address: string): boolean {
  return address.includes('pluginfile.php') || /\/files\/\d|[?&]verifier=/.test(address);
}
