/** What an API developer key has to allow: reading these, and nothing else (Canvas: "Developer Keys", scopes). */
export const scopes = {
  account: 'url:GET|/api/v1/accounts/:id',
  terms: 'url:GET|/api/v1/accounts/:account_id/terms',
  courses: 'url:GET|/api/v1/accounts/:account_id/courses',
  enrolments: 'url:GET|/api/v1/courses/:course_id/enrollments',
  progress: 'url:GET|/api/v1/courses/:course_id/bulk_user_progress',
} as const;

export type Scope = keyof typeof scopes;
