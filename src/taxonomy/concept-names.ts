import { type ConceptKind, type ConceptName, ConceptNameModel } from '../../models/concept-name.ts';
import { fallbackLanguage } from './reading-language.ts';

type Named = Pick<ConceptName, 'concept' | 'language' | 'label'>;
const fields = { _id: 0, concept: 1, language: 1, label: 1 } as const;

/**
 * What concepts are called, by concept: in the reader's language, else in English, else in any.
 * @param language ISO 639 code
 */
export async function readNames(
  kind: ConceptKind,
  concepts: readonly string[],
  language: string,
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  const look = async (languages: readonly string[] | undefined) => {
    const concept = { $in: concepts.filter((one) => !names.has(one)) };
    if (concept.$in.length === 0) return;
    const found = await ConceptNameModel.find(
      { kind, concept, ...(languages && { language: { $in: languages } }) },
      fields,
    ).lean<Named[]>();
    for (const { concept, language: own, label } of found)
      if (own === language || !names.has(concept)) names.set(concept, label);
  };
  await look([language, fallbackLanguage]);
  await look(undefined);
  return names;
}
