import type { Session } from '../../models/session.ts';
import type { StoredSettings } from '../panel-settings/stored-settings.ts';
import type { Words } from '../words/words.ts';
import { ownerMark } from './page-owner.ts';
import { panelAddress } from './panel-address.ts';

/** What `views/panel/switched-off.ejs` shows to whoever is not staff. */
export function switchedOffPage(session: Session, { course }: StoredSettings, words: Words) {
  const of = ownerMark(session);
  return {
    words,
    text: words.say(`switchedOff.${course?.isOn === false ? 'teacher' : 'institution'}`),
    /** What is stored of them stays theirs to see and delete. */
    yourData: session.learner === undefined ? undefined : panelAddress({ purpose: 'next' }, '/data', { of }),
  };
}
