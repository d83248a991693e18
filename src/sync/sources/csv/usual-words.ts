import { type EnrolmentState, enrolmentStates } from '../../../../models/enrolment.ts';
import { bare } from './bare.ts';

/**
 * Words of other systems that mean one of our states and nothing else, in the languages of the pages: as `bare` writes them. What may
 * mean several (`failed`, `ended`, `pending`) is asked about.
 */
const usualStates: Readonly<Record<EnrolmentState, string>> = {
  active:
    'enrolled inprogress ongoing current aktiv eingeschrieben laufend activo activa matriculado matriculada encurso actif active inscrit inscrite encours 在读 进行中 已注册 نشط مسجل مسجلة قيدالدراسة',
  completed:
    'complete passed finished done graduated abgeschlossen bestanden absolviert completado completada aprobado aprobada superado superada termine terminee reussi reussie valide validee 已完成 完成 通过 已通过 及格 مكتمل مكتملة ناجح ناجحة اجتاز',
  withdrawn:
    'withdrew dropped droppedout cancelled canceled unenrolled abgemeldet abgebrochen storniert exmatrikuliert retirado retirada cancelado cancelada abandonado abandonada abandonne desinscrit desinscrite annule annulee 已退课 退课 退选 已退选 منسحب منسحبة ملغى',
  planned:
    'preregistered geplant vorgemerkt planificado planificada previsto prevista prevu prevue preinscrit 计划 预选 مخطط مخططله',
};

const states = new Map(
  enrolmentStates.flatMap((state) =>
    [state, ...usualStates[state].split(' ')].map((word) => [word, state] as const),
  ),
);

/** @returns undefined for a word that is none, or may be several */
export function usualState(word: string): EnrolmentState | undefined {
  return states.get(bare(word));
}

/** With what spreadsheets of these languages write for true and false. */
const yes = 'yes y true 1 x ja j wahr si s verdadero oui o vrai 是 真 نعم صحيح'.split(' ');
const no = 'no n false 0 nein falsch non faux falso 否 假 لا خطا'.split(' ');

/** @returns undefined for a word that is neither */
export function usualYesOrNo(word: string): boolean | undefined {
  if (yes.includes(bare(word))) return true;
  return no.includes(bare(word)) ? false : undefined;
}
