/** More marks on one letter are no writing (UAX #15, "Stream-Safe Text Format"). */
const crowd = /(\p{M}{30})\p{M}+/gu;

/**
 * The text in a Unicode normalisation form, in time linear in its length. Normalising sorts the marks of each letter, which takes
 * the square of their number, so marks beyond the thirtieth are left out first.
 */
export function normalised(text: string, form: 'NFC' | 'NFD' | 'NFKC'): string {
  return text.replace(crowd, '$1').normalize(form);
}
