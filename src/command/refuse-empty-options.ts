/**
 * No option means anything when it is empty: a variable of the shell was not set. Read as a path, it would be the current folder.
 * @throws Error that names the option
 */
export function refuseEmptyOptions(args: readonly string[]): void {
  for (const [place, word] of args.entries()) {
    if (!word.startsWith('--') || word === '--') continue;
    const sign = word.indexOf('=');
    const [name, value] = sign < 0 ? [word, args[place + 1]] : [word.slice(0, sign), word.slice(sign + 1)];
    if (value?.trim() === '')
      throw new Error(`${name} is empty: say what it is to be, or leave it out. Is a variable not set?`);
  }
}
