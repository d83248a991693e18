import { arts } from './arts.ts';
import { biology } from './biology.ts';
import { business } from './business.ts';
import type { Subject } from './catalogue-entry.ts';
import { computing } from './computing.ts';
import { dataScience } from './data-science.ts';
import { economics } from './economics.ts';
import { education } from './education.ts';
import { engineering } from './engineering.ts';
import { environment } from './environment.ts';
import { health } from './health.ts';
import { humanities } from './humanities.ts';
import { languages } from './languages.ts';
import { law } from './law.ts';
import { mathematics } from './mathematics.ts';
import { music } from './music.ts';
import { psychology } from './psychology.ts';

export const subjects: readonly Subject[] = [
  arts,
  biology,
  business,
  computing,
  dataScience,
  economics,
  education,
  engineering,
  environment,
  health,
  humanities,
  languages,
  law,
  mathematics,
  music,
  psychology,
];
