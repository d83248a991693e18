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

/** Without these functions a pull goes on, and what they give stays unknown. */
export const optionalFunctions: readonly MoodleFunction[] = [
  'core_completion_get_course_completion_status',
  'gradereport_user_get_grade_items',
];
