import type { DemoRandom } from './demo-random.ts';

const given =
  'Ada Aiko Alba Amir Anan Anouk Arjun Asha Aylin Bao Bela Bruno Carmen Chidi Dalia Daria Davi Dilan Edda Elif Emeka Enzo Esra Farah Femi Finn Freya Gita Goran Hana Hugo Ida Ines Ivo Jamal Jana Joon Juno Kaia Kamal Kira Kofi Lana Leif Lena Lior Luca Mai Malik Mara Mateo Mei Milan Mina Nadia Nils Noor Nuno Olga Omar Oskar Paz Pia Priya Rafa Rana Ravi Remy Rosa Sami Sana Selma Sina Sofia Suri Tao Tarik Thea Tomas Uma Vera Viktor Wren Yara Yuki Zahra Zeno Zoe'.split(
    ' ',
  );
const family =
  'Abara Adler Akintola Almeida Arslan Baptiste Becker Bianchi Castillo Chen Costa Dahl Demir Diallo Duarte Eriksen Farkas Ferreira Fischer Garcia Gupta Haddad Hansen Hayashi Horvat Ibrahim Ionescu Jansen Kato Kaya Keller Khalil Kim Kovac Kowalski Larsen Lindqvist Lopez Mahlangu Marino Mbeki Mehta Molnar Moreau Moser Nakamura Navarro Nguyen Novak Okafor Okoye Olsen Osman Pavlova Pereira Petrov Popescu Quispe Rahman Ramos Reyes Rossi Roth Sahin Santos Sato Schmid Shah Silva Singh Sokolov Sousa Suzuki Tanaka Torres Tran Vargas Vasquez Vogel Weber Wirth Yilmaz Zhang Ziegler'.split(
    ' ',
  );

/** Invented names, none of them twice. The combinations are drawn, so a likeness to anybody is chance. */
export function* inventedNames(random: DemoRandom): Generator<string, never> {
  const used = new Set<string>();
  for (;;) {
    const name = `${random.pick(given)} ${random.pick(family)}`;
    if (used.has(name)) continue;
    used.add(name);
    yield name;
  }
}
