import { withoutArabicPrefix } from '../words/light-stems.ts';

/**
 * How people ask for a course, by its place in the question; folded. What stands in front of the subject, and what stands
 * behind it. "learn" asks, and "learning" asks at the beginning alone: in "machine learning" it is the subject.
 */
const before =
  'learn learning study studying teach know understand understanding want wanna need needs like love looking look search searching find help start ' +
  'starting become becoming be work working do doing take taking course courses class classes lesson lessons training tutorial introduction intro ' +
  'introductory basics basic fundamentals foundations beginner beginners beginning guide overview please interested improve create creating make making career job good better best bad catch ' +
  'lernen lerne studieren mochte wissen verstehen suche suchen brauche kurs kurse kursus einfuhrung grundlagen werden interessiere hilfe weiterbildung schulung seminar erstellen machen arbeiten beginnen anfangen einsteigen verbessern beruf karriere ' +
  'gut guter gute besser uberblick einstieg basiswissen kennenlernen konnen finden ' +
  'apprendre etudier veux voudrais aimerais cherche besoin comprendre cours formation devenir introduction initiation bases debutant debutants interesse creer faire travailler commencer ameliorer metier carriere bon bonne meilleur trouver savoir connaitre aider ' +
  'aprender estudiar quiero quisiera busco necesito entender curso cursos clase clases ser convertirme hacerme introduccion principiantes fundamentos crear hacer trabajar empezar mejorar profesion carrera buen bueno buena mejor encontrar saber conocer ayuda gustaria ' +
  'estudar quero gostaria procuro preciso entender aula aulas introducao tornar iniciantes ' +
  'imparare studiare voglio vorrei cerco corso corsi diventare introduzione basi principianti ' +
  'leren studeren wil zoek cursus cursussen worden inleiding beginners ' +
  'lara studera vill soker kurs kurser bli introduktion grunderna nyborjare laere studere soger bliver introduktion begyndere ' +
  'اريد تعلم اتعلم ان دراسه ادرس دوره كورس مقرر درس دروس مقدمه مدخل اساسيات مبادئ مبتدئين للمبتدئين ابحث احتاج ارغب اود احب اصبح اكون اعمل عمل كيف فهم افهم اعرف معرفه تحسين وظيفه مهنه جيد افضل مساعده ابدا ' +
  '学 学习 想学 学会 学好 课程 课 入门 基础 初级 初学者 零基础 如何 怎样 我 需要 想要 希望 找 找工作 从事 当 成为 做 关于 了解 提高 知道 帮助 开始 好 学ぶ 学びたい 勉強 講座 コース 入門 배우고 공부 강의 입문 изучать учить изучить курс курсы введение основы';
const behind =
  'course courses class classes lesson lessons training tutorial tutorials basics beginner beginners introduction intro fundamentals online free skills program degree ' +
  'lernen studieren kurs kurse grundlagen anfanger werden einfuhrung erstellen machen gestalten bauen cours debutant debutants formation curso cursos clase clases principiantes corso corsi ' +
  'cursus leren kurs kurser nyborjare دوره كورس مقرر دروس للمبتدئين مبتدئين 课程 入门 课 基础 初级 初学者 入門 講座 学习 강의 입문 курс';

/** When, where, how and for how much: circumstances of a course, wherever they stand in the question. */
const circumstances =
  'monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays friday fridays saturday saturdays sunday sundays weekend weekends weekday weekdays ' +
  'morning mornings afternoon afternoons evening evenings tonight today tomorrow semester online offline onsite remote remotely campus nearby ' +
  'free cheap affordable certificate certified credits please pls plz thanks thank hi hello hey quick quickly fast easy short intensive parttime fulltime ' +
  'montag dienstag mittwoch donnerstag freitag samstag sonntag wochenende abends abend vormittag nachmittag kostenlos gratis zertifikat danke hallo schnell ' +
  'lundi mardi mercredi jeudi vendredi samedi dimanche soir soirs matin gratuit gratuite certificat merci bonjour svp rapidement ligne ' +
  'lunes martes miercoles jueves viernes sabado domingo tarde tardes manana noche gratis gratuito certificado gracias hola rapido linea favor ' +
  'مجانا مجاني شهاده مساء صباحا عبر الانترنت شكرا 免费 在线 线上 晚上 周末 证书 谢谢';

const inFront = new Set(before.split(' '));
const after = new Set(behind.split(' '));
const around = new Set(circumstances.split(' '));

export const isCircumstance = (word: string): boolean => around.has(word);
export const isAskedBefore = (word: string): boolean =>
  inFront.has(word) || inFront.has(withoutArabicPrefix(word));
export const isAskedAfter = (word: string): boolean =>
  after.has(word) || after.has(withoutArabicPrefix(word));
