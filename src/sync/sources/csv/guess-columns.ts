import type { ColumnNames, Table } from '../file-source.ts';
import { bare } from './bare.ts';

/**
 * What other systems call our columns, in the languages of the pages: as `bare` writes them. What several could mean (`group`,
 * `hidden`, `entry`, `weight`) is not guessed.
 */
const otherNames: Readonly<Record<string, string>> = {
  course:
    'courseid coursecode courseno coursenumber coursekey moduleid modulecode modulenumber module unitcode classid id kurs kursid kurscode kursnummer kursnr modul modulnummer modulnr idcurso cursoid codigocurso codigodelcurso curso idcours codecours codeducours cours 课程 课程id 课程编号 课程代码 معرفالمقرر رمزالمقرر رقمالمقرر المقرر',
  title:
    'coursetitle coursename name fullname longtitle moduletitle modulename titel kurstitel kursname bezeichnung modulname modultitel titulo nombre nombrecurso nombredelcurso titre intitule nom nomducours 课程名称 课程名 名称 标题 اسمالمقرر عنوانالمقرر الاسم العنوان',
  code: 'shortname abbreviation kurzel kuerzel kurzname codigo sigle 代码 الرمز',
  description:
    'summary coursedescription overview beschreibung kursbeschreibung inhalt descripcion resumen resume 简介 课程简介 描述 الوصف وصفالمقرر',
  category:
    'department subject faculty subjectarea kategorie fachbereich fach fakultat fakultaet categoria departamento facultad categorie departement faculte matiere 类别 学科 院系 القسم التصنيف الفئة الكلية',
  level: 'courselevel difficulty niveau stufe nivel 级别 难度 المستوى',
  language:
    'courselanguage languageofinstruction lang sprache kurssprache unterrichtssprache lehrsprache idioma lengua langue 语言 授课语言 اللغة لغةالتدريس',
  url: 'link courseurl weblink website webseite enlace lien 链接 网址 الرابط',
  prerequisites:
    'prerequisite prereqs prereq requires voraussetzung voraussetzungen vorkenntnisse requisitos prerrequisitos prerequis 先修课程 先修课 المتطلبات المتطلباتالسابقة',
  skills:
    'skill competencies competences kompetenzen fahigkeiten faehigkeiten habilidades competencias 技能 المهارات',
  starts:
    'startdate start coursestart beginn startdatum fechainicio inicio datededebut debut 开始日期 تاريخالبداية',
  ends: 'enddate end courseend ende enddatum fechafin datedefin fin 结束日期 تاريخالنهاية',
  credits:
    'credit ects ectscredits creditpoints credithours leistungspunkte creditos 学分 الساعاتالمعتمدة الوحداتالمعتمدة',
  learner:
    'learnerid student studentid studentno studentnumber user userid person personid studierende matrikelnummer matrikelnr estudiante idestudiante alumno idalumno etudiant idetudiant numeroetudiant 学生 学生id 学生编号 学号 الطالب معرفالطالب رقمالطالب',
  time: 'date timestamp enrolledat enroldate enrolmentdate enrollmentdate datum zeitpunkt einschreibedatum fecha fechamatricula dateinscription 日期 时间 选课时间 التاريخ تاريخالتسجيل',
  programme:
    'program studyprogramme studyprogram degreeprogramme degreeprogram degree major studiengang studienfach programaestudios programadeestudios carrera grado filiere formation diplome 专业 التخصص البرنامجالدراسي',
  year: 'yearofstudy studyyear studienjahr anodeestudio anneedetudes anneeetudes 年级 السنةالدراسية',
  state: 'status enrolmentstatus enrollmentstatus completionstatus zustand estado statut etat 状态 الحالة',
};

/**
 * Which column of a file is probably which of ours, for somebody to confirm: a guess that nobody has looked at would put titles in
 * the place of ids.
 * @param header the names as the file has them
 * @returns a name for each of ours that the header does not have and that one of its other columns may be
 */
export function guessColumns(header: readonly string[], { required, optional }: Table): ColumnNames {
  const ours = [...required, ...optional];
  const free = header.filter((name) => name !== '' && !ours.includes(name.toLowerCase()));
  const guessed: Record<string, string> = {};
  for (const column of ours) {
    if (header.some((name) => name.toLowerCase() === column)) continue;
    const known = (otherNames[column] ?? '').split(' ');
    // The order of the names is that of how sure they are.
    const [best] = known.flatMap((other) => free.filter((name) => bare(name) === other));
    if (best === undefined) continue;
    guessed[column] = best;
    free.splice(free.indexOf(best), 1);
  }
  return guessed;
}
