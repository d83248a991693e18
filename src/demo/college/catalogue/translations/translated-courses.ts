/** By code of the course: its title and description in one more language. */
export type TranslatedCourses = Readonly<Record<string, readonly [title: string, description: string]>>;
