/**
 * The web service functions that a pull calls, and the capabilities that Moodle demands of the account
 * (`db/services.php` and the functions themselves, Moodle 4.5). scripts/moodle/next-courses-webservice.php and docs/moodle.md
 * list the same.
 */
export const moodleFunctions = {
  core_webservice_get_site_info: { gives: 'which Moodle this is', capabilities: ['webservice/rest:use'] },
  core_course_get_categories: {
    gives: 'the categories of courses',
    capabilities: ['moodle/category:viewhiddencategories'],
  },
  core_course_get_courses_by_field: {
    gives: 'the courses',
    capabilities: ['moodle/course:view', 'moodle/course:viewhiddencourses'],
  },
  core_enrol_get_course_enrolment_methods: { gives: 'how people get into a course', capabilities: [] },
  enrol_guest_get_instance_info: { gives: 'where guests need a password', capabilities: [] },
  core_get_strings: { gives: 'the words in which this Moodle says who may enrol', capabilities: [] },
  tool_mobile_call_external_functions: { gives: 'many answers to one request', capabilities: [] },
  core_competency_list_course_competencies: {
    gives: 'which competencies a course teaches',
    capabilities: ['moodle/competency:coursecompetencyview'],
  },
  core_enrol_get_enrolled_users: {
    gives: 'who is in a course',
    capabilities: [
      ...['moodle/course:enrolreview', 'moodle/user:viewdetails', 'moodle/course:viewhiddenuserfields'],
      ...['moodle/site:accessallgroups', 'moodle/role:review'],
    ],
  },
  core_completion_get_course_completion_status: {
    gives: 'who has completed a course',
    capabilities: ['report/completion:view'],
  },
  gradereport_user_get_grade_items: {
    gives: 'grades, of which a band is kept',
    capabilities: ['gradereport/user:view', 'moodle/grade:viewall'],
  },
} as const;

export type MoodleFunction = keyof typeof moodleFunctions;

/** Without these functions a pull goes on, with what is said here. */
export const withoutFunction: Readonly<Partial<Record<MoodleFunction, string>>> = {
  core_enrol_get_course_enrolment_methods:
    'Without it nobody knows where people can enrol themselves, so courses are offered that they cannot get into.',
  enrol_guest_get_instance_info:
    'Without it a course that is open to guests alone is offered without a word about it.',
  core_get_strings:
    'Without it reworded sentences of your Moodle are not understood, and such courses not offered.',
  tool_mobile_call_external_functions: 'Without it a pull takes one request more for each course.',
  core_competency_list_course_competencies:
    'Without it what courses teach is told by their titles and descriptions alone.',
  core_completion_get_course_completion_status: 'Without it who has completed a course is unknown.',
  gradereport_user_get_grade_items: 'Without it grades are unknown.',
};
