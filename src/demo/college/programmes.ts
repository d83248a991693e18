/** What a student is enrolled for. Courses are named by their codes. */
export interface Programme {
  name: string;
  /** Relative number of students. */
  size: number;
  /** Must be taken, in about this order; each comes after what it builds on. */
  required: readonly string[];
  /** Where electives come from: the weight of each subject. Subjects that are not named are rarely chosen. */
  electives: Readonly<Record<string, number>>;
}

export const programmes: readonly Programme[] = [
  {
    name: 'Computer Science',
    size: 9,
    required: ['CMP101', 'MAT102', 'CMP102', 'CMP201', 'CMP202', 'MAT101', 'CMP204', 'CMP301'],
    electives: { Computing: 0.55, Mathematics: 0.15, 'Data Science': 0.2, Engineering: 0.1 },
  },
  {
    name: 'Data Science',
    size: 7,
    required: ['DAT101', 'CMP101', 'MAT101', 'DAT201', 'MAT201', 'CMP202', 'DAT202', 'DAT301'],
    electives: { 'Data Science': 0.5, Computing: 0.25, Mathematics: 0.15, Economics: 0.1 },
  },
  {
    name: 'Mathematics',
    size: 4,
    required: ['MAT101', 'MAT102', 'CMP101', 'MAT201', 'MAT203', 'MAT202', 'MAT301', 'MAT302'],
    electives: { Mathematics: 0.55, Computing: 0.15, 'Data Science': 0.2, Education: 0.1 },
  },
  {
    name: 'Mechatronic Engineering',
    size: 6,
    required: ['ENG101', 'ENG103', 'MAT101', 'CMP101', 'ENG102', 'ENG202', 'MAT204', 'MAT201', 'ENG301'],
    electives: { Engineering: 0.65, Mathematics: 0.1, Computing: 0.15, Environment: 0.1 },
  },
  {
    name: 'Life Sciences',
    size: 6,
    required: ['BIO101', 'BIO102', 'DAT101', 'BIO201', 'BIO203', 'BIO202', 'BIO301'],
    electives: { Biology: 0.6, Environment: 0.2, Health: 0.1, 'Data Science': 0.1 },
  },
  {
    name: 'Environmental Studies',
    size: 5,
    required: ['ENV101', 'ENV102', 'DAT101', 'BIO102', 'ENV201', 'DAT204', 'ENV203', 'ENV202'],
    electives: { Environment: 0.5, Biology: 0.2, Economics: 0.1, 'Law and Politics': 0.1, Engineering: 0.1 },
  },
  {
    name: 'Nursing',
    size: 8,
    required: ['HEA101', 'HEA102', 'HEA103', 'HEA201', 'HEA202', 'DAT101', 'HEA203', 'HEA302'],
    electives: { Health: 0.6, Psychology: 0.2, Biology: 0.1, Languages: 0.1 },
  },
  {
    name: 'Psychology',
    size: 7,
    required: ['PSY101', 'DAT101', 'PSY102', 'PSY203', 'PSY201', 'PSY202', 'PSY301'],
    electives: { Psychology: 0.6, Health: 0.15, 'Data Science': 0.1, Education: 0.15 },
  },
  {
    name: 'Teaching',
    size: 6,
    required: ['EDU101', 'PSY102', 'PSY101', 'EDU201', 'EDU202', 'DAT101', 'PSY201', 'EDU301'],
    electives: { Education: 0.45, Psychology: 0.2, 'History and Literature': 0.2, Mathematics: 0.15 },
  },
  {
    name: 'Business Administration',
    size: 9,
    required: ['BUS101', 'BUS102', 'ECO101', 'BUS103', 'BUS201', 'BUS202', 'LAW101', 'BUS302'],
    electives: { Business: 0.6, Economics: 0.2, 'Law and Politics': 0.1, Languages: 0.1 },
  },
  {
    name: 'Economics',
    size: 5,
    required: ['ECO101', 'MAT101', 'DAT101', 'ECO201', 'ECO202', 'DAT201', 'ECO301'],
    electives: { Economics: 0.55, Mathematics: 0.1, 'Data Science': 0.15, Business: 0.1, Psychology: 0.1 },
  },
  {
    name: 'Law and Governance',
    size: 5,
    required: ['LAW101', 'LAW102', 'HUM103', 'LAW201', 'LAW202', 'ECO101', 'LAW302'],
    electives: { 'Law and Politics': 0.6, Economics: 0.15, 'History and Literature': 0.15, Languages: 0.1 },
  },
  {
    name: 'Languages and Literature',
    size: 5,
    required: ['LAN101', 'HUM102', 'LAN204', 'LAN201', 'HUM203', 'LAN203', 'LAN301'],
    electives: { Languages: 0.5, 'History and Literature': 0.4, Education: 0.1 },
  },
  {
    name: 'Art and Media Design',
    size: 5,
    required: ['ART101', 'ART103', 'ART102', 'ART205', 'ART201', 'ART204', 'ART302'],
    electives: { 'Art and Design': 0.6, Music: 0.15, Computing: 0.1, Business: 0.15 },
  },
  {
    name: 'Music',
    size: 3,
    required: ['MUS101', 'MUS102', 'MUS103', 'MUS201', 'MUS202', 'MUS301'],
    electives: { Music: 0.6, 'Art and Design': 0.15, Education: 0.15, Psychology: 0.1 },
  },
];
