/**
 * How people ask for a course, by its place in the question; folded. What stands in front of the subject, and what stands
 * behind it. "learn" asks, and "learning" asks at the beginning alone: in "machine learning" it is the subject.
 */
const before =
  'learn learning study studying teach know understand understanding want wanna need needs like love looking look search searching find help start ' +
  'starting become becoming be work working do doing take taking course courses class classes lesson lessons training tutorial introduction intro ' +
  'introductory basics basic fundamentals foundations beginner beginners beginning guide overview please interested improve career job good better best bad catch ' +
  'lernen lerne studieren mochte wissen verstehen suche suchen brauche kurs kurse kursus einfuhrung grundlagen werden interessiere hilfe weiterbildung schulung seminar ' +
  'apprendre etudier veux voudrais aimerais cherche besoin comprendre cours formation devenir introduction initiation bases debutant debutants interesse ' +
  'aprender estudiar quiero quisiera busco necesito entender curso cursos clase clases ser convertirme hacerme introduccion principiantes fundamentos ' +
  'estudar quero gostaria procuro preciso entender aula aulas introducao tornar iniciantes ' +
  'imparare studiare voglio vorrei cerco corso corsi diventare introduzione basi principianti ' +
  'leren studeren wil zoek cursus cursussen worden inleiding beginners ' +
  'lara studera vill soker kurs kurser bli introduktion grunderna nyborjare laere studere soger bliver introduktion begyndere ' +
  'اريد تعلم اتعلم ان دراسه دوره كورس مقدمه اساسيات مبتدئين ابحث احتاج ' +
  '学 学习 想学 学会 课程 入门 基础 如何 怎样 我 需要 学ぶ 学びたい 勉強 講座 コース 入門 배우고 공부 강의 입문 изучать учить изучить курс курсы введение основы';
const behind =
  'course courses class classes lesson lessons training tutorial tutorials basics beginner beginners introduction intro fundamentals online free skills program degree ' +
  'lernen studieren kurs kurse grundlagen anfanger werden einfuhrung cours debutant debutants formation curso cursos clase clases principiantes corso corsi ' +
  'cursus leren kurs kurser nyborjare دوره كورس للمبتدئين 课程 入门 课 基础 入門 講座 学习 강의 입문 курс';

const inFront = new Set(before.split(' '));
const after = new Set(behind.split(' '));
/** "R for beginners": after these, "for" and its like, the level is named and no subject. */

export const isAskedBefore = (word: string): boolean => inFront.has(word);
export const isAskedAfter = (word: string): boolean => after.has(word);
