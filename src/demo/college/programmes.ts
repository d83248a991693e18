/** What a student is enrolled for: one subject in depth, others beside it. */
export interface Programme {
  name: string;
  /** Share of courses from each subject. The first one is the major. */
  subjects: Readonly<Record<string, number>>;
  /** Relative number of students. */
  size: number;
}

export const programmes: readonly Programme[] = [
  {
    name: 'Computer Science',
    subjects: { Computing: 0.55, Mathematics: 0.2, 'Data Science': 0.15, Engineering: 0.1 },
    size: 9,
  },
  {
    name: 'Data Science',
    subjects: { 'Data Science': 0.45, Computing: 0.25, Mathematics: 0.2, Economics: 0.1 },
    size: 7,
  },
  {
    name: 'Mathematics',
    subjects: { Mathematics: 0.6, Computing: 0.15, 'Data Science': 0.15, Education: 0.1 },
    size: 4,
  },
  {
    name: 'Mechatronic Engineering',
    subjects: { Engineering: 0.6, Mathematics: 0.2, Computing: 0.15, Environment: 0.05 },
    size: 6,
  },
  {
    name: 'Life Sciences',
    subjects: { Biology: 0.6, Environment: 0.2, Health: 0.1, 'Data Science': 0.1 },
    size: 6,
  },
  {
    name: 'Environmental Studies',
    subjects: { Environment: 0.5, Biology: 0.2, Economics: 0.1, 'Law and Politics': 0.1, Engineering: 0.1 },
    size: 5,
  },
  { name: 'Nursing', subjects: { Health: 0.65, Psychology: 0.2, Biology: 0.1, Languages: 0.05 }, size: 8 },
  {
    name: 'Psychology',
    subjects: { Psychology: 0.6, Health: 0.15, 'Data Science': 0.15, Education: 0.1 },
    size: 7,
  },
  {
    name: 'Teaching',
    subjects: { Education: 0.45, Psychology: 0.2, 'History and Literature': 0.2, Mathematics: 0.15 },
    size: 6,
  },
  {
    name: 'Business Administration',
    subjects: { Business: 0.6, Economics: 0.2, 'Law and Politics': 0.1, Languages: 0.1 },
    size: 9,
  },
  {
    name: 'Economics',
    subjects: { Economics: 0.55, Mathematics: 0.15, 'Data Science': 0.15, Business: 0.15 },
    size: 5,
  },
  {
    name: 'Law and Governance',
    subjects: { 'Law and Politics': 0.6, Economics: 0.15, 'History and Literature': 0.15, Languages: 0.1 },
    size: 5,
  },
  {
    name: 'Languages and Literature',
    subjects: { Languages: 0.5, 'History and Literature': 0.4, Education: 0.1 },
    size: 5,
  },
  {
    name: 'Art and Media Design',
    subjects: { 'Art and Design': 0.6, Music: 0.15, Computing: 0.1, Business: 0.15 },
    size: 5,
  },
  {
    name: 'Music',
    subjects: { Music: 0.65, 'Art and Design': 0.15, Education: 0.1, Psychology: 0.1 },
    size: 3,
  },
];
