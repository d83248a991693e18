import type { Recommendation } from '../../src/answering/recommendation.ts';

const lms = 'http://127.0.0.1:3001/course';

/** Seven courses with every kind of reason; two more than the panel shows. */
export function exampleCourses(): Recommendation[] {
  return [
    {
      course: {
        key: 'bot-201',
        title: 'Plant Physiology',
        categories: ['Life Sciences'],
        level: 'Intermediate',
        url: `${lms}/bot-201`,
        description:
          'How plants move water, capture light and answer to seasons. Weekly laboratory sessions measure photosynthesis, transpiration and growth, and a final project follows one species through a full cycle in the college greenhouse.',
      },
      wayIn: { way: 'open' },
      reasons: [{ kind: 'because-you-took', course: 'Botany for Beginners' }],
    },
    {
      course: {
        key: 'env-110',
        title: 'Climate, Soil and Water',
        categories: ['Environment', 'Life Sciences'],
        level: 'beginner',
        url: `${lms}/env-110`,
        description:
          'Where the water of a landscape comes from, where it goes, and what a changing climate does to it.',
      },
      wayIn: { way: 'key' },
      opensAt: new Date('2099-12-19T18:47:00Z'),
      startsAt: new Date('2100-01-11T00:00:00Z'),
      reasons: [
        { kind: 'matches-interest', interest: 'climate' },
        { kind: 'popular-in', category: 'Environment', place: 1 },
      ],
    },
    {
      course: {
        key: 'sta-150',
        title: 'Statistics with Real Data',
        categories: ['Mathematics'],
        level: 'Beginner',
        url: `${lms}/sta-150`,
        description:
          'From a question to an honest answer: sampling, uncertainty, comparison and regression in practice.',
      },
      wayIn: { way: 'open', groups: ['<Honours> students'] },
      reasons: [{ kind: 'popular-in', category: 'Mathematics', place: 2 }],
    },
    {
      course: {
        key: 'his-240',
        title: 'A History of Gardens from the Hanging Gardens of Babylon to the Community Allotment Movement',
        categories: ['History', 'Art and Design'],
        url: `${lms}/his-240`,
        description: 'Gardens as power, refuge, laboratory and larder.',
      },
      reasons: [{ kind: 'because-you-took', course: 'Landscape Drawing' }],
    },
    {
      course: { key: 'chem/101 & more', title: 'Everyday Chemistry', categories: [] },
      reasons: [{ kind: 'popular' }],
    },
    {
      course: {
        key: 'cs-105',
        title: 'Programming for Scientists',
        categories: ['Computing'],
        level: 'Beginner',
        url: `${lms}/cs-105`,
        description: 'Small programs that answer scientific questions, in Python, from the first week on.',
      },
      reasons: [{ kind: 'popular-in', category: 'Computing', place: 2 }],
    },
    {
      course: {
        key: 'phi-130',
        title: 'Ethics of Nature',
        categories: ['Philosophy'],
        level: 'Intermediate',
        url: `${lms}/phi-130`,
        description: 'Do trees have standing? What we owe to what cannot ask.',
      },
      reasons: [{ kind: 'popular-in', category: 'Philosophy', place: 2 }],
    },
  ];
}
