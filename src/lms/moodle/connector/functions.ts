/**
 * The web service functions that a pull calls, and the capabilities that Moodle demands of the account
 * (`db/services.php` and the functions themselves, Moodle 4.5). scripts/moodle/next-courses-webservice.php and docs/moodle.md
 * list the same.
 */
export const moodleFunctions = {
  core_webservice_get_site_info: { capabilities: ['webservice/rest:use'] },
  core_course_get_categories: {
    capabilities: ['moodle/category:viewhiddencategories'],
  },
  core_course_get_courses_by_field: {
    capabilities: ['moodle/course:view', 'moodle/course:viewhiddencourses'],
  },
  core_enrol_get_course_enrolment_methods: { capabilities: [] },
  enrol_guest_get_instance_info: { capabilities: [] },
  core_get_strings: { capabilities: [] },
  tool_mobile_call_external_functions: { capabilities: [] },
  core_competency_list_course_competencies: {
    capabilities: ['moodle/competency:coursecompetencyview'],
  },
  core_enrol_get_enrolled_users: {
    capabilities: [
      ...['moodle/course:enrolreview', 'moodle/user:viewdetails', 'moodle/course:viewhiddenuserfields'],
      ...['moodle/site:accessallgroups', 'moodle/role:review'],
    ],
  },
  core_completion_get_course_completion_status: {
    capabilities: ['report/completion:view'],
  },
  gradereport_user_get_grade_items: {
    capabilities: ['gradereport/user:view', 'moodle/grade:viewall'],
  },
} as const;

export type MoodleFunction = keyof typeof moodleFunctions;

/** Without these functions a pull goes on; what it then lacks is the message `moodle.without.…`. */
export const dispensable = [
  ...(['core_enrol_get_course_enrolment_methods', 'enrol_guest_get_instance_info'] as const),
  ...(['core_get_strings', 'tool_mobile_call_external_functions'] as const),
  ...(['core_competency_list_course_competencies', 'core_completion_get_course_completion_status'] as const),
  'gradereport_user_get_grade_items' as const,
];
