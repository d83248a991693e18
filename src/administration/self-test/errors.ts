/** The self-test says how an institution is set up: that is for its administrators. */
export class AdministratorsOnlyError extends Error {
  readonly status = 403;
  readonly code = 'administrators-only';
  readonly person = 'This page is for administrators of your learning platform.';
  readonly staff = 'The launch had no administrator role.';
}
