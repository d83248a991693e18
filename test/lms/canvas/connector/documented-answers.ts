// Answers as they stand in Canvas's public documentation (developerdocs.instructure.com: "Courses", "Enrollments", "Enrollment
// Terms", "OAuth2 Endpoints"; shapes beside these from the published source), with invented people. No Canvas was asked.

/** "Courses": a Course object; with `include[]=term`. */
export const course = {
  ...{ id: 370663, sis_course_id: null, uuid: 'WvAHhY5FINzq5IyRIJybGeiXyFkG3SqHUPb7jZY5' },
  ...{ integration_id: null, sis_import_id: 34, name: 'InstructureCon 2012', course_code: 'INSTCON12' },
  ...{ workflow_state: 'available', account_id: 81259, root_account_id: 81259, enrollment_term_id: 34 },
  ...{ grading_standard_id: 25, start_at: '2012-06-01T00:00:00-06:00', end_at: '2012-09-01T00:00:00-06:00' },
  ...{ created_at: '2012-05-01T00:00:00-06:00', locale: 'en', enrollments: null, total_students: 32 },
  ...{ calendar: { ics: 'https://canvas.example/feeds/calendars/course_abcdef.ics' }, default_view: 'feed' },
  syllabus_body: '<p>Ask Konrad Kreide, konrad.kreide@canvas.example.</p>',
  term: { id: 34, name: 'Summer 2012', start_at: '2012-06-01T00:00:00-06:00', end_at: null },
  ...{ public_description: '<p>Come one, come all to <b>InstructureCon 2012</b>!</p>', license: 'private' },
  ...{ open_enrollment: false, self_enrollment: false, restrict_enrollments_to_course_dates: false },
  ...{ time_zone: 'America/Denver', blueprint: false, template: false },
};

/** "Enrollments": an Enrollment object; its user is always there. */
export const enrolment = {
  ...{
    id: 1,
    course_id: 370663,
    sis_course_id: 'SHEL93921',
    course_section_id: 1,
    section_integration_id: 'S',
  },
  ...{ sis_account_id: 'SHEL93921', sis_section_id: 'SHEL93921', sis_user_id: 'SHEL93921' },
  ...{ enrollment_state: 'active', limit_privileges_to_course_section: true, sis_import_id: 83 },
  ...{ root_account_id: 1, type: 'StudentEnrollment', user_id: 3, associated_user_id: null },
  ...{ role: 'StudentEnrollment', role_id: 1, created_at: '2012-04-18T23:08:51Z' },
  ...{ updated_at: '2012-04-18T23:08:51Z', start_at: null, end_at: null },
  ...{ last_activity_at: '2012-06-18T23:08:51Z', last_attended_at: null, total_activity_time: 260 },
  html_url: 'https://canvas.example/courses/370663/users/3',
  grades: {
    html_url: 'https://canvas.example/courses/370663/grades/3',
    ...{ current_score: 35, current_grade: null, final_score: 6.67, final_grade: null },
  },
  user: {
    ...{ id: 3, name: 'Sieglinde Lasst', sortable_name: 'Lasst, Sieglinde', short_name: 'Siggi Lasst' },
    ...{ sis_user_id: 'SHEL93921', login_id: 'sieglinde.lasst@canvas.example', integration_id: 'ABC59802' },
  },
};

/** "Enrollment Terms": the answer to `accounts/:id/terms`. */
export const terms = {
  enrollment_terms: [
    {
      ...{ id: 1, name: 'Fall 20X6', start_at: '2026-08-31T20:00:00Z', end_at: '2026-12-20T20:00:00Z' },
      ...{ created_at: '2025-01-02T03:43:11Z', workflow_state: 'active', grading_period_group_id: 1 },
      sis_term_id: null,
    },
    { id: 2, name: 'Default Term', start_at: null, end_at: null, workflow_state: 'active' },
  ],
};

/** "OAuth2 Endpoints": the answer to a code; the one to a refresh token has no new one. */
export const token = {
  ...{ access_token: '1/fFAGRNJru1FTz70BzhT3Zg', token_type: 'Bearer', expires_in: 3600 },
  user: { id: 42, name: 'Jutta Himmel' },
  refresh_token: 'tIh2YBWGiC0GgGRglT9Ylwv2MnTvy8csfGyfK2PqZmkFYYqYZ0wui4tzI7uBwnN2',
};

/** "Courses", bulk user progress. */
export const progress = {
  ...{ id: 3, display_name: 'Siggi Lasst' },
  progress: {
    ...{ requirement_count: 10, requirement_completed_count: 1, completed_at: null },
    next_requirement_url: 'https://canvas.example/courses/370663/modules/items/2',
  },
};
