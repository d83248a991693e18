/** Nothing is told about fewer people, to anybody: who they are could be guessed. */
export const fewestPeople = 10;
