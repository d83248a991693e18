/** The names of the parameters that links made by this tool carry begin with this. */
export const ownPrefix = 'next_courses_';
const longestValue = 2_000;

type Parameters = Readonly<Record<string, unknown>>;

/**
 * The custom parameters that this tool itself has put into a link (LTI Core §5.4.6). Whoever may edit the link may change
 * their values. All other parameters may name a person and are left out.
 */
export function ownParameters(custom: Parameters): Readonly<Record<string, string>> {
  const own = Object.keys(custom).filter((name) => name.startsWith(ownPrefix));
  return Object.fromEntries(
    own.flatMap((name) => {
      const value = parameter(custom, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** A parameter's value; undefined where the platform did not know the variable and sent its name back (`$Context.id`). */
export function parameter(custom: Parameters, name: string): string | undefined {
  const value = custom[name];
  if (typeof value !== 'string' || value.length > longestValue) return undefined;
  return /^(\$[A-Za-z]|$)/.test(value) ? undefined : value;
}
