/** A career goal that can be picked, and the skills that it takes, in words that courses are described in. */
export interface Career {
  goal: string;
  skills: readonly string[];
}

/** A start, not a taxonomy: whoever does not find their goal types it, and the skills. */
export const careers: readonly Career[] = [
  { goal: 'Accountant', skills: ['accounts', 'bookkeeping', 'finance', 'tax law', 'spreadsheets'] },
  { goal: 'Architect', skills: ['architecture', 'design', 'structures', 'materials', 'drawing', 'cities'] },
  { goal: 'Artist', skills: ['drawing', 'painting', 'sculpture', 'art history', 'exhibition'] },
  { goal: 'Biologist', skills: ['biology', 'genetics', 'cells', 'ecology', 'laboratory', 'statistics'] },
  { goal: 'Civil engineer', skills: ['structures', 'mechanics', 'materials', 'water', 'surveying'] },
  { goal: 'Climate scientist', skills: ['climate', 'physics', 'modelling', 'statistics', 'energy'] },
  { goal: 'Counsellor', skills: ['counselling', 'psychology', 'interviews', 'therapy', 'ethics'] },
  { goal: 'Data analyst', skills: ['SQL', 'statistics', 'visualisation', 'spreadsheets', 'Python'] },
  { goal: 'Data engineer', skills: ['SQL', 'databases', 'pipelines', 'distributed systems', 'Python'] },
  {
    goal: 'Data scientist',
    skills: ['machine learning', 'statistics', 'Python', 'causal inference', 'neural networks'],
  },
  { goal: 'Designer', skills: ['design', 'typography', 'prototypes', 'accessibility', 'drawing'] },
  { goal: 'Diplomat', skills: ['international law', 'negotiation', 'history', 'politics', 'languages'] },
  { goal: 'Economist', skills: ['economics', 'statistics', 'econometrics', 'markets', 'policy'] },
  { goal: 'Electrical engineer', skills: ['electronics', 'circuits', 'signals', 'control', 'mathematics'] },
  { goal: 'Entrepreneur', skills: ['business plan', 'finance', 'marketing', 'leadership', 'product'] },
  { goal: 'Environmental consultant', skills: ['ecology', 'water', 'soil', 'environmental law', 'mapping'] },
  { goal: 'Financial analyst', skills: ['finance', 'statistics', 'accounts', 'risk', 'spreadsheets'] },
  { goal: 'Game developer', skills: ['programming', 'graphics', 'design', 'physics', 'algorithms'] },
  { goal: 'Historian', skills: ['history', 'archives', 'sources', 'writing', 'museums'] },
  { goal: 'Human resources manager', skills: ['recruiting', 'employment law', 'leadership', 'conflict'] },
  { goal: 'Journalist', skills: ['writing', 'interviews', 'research', 'media', 'politics'] },
  { goal: 'Lawyer', skills: ['law', 'contracts', 'courts', 'criminal law', 'argument'] },
  { goal: 'Marketing manager', skills: ['marketing', 'brands', 'campaign', 'social media', 'surveys'] },
  { goal: 'Mechanical engineer', skills: ['mechanics', 'materials', 'thermodynamics', 'robots', 'design'] },
  { goal: 'Musician', skills: ['music theory', 'harmony', 'composition', 'recording', 'ensemble'] },
  { goal: 'Nurse', skills: ['nursing', 'anatomy', 'patients', 'medicines', 'care'] },
  { goal: 'Physician', skills: ['anatomy', 'physiology', 'diseases', 'patients', 'biochemistry'] },
  { goal: 'Project manager', skills: ['project management', 'budget', 'leadership', 'risk', 'agile'] },
  { goal: 'Psychologist', skills: ['psychology', 'statistics', 'experiments', 'therapy', 'brain'] },
  {
    goal: 'Public health officer',
    skills: ['epidemiology', 'public health', 'statistics', 'policy', 'nutrition'],
  },
  {
    goal: 'Security engineer',
    skills: ['security', 'networks', 'cryptography', 'operating systems', 'attacks'],
  },
  {
    goal: 'Software engineer',
    skills: ['programming', 'algorithms', 'databases', 'testing', 'networks', 'security'],
  },
  { goal: 'Teacher', skills: ['teaching', 'learning', 'classroom', 'assessment', 'inclusion'] },
  {
    goal: 'Translator',
    skills: ['translation', 'grammar', 'writing', 'literature', 'German', 'Spanish', 'French'],
  },
  { goal: 'Web developer', skills: ['HTML', 'CSS', 'JavaScript', 'accessibility', 'databases'] },
];

const byGoal = new Map(careers.map((career) => [normalised(career.goal), career]));

/** The career that a learner's words name, in whatever case; undefined if it is not listed. */
export function findCareer(goal: string): Career | undefined {
  return byGoal.get(normalised(goal));
}

function normalised(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase();
}
