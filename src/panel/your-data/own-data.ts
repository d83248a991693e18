import { exportPerson, type PersonExport } from '../../privacy/export-person.ts';
import { forgetTold, hasObjected, object, withdrawObjection } from '../../privacy/objections.ts';
import type { Person } from '../../privacy/pseudonyms.ts';

/** What a person may do about what is stored of them (GDPR Art. 15, 17, 20 and 21). */
export interface OwnData {
  /** Nothing may be stored of them: they said so, or were deleted. */
  isOff(who: Person): Promise<boolean>;
  everything(who: Person): Promise<PersonExport>;
  forgetTold(who: Person): Promise<unknown>;
  /** @param visit `_id` of the session that it is done in, which goes on */
  turnOff(who: Person, visit: string): Promise<unknown>;
  turnOn(who: Person): Promise<unknown>;
}

export const ownData: OwnData = {
  ...{ isOff: hasObjected, everything: exportPerson, forgetTold },
  ...{ turnOff: object, turnOn: withdrawObjection },
};
