import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';

/** What a message does with an argument: it shows a text or a number, or chooses by one of several texts. */
export type ArgumentKind = 'text' | 'number' | 'choice';

/** What a message is made of. */
export interface MessageShape {
  elements: MessageFormatElement[];
  /** By name. An argument of a plural is a number. */
  arguments: ReadonlyMap<string, ArgumentKind>;
  /** The forms of each plural: `one`, `other`, `=0`. */
  plurals: readonly { argument: string; type: 'cardinal' | 'ordinal'; forms: readonly string[] }[];
  /** What each choice is between. */
  choices: ReadonlyMap<string, readonly string[]>;
}

/**
 * Reads a message in ICU MessageFormat (https://unicode-org.github.io/icu/userguide/format_parse/messages/). Dates are told
 * to a message as text, and it holds no markup.
 * @throws SyntaxError where it is none, or asks for what it is not told
 */
export function readMessage(text: string): MessageShape {
  const elements = parse(text, { ignoreTag: true, requiresOtherClause: true });
  const shape = {
    elements,
    arguments: new Map<string, ArgumentKind>(),
    plurals: [] as { argument: string; type: 'cardinal' | 'ordinal'; forms: string[] }[],
    choices: new Map<string, string[]>(),
  };
  const add = (name: string, kind: ArgumentKind) => {
    const known = shape.arguments.get(name) ?? kind;
    if (known !== kind) throw new SyntaxError(`{${name}} is used as ${known} and as ${kind}.`);
    shape.arguments.set(name, kind);
  };
  const walk = (parts: readonly MessageFormatElement[]): void => {
    for (const part of parts)
      switch (part.type) {
        case TYPE.literal:
        case TYPE.pound:
          break;
        case TYPE.argument:
          add(part.value, 'text');
          break;
        case TYPE.number:
          add(part.value, 'number');
          break;
        case TYPE.plural:
          add(part.value, 'number');
          shape.plurals.push({
            argument: part.value,
            type: part.pluralType ?? 'cardinal',
            forms: Object.keys(part.options),
          });
          for (const option of Object.values(part.options)) walk(option.value);
          break;
        case TYPE.select:
          add(part.value, 'choice');
          shape.choices.set(part.value, Object.keys(part.options));
          for (const option of Object.values(part.options)) walk(option.value);
          break;
        default:
          throw new SyntaxError(`{${part.value}} is of a kind that no message is told.`);
      }
  };
  walk(elements);
  return shape;
}
